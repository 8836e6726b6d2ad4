import { type Field, type Text, text } from './dictionary/field.ts'

/** The program's own words, which belong to no field and aren't messages. */
export const words = {
  to: ['至', 'To'],
  mainMenu: ['主菜单', 'Main Menu'],
  chooseFunction: ['请选择功能, F4 或空白回车退出', 'Please select a function.  F4 or blank to EXIT'],
  keys: ['功能键', 'Keys'],
  paintAnew: ['重画屏幕', 'Paint the screen anew'],
  escapeDigit: ['等于 F1, 其余类推; 0 为 F10, - 为 F11, = 为 F12', 'The same as F1, and so on; 0 is F10, - is F11, = is F12'],
  insertMode: ['插入', 'INS'],
  overtypeMode: ['改写', 'OVR'],
  endOfField: ['末尾', 'end'],
  blank: ['空格', 'blank'],
  smallScreen: ['请把窗口放大到 80x24, 在此之前不接受按键', 'Please make the window 80x24 or larger: no key is taken until then'],
  total: ['合计', 'Total'],
  endOfReport: ['报表结束', 'End of Report'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
  allOfIt: ['是', 'Y'],
  bothVersions: ['两人的修改', 'Both Versions'],
} as const satisfies Record<string, Text>

/** What may be typed into a field, by the kind of its format; {0} is how much of it. A choice lists its own. */
export const formats = {
  text: ['文字, 最宽 {0} 格', 'Text, up to {0} cells'],
  code: ['代码, 最宽 {0} 格, 存为大写', 'A code, up to {0} cells, kept in capitals'],
  whole: ['整数', 'A whole number'],
  number: ['数, 最多 {0} 位小数', 'A number, up to {0} decimals'],
  signed: [', 可为负', ', may be negative'],
  date: ['日期: 2026-11-22, 1122 (最近的一天), 11/22/26, t 为今天, +3', 'A date: 2026-11-22, 1122 (the nearest one), 11/22/26, t for today, +3'],
  flag: ['y 或 n', 'y or n'],
  secret: ['密码, 只显示星号', 'A password, shown as stars'],
} as const satisfies Record<string, Text>

/** Where an inquiry goes: the screen, or a file. */
export const outputField: Field = {
  label: ['输出', 'Output'],
  format: text(32),
  help: [
    'terminal 在屏幕上显示; 打印机名, F2 选择; 文件名如 ship.csv, ship.txt, 单据也可 so.pdf',
    'terminal shows it; a printer prints it, F2 lists them; a file name: ship.csv, ship.txt, so.pdf',
  ],
  lookup: 'printer',
}

/** Two clerks changed one record: a row says what each of them left in a field, and what stands on the screen now. */
export const bothFields: Readonly<Record<'where' | 'field' | 'mine' | 'theirs' | 'kept', Field>> = {
  where: { label: ['行', 'Line'], format: text(6), help: ['单据的行', 'The line of the document'] },
  field: { label: ['字段', 'Field'], format: text(16), help: ['不同的字段', 'The field that differs'] },
  mine: { label: ['您的', 'Yours'], format: text(16), help: ['您录入的值', 'What you typed'] },
  theirs: { label: ['他人的', 'Theirs'], format: text(16), help: ['他人保存的值', 'What someone else saved'] },
  kept: { label: ['保留', 'Kept'], format: text(16), help: ['现在屏幕上的值', 'What stands on the screen now'] },
}
