export type { Reason } from './error-codes.js'
export { errorShape } from './error-shape.js'
export { newestFieldIn, olderFormOf, since } from './newer-fields.js'
export {
  personProcedure,
  readInListsProcedure,
  readProcedure,
  userProcedure,
  writeInListsProcedure,
  writeProcedure,
} from './procedures.js'
export { router } from './trpc.js'
