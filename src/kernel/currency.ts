const known = new Set(Intl.supportedValuesOf('currency'))

/** Whether a code names a currency of ISO 4217: what is sold in none can be paid in none. */
export const isCurrency = (code: string): boolean => known.has(code)
