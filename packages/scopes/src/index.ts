export { type Right, readRight, rights, writeRight } from './rights.js'
export { formatScope, type GrantedScope, listsAllowed, parseScope, type Scope } from './scope.js'
