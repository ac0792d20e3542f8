import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { execute } from '@ownlist/testkit'
import { inject } from 'vitest'

/** @returns the URL of a separate, migrated auth database */
export async function createAuthDatabase(): Promise<string> {
  const { adminUrl, template } = inject('testPostgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const url = new URL(template.AUTH_DATABASE_URL)
  await execute(adminUrl, [
    `create database ${name} template ${url.pathname.slice(1)} owner ${url.username} strategy file_copy`,
  ])
  url.pathname = name
  return url.href
}

/** A connection to a database that can fail. */
export interface FaultyDatabase extends Disposable {
  /** A URL of the same database that leads through this proxy. */
  readonly url: string
  /** `refuses` ends every connection and accepts no new one; `mute` keeps them open and forwards nothing. */
  state: 'answers' | 'refuses' | 'mute'
}

export async function startFaultyDatabase(databaseUrl: string): Promise<FaultyDatabase> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let state: FaultyDatabase['state'] = 'answers'
  const server = createServer((client) => {
    if (state === 'refuses') return void client.destroy()
    const database = connect(Number(target.port), target.hostname)
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from)
      from.on('error', () => undefined).on('close', () => to.destroy())
      from.on('data', (chunk) => {
        if (state !== 'mute') to.write(chunk)
      })
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const cut = () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  return {
    url: url.href,
    get state() {
      return state
    },
    set state(next) {
      // Data that arrived while it was mute is lost, so those connections are unusable.
      if (next === 'refuses' || state === 'mute') cut()
      state = next
    },
    [Symbol.dispose]() {
      server.close()
      cut()
    },
  }
}
