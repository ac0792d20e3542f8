import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'

/** PostgreSQL's internal one-byte type `"char"`, which the system catalog uses for its flags. */
const internalChar = 18

/** A pool that remembers which columns of the last result have the type `"char"`, and returns them as text. */
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
 * `as it is`, or `as if there were rows`: then each table seems to have two rows, one of them with NULL in every
 * column. So the engine warns about everything that could happen to rows, although there are none.
 */
export type AdapterMode = 'as it is' | 'as if there were rows'

/** How the engine counts rows, and those with a value in a column. */
const count = /^select count\(\*\) from/i
const countValues = /is not null$/i

/**
 * Prisma's adapter for pg, adapted for the schema engine. By itself it refuses `"char"` columns (seen in 7.10.1), so
 * the engine could not read the schema of a database. The engine sends one query at a time, so one `charColumns` is
 * enough.
 */
export function catalogAdapter(pool: CatalogPool, mode: AdapterMode): SqlMigrationAwareDriverAdapterFactory {
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
        if (mode === 'as if there were rows' && count.test(query.sql)) {
          return { ...result, rows: [[countValues.test(query.sql) ? '1' : '2']] }
        }
        for (const index of pool.charColumns) result.columnTypes[index] = ColumnTypeEnum.Character
        return result
      }
      // The engine only reports the schema and the changes that it would make. applyMigrations applies the migrations.
      adapter.executeScript = async () => undefined
      return adapter
    },
  }
}
