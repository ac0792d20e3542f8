import * as routers from './routers.js'
import { createCallerFactory, router } from './trpc.js'

/** The contract. Clients import only its type. */
export const appRouter = router({ ...routers })
export type AppRouter = typeof appRouter

/** Calls procedures without HTTP, with a given context; for tests and scripts. */
export const createCaller = createCallerFactory(appRouter)
