export { readInListsProcedure, writeInListsProcedure } from './lists-procedure.js'
export { olderFormOf, since } from './newer-fields.js'
export { router, userProcedure, writeProcedure } from './trpc.js'
