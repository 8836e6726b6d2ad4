const { Segmenter } = Intl

/**
 * In the one-file program this stands in for Intl.Segmenter. Making one loads what is known of the world's languages, which
 * takes longer than the rest of a start, and most screens need none.
 */
export class LateSegmenter {
  readonly #options: ConstructorParameters<typeof Segmenter>
  #made: Intl.Segmenter | undefined

  constructor(...options: ConstructorParameters<typeof Segmenter>) {
    this.#options = options
  }

  segment(text: string): Intl.Segments {
    this.#made ??= new Segmenter(...this.#options)
    return this.#made.segment(text)
  }
}
