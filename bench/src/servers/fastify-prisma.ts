// The same router under Fastify, through tRPC's adapter for it.
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import { fastify } from 'fastify'
import { env } from './env.js'
import { createContext, router } from './task-router.js'

const server = fastify({ routerOptions: { maxParamLength: 5_000 } })

await server.register(fastifyTRPCPlugin, {
  prefix: '/trpc',
  trpcOptions: { router, createContext: ({ req }) => createContext(req.headers.authorization) },
} satisfies FastifyTRPCPluginOptions<typeof router>)

await server.listen({ host: '127.0.0.1', port: env.PORT })
