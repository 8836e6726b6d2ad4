import { type Field, text } from './field.ts'

/** A printed paper, as lines of text. */
export const paper = {
  text: {
    label: ['打印内容', 'Print'],
    format: text(80),
    help: ['订单的打印内容, 每行最多 80 格。', 'The paper as it is printed, at most 80 cells a line.'],
  },
} as const satisfies Record<string, Field>
