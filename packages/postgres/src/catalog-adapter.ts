import { PrismaPg } from '@prisma/adapter-pg'
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import pg from 'pg'

/** Postgres's internal one-byte type `"char"`, in which the system catalogue keeps its flags. */
const internalChar = 18

/** A pool that remembers which columns of the newest answer are of the type `"char"`, and passes them on as text. */
export class CatalogPool extends pg.Pool {
  charColumns: number[] = []

  override query = (async (...args: Parameters<pg.Pool['query']>) => {
    const result: pg.QueryResult = await (super.query as (...args: unknown[]) => Promise<pg.QueryResult>)(...args)
    this.charColumns = []
    result?.fields?.forEach((field, index) => {
      if (field.dataTypeID !== internalChar) return
      field.dataTypeID = pg.types.builtins.TEXT
      this.charColumns.push(index)
    })
    return result
  }) as unknown as pg.Pool['query']
}

/**
 * Prisma's adapter for pg, made fit for its schema engine: by itself it refuses `"char"` columns (seen in 7.10.1), so the
 * engine could apply simple migrations but not describe a database. The engine asks one query at a time, which is what makes one
 * `charColumns` enough.
 */
export function catalogAdapter(pool: CatalogPool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool)
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () =>
      Promise.reject(new Error('The scratch database is made by schemaDrift, not by the engine.')),
    async connect() {
      const adapter = await factory.connect()
      const queryRaw = adapter.queryRaw.bind(adapter)
      adapter.queryRaw = async (query) => {
        const result = await queryRaw(query)
        for (const index of pool.charColumns) result.columnTypes[index] = ColumnTypeEnum.Character
        return result
      }
      // Whole, as psql sends a file. The adapter cuts a script at every semicolon, also within comments and functions.
      adapter.executeScript = async (script) => void (await pool.query(script).catch(asDriverError))
      return adapter
    },
  }
}

/** What the engine can put in words of its own; anything else it calls an external error, and says no more. */
function asDriverError(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error
  const { code = 'XX000', severity = 'ERROR', message, detail, column, hint } = error
  throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint })
}
