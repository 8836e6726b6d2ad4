import type { Format } from '../../db/dictionary/field.ts'
import { formats } from '../../db/words.ts'
import { type Language, say } from './format.ts'

/** What may be typed into a field, in words; '' where there is nothing to type or the choices say it. */
export const formatWords = (format: Format, language: Language): string => {
  const words = (name: keyof typeof formats, much: number | string = '') =>
    say(formats[name], language).replace('{0}', String(much))
  switch (format.kind) {
    case 'text':
      return words(format.upper ? 'code' : 'text', format.width)
    case 'number':
      return (
        (format.scale === 0 ? words('whole') : words('number', format.scale)) +
        (format.signed ? words('signed') : '')
      )
    case 'date':
    case 'flag':
    case 'secret':
      return words(format.kind)
    case 'instant':
    case 'choice':
      return ''
  }
}
