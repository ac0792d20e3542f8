export { containsTypos, containsWords, foldText, searchWords } from './search-text.js'
export { isVisibleLine, toVisibleLine } from './visible-line.js'
