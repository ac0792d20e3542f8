// The same router under Hono, through tRPC's fetch adapter.
import { serve } from '@hono/node-server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { Hono } from 'hono'
import { env } from './env.js'
import { createContext, router } from './task-router.js'

const app = new Hono()

app.all('/trpc/*', (c) =>
  fetchRequestHandler({
    endpoint: '/trpc',
    req: c.req.raw,
    router,
    createContext: ({ req }) => createContext(req.headers.get('authorization') ?? undefined),
  }),
)

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: env.PORT })
