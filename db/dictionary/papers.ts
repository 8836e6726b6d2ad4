import type { PaperControlTable, PrinterTable } from '../schema.ts'
import { choice, code, count, type Field, flag, text } from './field.ts'
import { site } from './sites.ts'

/** A printed paper, as lines of text. */
export const paper = {
  text: {
    label: ['打印内容', 'Print'],
    format: text(80),
    help: ['打印的内容, 每行最多 80 格。', 'The paper as it is printed, at most 80 cells a line.'],
  },
} as const satisfies Record<string, Field>

const pageLength = {
  label: ['每页行数', 'Page Length'],
  head: ['行数', 'Rows'],
  format: count(3),
  help: [
    '连续纸一页的行数, 如 66; 0 表示不分页。',
    'Rows of a form from perforation to perforation, such as 66; 0 makes no pages.',
  ],
  qad: 'prd_lines',
} as const satisfies Field

const formFeed = {
  label: ['换页符', 'Form Feed'],
  head: ['换页', 'FF'],
  format: flag,
  help: [
    '是: 每页以换页符结束; 否: 用空行补满一页。',
    'Yes ends a page with a form feed; No fills it with blank lines.',
  ],
} as const satisfies Field

/** Where papers are printed. */
export const printer = {
  code: {
    label: ['打印机', 'Printer'],
    format: code(8),
    help: [
      '在输出一栏输入的打印机名, 如 LASER。F2 列出打印机。',
      'What is typed into Output for this printer, such as LASER. F2 lists them.',
    ],
    lookup: 'printer',
    required: true,
    qad: 'prd_dev',
  },
  description: {
    ...site.description,
    help: ['打印机在哪里, 用什么纸。', 'Where it stands and which paper it holds.'],
  },
  command: {
    label: ['打印命令', 'Command'],
    format: text(56),
    help: [
      '程序的全路径和参数, 单据从标准输入送入, 如 /usr/bin/lp -d laser; 不经过 shell。',
      'A program with its whole path and arguments, given the paper on its input: /usr/bin/lp -d laser.',
    ],
    required: true,
    qad: 'prd_path',
  },
  form: {
    label: ['格式', 'Form'],
    format: choice({ text: ['文本', 'Text'], pdf: ['版面', 'PDF'] }),
    help: [
      '文本: UTF-8 文本, 用于针式打印机; 版面: PDF。',
      'Text is UTF-8 text for printers of forms; PDF is for all others.',
    ],
    required: true,
  },
  page_length: pageLength,
  form_feed: formFeed,
  active: {
    label: ['可用', 'In Use'],
    format: flag,
    help: ['否: 不能再选这台打印机。', 'No: nothing is printed there any more.'],
  },
} as const satisfies Record<keyof PrinterTable, Field>

/** How papers are written into files. */
export const paperControl = {
  id: {
    label: ['控制文件号', 'Control No.'],
    format: count(1),
    help: ['总是 1: 只有一份设置。', 'Always 1: there is one set of settings.'],
  },
  page_length: pageLength,
  form_feed: formFeed,
  font: {
    label: ['字体文件', 'Font File'],
    format: text(56),
    help: [
      'PDF 用的中文字体 (TrueType 或 TTC); 空白则用已安装的文泉驿或 Noto。',
      'The Chinese font for PDF, TrueType or TTC; blank takes WenQuanYi or Noto where installed.',
    ],
  },
} as const satisfies Record<keyof PaperControlTable, Field>
