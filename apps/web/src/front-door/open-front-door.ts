import { subscribe } from 'node:diagnostics_channel'
import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import {
  createClientAddresses,
  createConnectionLimit,
  createRequestDeadlines,
  type ProxySettings,
  proxiesAndLoopback,
  setWriteDeadline,
} from '@ownlist/http'
import { clientAddressHeader } from '../auth/client-address'
import { refuseOddRequests } from './refuse-requests'
import type { PolicySettings } from './security-headers'
import { createHeaderSetter } from './set-security-headers'

interface FrontDoorSettings extends PolicySettings {
  readonly proxies: ProxySettings
  /** Whose connections are not counted; by default those of trusted proxies and of this machine. */
  readonly isExempt?: (address: string) => boolean
}

/** More than one process serves well; what is above is refused at once rather than kept waiting. */
const mostConnections = 2_000

/**
 * Sets up what happens to each connection and each request before Next.js sees it: limits, deadlines, the client's address
 * and the security headers. Next.js creates its server itself. Its own hook, `proxy.ts`, sees no connections, does not run
 * for every answer, and copies bodies. So this listens to what Node publishes about every HTTP server in the process.
 */
export function openFrontDoor(settings: FrontDoorSettings): void {
  const addresses = createClientAddresses(settings.proxies)
  const { isExempt = proxiesAndLoopback(addresses.isProxy) } = settings
  const limitConnections = createConnectionLimit({ isExempt })
  const deadlines = createRequestDeadlines()
  const setHeaders = createHeaderSetter(settings)
  const known = new WeakSet<Server>()

  subscribe('net.server.socket', (message) => {
    // Node sets `server` on each socket that a server accepts; a process has other servers than those for HTTP.
    const { socket } = message as { socket: Socket & { server?: unknown } }
    if (!(socket.server instanceof Server)) return
    limitConnections(socket)
    deadlines.connected(socket)
  })

  subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as RequestStart
    if (!known.has(server)) {
      known.add(server)
      server.maxConnections = mostConnections
      refuseOddRequests(server)
      // The page of `next dev` keeps a WebSocket to it. In production nothing answers an upgrade, and its connection ends.
      if (settings.isDevelopment) server.on('upgrade', (_request, socket: Socket) => deadlines.release(socket))
    }
    deadlines.started(request, response)
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
