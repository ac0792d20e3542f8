import type pg from 'pg'
import type { Connections } from '../../src/connections.js'

/** A statement on its way to the server. */
export interface SentStatement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Runs `work`, and returns the statements with parameters that it sends over connections that it opens. */
export async function capture(connections: Connections, work: () => Promise<unknown>): Promise<SentStatement[]> {
  const sent: SentStatement[] = []
  connections.pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((config: unknown, ...others: unknown[]) => {
      const { statements = [], ...single } = config as pg.QueryConfig & {
        readonly statements?: readonly SentStatement[]
      }
      for (const { text, values } of [...statements, single]) {
        if (values !== undefined && values.length > 0) sent.push({ text, values })
      }
      return query(config, ...others)
    }) as pg.Client['query']
  })
  await work()
  return sent
}
