import pg from 'pg'

/** A statement whose text never changes, so that a connection prepares it once. */
export interface PreparedStatement {
  /** Unique, at most 63 characters. */
  readonly name: string
  readonly text: string
  readonly values: readonly Value[]
}

export type Value = string | number | boolean | null

/** The columns of a row, in PostgreSQL's text format. */
export type TextRow = readonly (string | null)[]

/** The names of the statements that each connection has prepared. */
const prepared = new WeakMap<pg.Connection, Set<string>>()

interface Settle {
  resolve(rows: readonly TextRow[][]): void
  reject(error: Error): void
}

/**
 * Runs prepared statements as one transaction, and returns the rows of each.
 * @throws {pg.DatabaseError} the server's answer; or what else `pg` throws
 */
export const runPrepared = (
  client: pg.ClientBase,
  statements: readonly PreparedStatement[],
): Promise<readonly TextRow[][]> =>
  new Promise((resolve, reject) => client.query(new PreparedQuery(statements, { resolve, reject })))

/**
 * Prepared statements that are sent with one Sync after the last of them. PostgreSQL runs them as one transaction without
 * BEGIN and COMMIT: it commits at the Sync, and undoes all of them if one fails. Each sees what was committed before it
 * started. @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING
 *
 * This is a query class for `pg`, like those of `pg-cursor` and `pg-query-stream`. `pg`'s own query class sends one
 * statement, asks for its columns each time, and creates an object for each row.
 */
class PreparedQuery extends pg.Query {
  /** The rows of each statement that has run, and of the one that is running. */
  readonly #rows: TextRow[][] = [[]]
  /** The statements that this query prepares, in order. */
  readonly #preparing: string[] = []

  readonly statements: readonly PreparedStatement[]
  readonly #settle: Settle

  constructor(statements: readonly PreparedStatement[], settle: Settle) {
    super({ text: '' })
    this.statements = statements
    this.#settle = settle
  }

  override submit = (connection: pg.Connection): void => {
    const known = prepared.get(connection) ?? new Set()
    prepared.set(connection, known)
    connection.stream.cork()
    for (const { name, text, values } of this.statements) {
      if (!known.has(name)) {
        // After an error, it is unknown whether the statement exists. Closing one that does not exist is not an error.
        connection.close({ type: 'S', name }, true)
        connection.parse({ name, text, types: [] }, true)
        known.add(name)
        this.#preparing.push(name)
      }
      connection.bind({ statement: name, values: values.map(textOf) }, true)
      connection.execute({}, true)
    }
    connection.sync()
    connection.stream.uncork()
  }

  handleRowDescription(): void {}

  handleDataRow({ fields }: { readonly fields: TextRow }): void {
    this.#rows.at(-1)?.push(fields)
  }

  handleCommandComplete(): void {
    this.#rows.push([])
  }

  handleReadyForQuery(): void {
    // The last array is for rows of a statement that does not follow.
    this.#settle.resolve(this.#rows.slice(0, -1))
  }

  handleError(error: Error, connection: pg.Connection): void {
    for (const name of this.#preparing) prepared.get(connection)?.delete(name)
    this.#settle.reject(error)
  }
}

const textOf = (value: Value): string | null => (value === null ? null : String(value))
