import { type Field, type Text, text } from './dictionary/field.ts'

/** The program's own words, which belong to no field and aren't messages. */
export const words = {
  to: ['至', 'To'],
  mainMenu: ['主菜单', 'Main Menu'],
  chooseFunction: ['请选择功能, F4 或空白回车退出', 'Please select a function.  F4 or blank to EXIT'],
  keys: ['功能键', 'Keys'],
  insertMode: ['插入', 'INS'],
  smallScreen: ['请把窗口放大到 80x24', 'Please make the window 80x24 or larger'],
  total: ['合计', 'Total'],
  endOfReport: ['报表结束', 'End of Report'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
} as const satisfies Record<string, Text>

/** Where an inquiry goes: the screen, or a file. */
export const outputField: Field = {
  label: ['输出', 'Output'],
  format: text(32),
  help: [
    'terminal 在屏幕上显示; 输入文件名如 ship.csv 写成 CSV 文件, ship.txt 写成文本',
    'terminal shows it on the screen; a file name such as ship.csv writes CSV, ship.txt plain text',
  ],
}
