/** The form in which something is written; papers as text need to know the length of a form. */
export interface PaperForm {
  readonly kind: 'csv' | 'text' | 'pdf'
  /** Rows of a page of text; 0: no pages. */
  readonly pageLength: number
  readonly formFeed: boolean
}

/** The form of a file, by how its name ends: text unless it ends in `.csv` or `.pdf`. */
export const formOf = (name: string): PaperForm['kind'] => {
  const ending = name.toLowerCase().slice(-4)
  return ending === '.csv' ? 'csv' : ending === '.pdf' ? 'pdf' : 'text'
}
