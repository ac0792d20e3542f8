// domain: tasks
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it arrived. */
interface Arrived {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
}

/** A small reverse proxy on its own port, which records the requests. */
export interface Forwarder extends AsyncDisposable {
  /** Includes the prefix. */
  readonly url: string
  readonly arrived: readonly Arrived[]
}

interface ForwarderOptions {
  /** The port of the server behind it. */
  readonly port: number
  /** The only path that it serves, such as `/api`, which it removes; all paths by default. */
  readonly prefix?: string
}

/** Forwards to a port of this machine, which may not be open yet. */
export async function startForwarder({ port, prefix = '' }: ForwarderOptions): Promise<Forwarder> {
  const arrived: Arrived[] = []
  const server = createServer((incoming, outgoing) => {
    const { url = '', method = 'GET', headers } = incoming
    if (!url.startsWith(`${prefix}/`)) return void outgoing.writeHead(404).end()
    arrived.push({ method, path: url, headers })
    const onward = request(
      { host: 'localhost', port, path: url.slice(prefix.length), method, headers },
      (answer) => void answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers)),
    )
    onward.on('error', () => outgoing.writeHead(502).end())
    incoming.pipe(onward)
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}${prefix}`,
    arrived,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
