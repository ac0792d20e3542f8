import type { IncomingMessage, ServerResponse } from 'node:http'
import { toNodeHandler } from '@modelcontextprotocol/node'
import { createMcpHandler, type McpHttpHandler, readRequestBody } from '@modelcontextprotocol/server'
import { createPageRoom, type ProcedureIndex } from '@ownlist/api'
import type { Database } from '@ownlist/db'
import type { Logger } from '@ownlist/http'
import { createMcpServer } from '@ownlist/mcp'
import {
  type AnyTRPCRouter,
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  type TRPCError,
} from '@trpc/server'
import packageJson from '../package.json' with { type: 'json' }
import { createContext, type RequestCaller } from './context.js'

/** Serves one request of an agent, with the identity that the gate has verified. */
export type McpHandler = (request: IncomingMessage, response: ServerResponse, caller: RequestCaller) => Promise<void>

/** The same limit as for a tRPC call. */
const longestBody = 64 * 1024

/** How many bytes the page in one response may have. It may be exceeded by one row of at most 200 KB. */
const answerBytes = 1_750_000

/**
 * An agent receives each row twice: as structured content, and as JSON text, where quotes and backslashes are escaped
 * once more.
 */
const twice = (json: string): number => Buffer.byteLength(json) + Buffer.byteLength(JSON.stringify(json))

export interface McpRouteParts {
  readonly router: AnyTRPCRouter
  /** The procedures of the router. */
  readonly procedures: ProcedureIndex
  readonly database: Database
  readonly log: Logger
  /** Called for each call that failed because the database was unavailable. */
  readonly databaseFailed?: (() => void) | undefined
}

/**
 * Serves the procedures over the Model Context Protocol: streamable HTTP without sessions. Each request is verified and
 * gets its own server, which offers what its token allows.
 */
export function serveAgents({ router, procedures, database, log, databaseFailed }: McpRouteParts): McpHandler {
  const report = ({ name }: Error) => log.warn({ name }, 'an agent’s request could not be parsed')
  const handler = createMcpHandler(
    ({ authInfo }) => {
      const caller = authInfo?.extra?.caller as RequestCaller | undefined
      if (caller === undefined) throw new Error('MCP was reached without passing the gate')
      const { identity, contract } = caller
      const ctx = createContext(caller, database.stores, createPageRoom(answerBytes, twice))
      return createMcpServer({
        version: packageJson.version,
        // This does not depend on what the agent has listed: the next request may come from one that has not.
        contractVersion: contract.version,
        allows: (procedure) => procedures.allows(identity.scopes, procedure),
        async call({ procedure, type, input, signal }) {
          const called = { path: procedure, type, ctx }
          const getRawInput = async () => input
          try {
            return await callTRPCProcedure({ ...called, router, getRawInput, signal, batchIndex: 0 })
          } catch (cause) {
            const error = getTRPCErrorFromUnknown(cause)
            if (error.code === 'SERVICE_UNAVAILABLE') databaseFailed?.()
            throw publicError(router, error, { ...called, input })
          }
        },
      })
    },
    // The server announces nothing, so no client needs to listen, least of all after its token has expired.
    { maxRequestBodySize: longestBody, maxSubscriptions: 0, onerror: report },
  )
  const serve = toNodeHandler(oneAtATime(handler), { maxRequestBodySize: longestBody, onerror: report })
  return (request, response, caller) => {
    const { method = 'GET' } = request
    // The token stays at the gate.
    const auth = { token: '', clientId: '', scopes: [], extra: { caller } }
    return serve(Object.assign(request, { method, url: '/mcp', auth }), response)
  }
}

type FailedCall = Omit<Parameters<typeof getTRPCErrorShape>[0], 'config' | 'error'>

/** The error that `/trpc` would answer: an agent reads the same message on either route. */
function publicError(router: AnyTRPCRouter, error: TRPCError, call: FailedCall): Error {
  const { message, data } = getTRPCErrorShape({ ...call, config: router._def._config, error })
  return Object.assign(new Error(message, { cause: error }), { code: data.code })
}

/** Older versions of the protocol allow several calls in one request, which would bypass the limits on calls. */
const oneAtATime = ({ fetch }: McpHttpHandler): Pick<McpHttpHandler, 'fetch'> => ({
  async fetch(request, options) {
    const body = await readRequestBody(request.clone(), longestBody)
    if (body.tooLarge || !body.text.trimStart().startsWith('[')) return await fetch(request, options)
    const error = { code: -32_600, message: 'Send only one call per request.' }
    return Response.json({ jsonrpc: '2.0', id: null, error }, { status: 400 })
  },
})
