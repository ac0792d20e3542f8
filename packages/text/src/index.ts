export { isVisibleLine, toVisibleLine } from './visible-line.js'
