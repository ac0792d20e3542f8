export { errorShape } from './error-shape.js'
export { readInListsProcedure, writeInListsProcedure } from './lists-procedure.js'
export { newestFieldIn, olderFormOf, since } from './newer-fields.js'
export { router, userProcedure, writeProcedure } from './trpc.js'
