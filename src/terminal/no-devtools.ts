/**
 * Stands in for react-devtools-core, which Ink imports when DEV is set and which the program
 * doesn't carry.
 */
const devtools = {
  initialize: (): void => {},
  connectToDevTools: (): void => {},
}

export default devtools
