export { formatScope, type GrantedScope, listsAllowed, parseScope, type Right, rights, type Scope } from './scope.js'
