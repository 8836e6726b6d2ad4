/** A numbered message. {0}, {1}… are filled by the caller. Numbers are QAD's where QAD has the message. */
export interface Message {
  readonly number: number
  readonly level: 'information' | 'warning' | 'error' | 'question'
  readonly zh: string
  readonly en: string
}

const message = (level: Message['level']) => (number: number, zh: string, en: string): Message => ({
  number,
  level,
  zh,
  en,
})
const information = message('information')
const warning = message('warning')
const error = message('error')
const question = message('question')

/** Every message, in the order of its number. What was wrong, then the way out. */
export const msg = {
  // Screens and keys
  addingRecord: information(1, '加入新记录', 'Adding new record'),
  modifyingRecord: information(10, '修改现有记录', 'Modifying existing record'),
  confirmDelete: question(11, '请确认删除', 'Please confirm delete'),
  allCorrect: question(12, '所有信息是否正确?', 'Is all information correct?'),
  notAValidChoice: error(13, '没有 {0} 这个功能, 请输入菜单上的编号或程序名', 'There is no function {0}: type a number of the menu or a program'),
  endOfFile: warning(20, '已到最后一条', 'End of file'),
  beginningOfFile: warning(21, '已到第一条', 'Beginning of file'),
  recordDeleted: information(22, '记录已删除', 'Record deleted'),
  recordSaved: information(24, '已保存 {0}', 'Saved {0}'),
  invalidDate: error(27, '没有这一天, 请输入如 2026-11-22、1122、t (今天) 或 +3', 'No such day: type it as 2026-11-22, 1122, t (today) or +3'),
  confirmUpdate: question(32, '请确认更新', 'Please confirm update'),
  confirmExit: question(36, '是否退出?', 'Please confirm exit'),
  returningToMenu: information(37, '返回菜单', 'Returning to menu'),
  blankNotAllowed: error(40, '{0} 不能为空', '{0} may not be blank'),
  submenusFromMainMenu: error(61, '以点开头只能进入功能, 不能进入菜单', 'A leading point reaches functions only, not menus'),
  nothingFound: warning(70, '没有符合条件的记录', 'Nothing found in this range'),
  nothingToDelete: warning(71, '这里没有可删除的记录', 'There is nothing to delete here'),
  nothingToRecall: warning(72, '这个字段还没有用过的值', 'This field has no value used before'),
  keyDoesNothing: warning(73, '{0} 在这里不起作用', '{0} does nothing here'),
  noLookup: information(74, '{0}', '{0}'),
  invalidNumber: error(76, '请输入数字, 最多 {0} 位小数', 'Type a number with at most {0} decimals'),
  numberTooLong: error(77, '数字太大, 放不下', 'The number is too large for this field'),
  negativeNotAllowed: error(78, '不能为负数', 'A negative number is not allowed here'),
  enterYesOrNo: error(79, '请输入 Y (是) 或 N (否)', 'Type Y (yes) or N (no)'),
  notAChoice: error(80, '请输入其中之一: {0}', 'Type one of: {0}'),
  unprintable: error(81, '含有不可见字符, 请重新输入', 'There are invisible characters in it: please type it again'),
  textTooLong: error(82, '超出字段长度, 多余部分未录入', 'Longer than the field: the rest was left out'),
  draftOffered: question(90, '{0} 在 {1} 未做完, 是否继续?', '{0} was left unfinished at {1}. Continue?'),
  draftKept: information(91, '未完成的内容已保留, 下次进入时可继续', 'What you typed is kept and offered again when you come back'),
  draftRestored: information(92, '已恢复未完成的内容', 'Unfinished work is back'),
  discardEntry: question(93, '放弃已录入的内容吗?', 'Leave without saving what was entered?'),
  outputWritten: information(95, '已写入文件 {0}', 'Written to {0}'),
  outputExists: error(96, '文件 {0} 已存在或不能写, 请换一个文件名', 'File {0} exists or cannot be written: choose another name'),
  outputNameInvalid: error(97, '文件名只能用字母、数字、点和横线, 如 ship.csv', 'A file name has letters, digits, points and dashes only, as in ship.csv'),
  savedBefore: information(98, '这一步已保存过: {0}', 'This was saved already: {0}'),
  internalError: error(99, '程序出错, 没有保存; 您录入的内容已保留。请报告: {0}', 'A fault in the program; nothing was saved, your entry is kept. Please report: {0}'),

  // The database
  databaseNotOurs: error(9001, '这不是 dingdan 的数据库, 未作改动; 请用 --db 指定正确的文件', 'This is not a dingdan database; it was left alone: name the right file with --db'),
  databaseTooNew: error(9002, '数据库比本程序新, 未作改动; 请升级 dingdan', 'The database is newer than this program; it was left alone: upgrade dingdan'),
  databaseReadOnly: error(9003, '数据库不可写; 请检查文件和目录的权限', 'The database cannot be written: check the rights of the file and its directory'),
  databaseLocked: error(9004, '数据库被他人占用, 没有保存; 请稍候再按 F1', 'Someone else holds the database; nothing was saved: press F1 again in a moment'),
  databaseDamaged: error(9005, '数据库文件已损坏; 请停止使用并通知管理员', 'The database file is damaged: stop working and call your administrator'),
  databaseFull: error(9006, '磁盘已满, 没有保存; 请通知管理员', 'The disk is full and nothing was saved: call your administrator'),
  databaseCannotBeOpened: error(9007, '数据库打不开; 请检查路径', 'The database cannot be opened: check its path'),
} as const
