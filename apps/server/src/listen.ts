import { once } from 'node:events'
import type { Server } from 'node:http'

export interface ListenOptions {
  readonly port: number
  readonly host: string
  /** The environment variable that sets the port. */
  readonly variable: string
}

/**
 * Makes a server listen.
 * @returns its address
 * @throws {Error} that names the variable, if the port cannot be used
 */
export async function listen(server: Server, { port, host, variable }: ListenOptions): Promise<string> {
  try {
    await once(server.listen(port, host), 'listening')
  } catch (cause) {
    const { code } = cause as { code?: unknown }
    const fault = code === 'EADDRINUSE' ? 'is in use' : `cannot be listened on (${String(code)})`
    throw new Error(
      `Port ${port} at ${host} ${fault}. Stop the program that uses it, or choose another port with ${variable}.`,
      { cause },
    )
  }
  return addressOf(server)
}

function addressOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no address')
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}
