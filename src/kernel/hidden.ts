/**
 * What shows nothing, steers a terminal, turns the reading direction or stands for broken UTF-8: controls, formats (bidi,
 * zero width, tags), surrogates, line separators, everything ignorable (fillers, and all variation selectors, those of
 * hanzi too), what is no character. Never typed, stored or painted.
 */
export const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}\p{NChar}\ufffd]/u
