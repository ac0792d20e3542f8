// domain: tasks
import type { IncomingMessage, ServerResponse } from 'node:http'
import { feedPrefix, findFeed } from '@ownlist/api'
import { StoreError, type Stores } from '@ownlist/db'
import type { Limits } from './limits.js'
import { retryAfter } from './retry-after.js'

interface FeedRequest {
  readonly path: string
  readonly requestId: string
}

/** Serves private calendars, which calendar apps read without a token: the address is the secret. */
export interface FeedRoute {
  serves(path: string): boolean
  answer(request: IncomingMessage, response: ServerResponse, feed: FeedRequest): Promise<void>
}

/** The cost of a calendar in calls: it reads up to ten pages of tasks. */
const callsOfFeed = 10

/**
 * An address that is unknown, was replaced or is invalid gets the same 404, byte for byte. Each counts as a refused request
 * of the client's address. A calendar counts as ten calls of its owner.
 */
export function createFeedRoute({ stores, limits }: { readonly stores: Stores; readonly limits: Limits }): FeedRoute {
  async function answer(request: IncomingMessage, response: ServerResponse, { path, requestId }: FeedRequest) {
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, { allow: 'GET, HEAD' })
    const feed = await findFeed(stores, path, requestId)
    const wait = feed === null ? await limits.ofRefusals(request) : await limits.ofCalls(feed.userId, callsOfFeed)
    if (wait !== null) return send(response, 429, { 'retry-after': String(wait) })
    if (feed === null) return send(response, 404, {})
    const calendar = await feed.read()
    response.writeHead(200, { 'content-type': 'text/calendar; charset=utf-8' })
    response.end(request.method === 'HEAD' ? undefined : calendar)
  }
  return {
    serves: (path) => path.startsWith(feedPrefix),
    async answer(request, response, feed) {
      try {
        await answer(request, response, feed)
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        send(response, 503, retryAfter)
      }
    },
  }
}

const statuses = { 404: 'not found', 405: 'use GET', 429: 'too many requests', 503: 'unavailable' } as const

function send(response: ServerResponse, code: keyof typeof statuses, headers: Readonly<Record<string, string>>): void {
  response.writeHead(code, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify({ status: statuses[code] }))
}
