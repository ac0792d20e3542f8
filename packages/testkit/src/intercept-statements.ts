import { createHash } from 'node:crypto'
import pg from 'pg'

/**
 * The statements that this process sends to one database as one role. When it is disposed of, statements are sent unchanged
 * again.
 */
export interface InterceptedStatements extends Disposable {
  /** Called with the SQL of each statement; returns the SQL to send instead. By default, it returns the same SQL. */
  change: (sql: string) => string
}

/** By host, port, database and role. */
const intercepted = new Map<string, InterceptedStatements>()

const { query } = pg.Client.prototype
pg.Client.prototype.query = function (this: pg.Client, ...[sent, ...others]: unknown[]) {
  const statements = intercepted.get(keyOf(this))
  return Reflect.apply(query, this, [statements === undefined ? sent : changed(sent, statements), ...others])
} as typeof query

/**
 * Passes every statement to a test before it is sent to the database, whether it comes from Prisma or is written as SQL.
 * The test may change it. Statements of other roles, or to other databases, are not changed, so a test can use those to
 * prepare its rows.
 * @param url of a PostgreSQL database, with the role
 */
export function interceptStatements(url: string): InterceptedStatements {
  const { hostname, port, pathname, username } = new URL(url)
  const key = keyOf({ host: hostname, port: Number(port), database: pathname.slice(1), user: username })
  const statements: InterceptedStatements = {
    change: (sql) => sql,
    [Symbol.dispose]: () => void intercepted.delete(key),
  }
  intercepted.set(key, statements)
  return statements
}

interface PreparedStatements {
  readonly statements: readonly { readonly name: string; readonly text: string; readonly values: readonly unknown[] }[]
}

const arePrepared = (sent: unknown): sent is PreparedStatements => sent instanceof pg.Query && 'statements' in sent

const digestOf = (text: string) => createHash('sha1').update(text).digest('hex')

type Target = Pick<pg.Client, 'host' | 'port' | 'database' | 'user'>

const keyOf = ({ host, port, database, user }: Target) => JSON.stringify([host, port, database, user])

/** A query is a text, an object that contains one, or several prepared statements of `@ownlist/pool`. */
function changed(sent: unknown, { change }: InterceptedStatements): unknown {
  if (typeof sent === 'string') return change(sent)
  if (arePrepared(sent)) {
    return Object.assign(sent, {
      statements: sent.statements.map(({ name, text, values }) => {
        const other = change(text)
        // A connection prepares only one text for each name.
        return { name: other === text ? name : digestOf(other), text: other, values }
      }),
    })
  }
  const { name, ...config } = sent as pg.QueryConfig
  const text = change(config.text)
  // A connection prepares only one text for each name.
  return { ...config, text, ...(text === config.text && name !== undefined ? { name } : {}) }
}
