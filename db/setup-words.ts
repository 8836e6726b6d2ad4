import type { Text } from './dictionary/field.ts'

/** What the set-up of a host says about each of its steps. */
export const setupWords = {
  head: [
    '在这台主机上, 操作员登录后只能使用 dingdan. 尚未作任何改动: 请存成文件, 通读后以 root 身份用 sh 运行',
    'A host where clerks can do nothing but dingdan. Nothing was done yet: keep it as a file, read it, run it as root with sh',
  ],
  again: [
    '可以重复运行; 已有的目录不会改动',
    'It may run again; a directory that is there is left as it is',
  ],
  program: [
    '程序须先装在 {0}, 归 root 所有, 如: git clone … {0} && cd {0} && npm ci',
    'The program has to be in {0} already, owned by root, as by: git clone … {0} && cd {0} && npm ci',
  ],
  root: [
    '能改程序的人就能改账目: 程序、Node 及其上级目录须归 root 所有',
    'Who can change the program can change the books: it, Node and all above them must be owned by root',
  ],
  notRoots: [
    '不归 root 所有, 或他人可写; 请改正 (chmod go-w) 后再运行',
    'not owned by root, or others may write to it: mend it (chmod go-w), then run this again',
  ],
  account: [
    '账目归此帐号所有; 没有人以它登录',
    'The books are owned by this account; nobody signs in as it',
  ],
  books: ['只有它能进入账目所在目录', 'Nobody else gets into the directory of the books'],
  stranger: [
    '{0} 不归 {1} 所有或他人可以进入; 请检查后再运行',
    '{0} is not owned by {1} alone: look at it, then run this again',
  ],
  home: [
    '操作员的主目录是空的, 归 root 所有: 放不进会被执行的文件',
    "The clerks' home is empty and owned by root: no file that something would run can be put there",
  ],
  notAClerk: [
    '{0} 原已存在, 不是只属于 {1} 组的操作员; 请换个名字, 或先删除该帐号',
    '{0} was there already and is no clerk of group {1} alone: take another name, or remove the account first',
  ],
  launcher: [
    '操作员唯一能启动的程序: 环境变量只有这几个, 不留内存转储',
    'All that a clerk can start: an environment of these few variables, and no core file',
  ],
  keys: ['Ctrl-C 之类从这里起只是按键', 'Ctrl-C and its like are keys from here on'],
  terminal: [
    '程序认得的终端; 其他一律当作 vt100',
    'Terminals that the program knows; any other is taken for a vt100',
  ],
  settings: [
    '操作员对终端的设置只有这几项; 程序不认得的值不予理会',
    'What a clerk may say of the terminal; a value that the program does not know is dropped',
  ],
  parent: [
    '它留作父进程: 程序无论怎样结束, 都会恢复终端',
    'It stays as the parent, and gives the terminal back however the program ends',
  ],
  sudo: [
    'sudo 只许这一个命令, 不带参数; 操作员的环境变量只带终端及其设置',
    "sudo allows this one command, without arguments; of the clerk's environment only the terminal and its settings",
  ],
  sshd: [
    '操作员不能转发端口, 不能传文件, 一次连接只有一个会话; 断线 45 秒内察觉',
    'No forwarding, no files, one session a connection; a dead line is noticed within 45 seconds',
  ],
  global: ['这是 sshd 的默认值, 对所有人有效', 'This is what sshd does by itself, for everybody'],
  clerk: [
    '操作员 {0}, 与 36.3.1 中的用户同名; {0}.pub 是其公钥, 须在当前目录',
    'Clerk {0}, as the user is called in 36.3.1; {0}.pub is the public key, in this directory',
  ],
  noClerk: ['每个操作员 (如 anna) 运行:', 'For each clerk, such as anna:'],
  left: [
    '最后: 建立公司 (还没有的话), 检查 sshd 的设置并重新载入',
    'At last: found the company, if there is none, then check the settings of sshd and load them',
  ],
} as const satisfies Record<string, Text>
