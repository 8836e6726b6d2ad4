/**
 * What arrives from a keyboard, after the bytes are understood. A key's name is what is printed on it, lower case:
 * `f1`…`f24`, `enter`, `tab`, `escape`, `backspace`, `delete`, `insert`, `home`, `end`, `pageup`, `pagedown`, `up`,
 * `down`, `left`, `right`, `find`, `select`, with `ctrl+`, `alt+`, `shift+` in front, in that order: `ctrl+d`, `shift+tab`.
 */
export type Key =
  | { readonly type: 'key'; readonly name: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'paste'; readonly text: string }
