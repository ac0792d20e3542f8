// domain: tasks
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A proxy that cuts connections at random, even in the middle of data. */
export interface CuttingProxy extends AsyncDisposable {
  readonly url: string
  /** How many connections it has cut. */
  readonly cuts: number
  /** Stops cutting. */
  calm(): void
}

/** The longest life of a connection, in milliseconds. */
const longestMs = 1_500

/** @param ports the ports of the servers; each connection goes to one of them at random */
export async function startCuttingProxy(ports: readonly number[]): Promise<CuttingProxy> {
  const sockets = new Set<Socket>()
  let [cuts, isCalm] = [0, false]
  const server = createServer((inner) => {
    const outer = connect(ports[Math.floor(Math.random() * ports.length)] ?? 0, '127.0.0.1')
    const cut = () => {
      if (isCalm) return
      cuts++
      inner.destroy()
    }
    const timer = setTimeout(cut, Math.random() * longestMs)
    outer.on('data', (chunk: Buffer) => {
      const isCutHere = !isCalm && Math.random() < 0.05
      inner.write(isCutHere ? chunk.subarray(0, Math.floor(Math.random() * chunk.length)) : chunk, () => {
        if (isCutHere) cut()
      })
    })
    inner.on('data', (chunk) => outer.write(chunk))
    for (const [socket, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        clearTimeout(timer)
        sockets.delete(socket)
        other.destroy()
      })
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get cuts() {
      return cuts
    },
    calm() {
      isCalm = true
    },
    async [Symbol.asyncDispose]() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
