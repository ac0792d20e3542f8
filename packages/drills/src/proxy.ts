import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A TCP port that stays open while the server behind it comes and goes. */
export interface TcpProxy extends AsyncDisposable {
  readonly port: number
  /** The target of new connections. Existing ones are cut when it changes. */
  target: number
  /** Lets nothing through in either direction, but cuts no connection. */
  paused: boolean
}

export async function startProxy(target: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let behind = target
  let paused = false
  // Without noDelay, some responses of several packets would take 40 ms longer, which would distort the measurement.
  const server = createServer({ noDelay: true }, (inner) => {
    const outer = connect({ port: behind, host: '127.0.0.1', noDelay: true })
    for (const [socket, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(socket)
      if (paused) socket.pause()
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => other.write(chunk))
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    get target() {
      return behind
    },
    set target(port) {
      behind = port
      cut()
    },
    get paused() {
      return paused
    },
    set paused(pause) {
      paused = pause
      for (const socket of sockets) socket[pause ? 'pause' : 'resume']()
    },
    async [Symbol.asyncDispose]() {
      server.close()
      cut()
    },
  }
}
