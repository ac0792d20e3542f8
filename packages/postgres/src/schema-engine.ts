import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import { type AdapterMode, CatalogPool, catalogAdapter } from './catalog-adapter.js'

/**
 * Prisma's own schema engine, compiled to WebAssembly. It migrates as `prisma migrate` does, without a binary to
 * download.
 */
export type SchemaEngine = glue.SchemaEngine

let loaded = false

/** The package's own entry point expects a bundler that imports .wasm. These are the same two steps. */
function load(): void {
  if (loaded) return
  const beside = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const module = new WebAssembly.Module(readFileSync(join(dirname(beside), 'schema_engine_bg.wasm')))
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': withoutWaitingTimers(glue) })
  glue.__wbg_set_wasm(instance.exports)
  const { __wbindgen_start: begin } = instance.exports
  if (typeof begin === 'function') begin()
  loaded = true
}

/** The engine leaves a ten-second timer after each call. A command that is done does not need to wait for it. */
function withoutWaitingTimers(imports: object): WebAssembly.ModuleImports {
  const setTimer = (call: () => void, ms: number) => setTimeout(call, ms).unref()
  return Object.fromEntries(
    Object.entries(imports).map(([name, value]) => [name, name.startsWith('__wbg_setTimeout') ? setTimer : value]),
  )
}

/** One file of a Prisma schema. */
interface SchemaFile {
  readonly path: string
  readonly content: string
}

export interface SchemaEngineOptions {
  /** The URL of the database. */
  readonly url: string
  /** The files of the Prisma schema. */
  readonly files: readonly SchemaFile[]
  /** How the engine sees the database; `as it is` by default. */
  readonly mode?: AdapterMode
}

/** Runs `work` with an engine on one database. */
export async function withSchemaEngine<T>(
  { url, files, mode = 'as it is' }: SchemaEngineOptions,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  load()
  const pool = new CatalogPool({ connectionString: url })
  const adapter = bindMigrationAwareSqlAdapterFactory(catalogAdapter(pool, mode))
  try {
    const datamodels = files.map(({ path, content }): [string, string] => [path, content])
    using engine = await glue.SchemaEngine.new({ datamodels }, () => undefined, adapter)
    return await work(engine)
  } finally {
    await pool.end()
  }
}
