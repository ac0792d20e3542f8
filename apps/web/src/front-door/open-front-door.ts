import { subscribe } from 'node:diagnostics_channel'
import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import {
  createClientAddresses,
  createConnectionLimit,
  createConnectionRoom,
  createRequestDeadlines,
  type Logger,
  type Metrics,
  originForm,
  type ProxySettings,
  proxiesAndLoopback,
  setWriteDeadline,
} from '@ownlist/http'
import { clientAddressHeader } from '../auth/client-address'
import { operationOf } from './operation-of'
import { refuseOddRequests } from './refuse-requests'
import type { PolicySettings } from './security-headers'
import { createHeaderSetter } from './set-security-headers'
import { nameRequest } from './trace-requests'

interface FrontDoorSettings extends PolicySettings {
  readonly proxies: ProxySettings
  /** How long an idle connection is kept after a response, in milliseconds. */
  readonly keepAliveMs: number
  /** Clients whose connections are not counted; by default trusted proxies and this machine. */
  readonly isExempt?: (address: string) => boolean
  /** Told about each request; null for no metrics. */
  readonly metrics?: Metrics | null
  readonly log: Logger
  /** Runs the handler of a request, under the request's name. */
  readonly named: (requestId: string, run: () => void) => void
}

/** One process cannot serve more than this well. Further connections are refused immediately rather than kept waiting. */
const mostConnections = 2_000

/**
 * Sets up what happens to each connection and each request before Next.js sees it: limits, deadlines, the client's
 * address and the security headers. Next.js creates its server itself. Its own hook, `proxy.ts`, does not see
 * connections, does not run for every response, and copies bodies. So this listens to the events that Node publishes
 * about every HTTP server in the process.
 */
export function openFrontDoor(settings: FrontDoorSettings): void {
  const addresses = createClientAddresses(settings.proxies)
  const { isExempt = proxiesAndLoopback(addresses.isProxy), keepAliveMs } = settings
  const limitConnections = createConnectionLimit({ isExempt })
  const deadlines = createRequestDeadlines({ keepAliveMs })
  const room = createConnectionRoom(mostConnections * 0.9)
  const setHeaders = createHeaderSetter(settings)
  const known = new WeakSet<Server>()

  /** Next.js adds its listeners to a server before the first connection. */
  function prepare(server: Server): void {
    if (known.has(server)) return
    known.add(server)
    server.maxConnections = mostConnections
    server.keepAliveTimeout = keepAliveMs
    refuseOddRequests(server, settings.named)
    // The page of `next dev` keeps a WebSocket open to it. In production nothing answers an upgrade, so its connection
    // is closed.
    if (settings.isDevelopment) server.on('upgrade', (_request, socket: Socket) => deadlines.release(socket))
  }

  subscribe('net.server.socket', (message) => {
    // Node sets `server` on each socket that a server accepts. A process has other servers than HTTP ones.
    const { socket } = message as { socket: Socket & { server?: unknown } }
    if (!(socket.server instanceof Server)) return
    prepare(socket.server)
    limitConnections(socket)
    deadlines.connected(socket)
    room.connected(socket)
  })

  subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as RequestStart
    if (server === settings.metrics?.server) return
    request.url = originForm(request.url ?? '/')
    nameRequest(request, response, settings.log)
    settings.metrics?.watch(response, operationOf(request))
    deadlines.started(request, response)
    room.started(request.socket, response)
    setWriteDeadline(response)
    const address = addresses.of(request)
    if (address === null) delete request.headers[clientAddressHeader]
    else request.headers[clientAddressHeader] = address
    setHeaders(request, response)
  })
}

interface RequestStart {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly server: Server
}
