import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../src/generated/client.js'

/** Prisma on a real database, whose statements can be looked at and changed on their way to the server. */
export interface ChangeablePrisma extends AsyncDisposable {
  readonly prisma: PrismaClient
  /** Returns the statement to send instead. */
  change: (sql: string) => string
}

export function connectChangeable(url: string): ChangeablePrisma {
  const changeable: ChangeablePrisma = {
    change: (sql) => sql,
    prisma: new PrismaClient({
      adapter: new PrismaPg(
        poolOf(url, (sql) => changeable.change(sql)),
        { disposeExternalPool: true },
      ),
    }),
    [Symbol.asyncDispose]: () => changeable.prisma.$disconnect(),
  }
  return changeable
}

function poolOf(url: string, change: (sql: string) => string): pg.Pool {
  const changed = (query: unknown): unknown => {
    if (typeof query === 'string') return change(query)
    const config = query as pg.QueryConfig
    return { ...config, text: change(config.text) }
  }
  class ChangingClient extends pg.Client {
    override query = ((query: unknown, ...others: unknown[]) =>
      Reflect.apply(pg.Client.prototype.query, this, [changed(query), ...others])) as pg.Client['query']
  }
  return new pg.Pool({ connectionString: url, Client: ChangingClient })
}
