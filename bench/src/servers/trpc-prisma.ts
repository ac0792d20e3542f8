// tRPC's standalone server.
import { createHTTPServer } from '@trpc/server/adapters/standalone'
import { env } from './env.js'
import { createContext, router } from './task-router.js'

createHTTPServer({
  router,
  basePath: '/trpc/',
  createContext: ({ req }) => createContext(req.headers.authorization),
}).listen(env.PORT, '127.0.0.1')
