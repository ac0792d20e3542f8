// Builds the published files in `bundle/`: an ES module and a declaration file for each entry point, without references to
// this repository. They contain the router's types, but not the server's context or its stores.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'

const packages = join(import.meta.dirname, '..')
const entries = ['index', 'react', 'offline', 'offline-react', 'node', 'testing']
const built = (ending) =>
  Object.fromEntries(entries.map((name) => [name, join(import.meta.dirname, 'dist', name + ending)]))

/** Includes the declarations of the router, except the server's context, which no client can use. */
const routerTypes = {
  name: 'router-types',
  resolveId(id, importer) {
    if (id.startsWith('@ownlist/')) return join(packages, id.slice('@ownlist/'.length), 'dist/index.d.ts')
    return id === './context.js' && importer?.includes('/api/dist/') ? '\0context.d.ts' : null
  },
  load: (id) => (id === '\0context.d.ts' ? 'export type Caller = object;\nexport type Context = object;\n' : null),
}

async function write(options, endings) {
  const bundle = await rollup({
    ...options,
    external: /^(@trpc|@tanstack|eventsource-parser|idb|react|node:)/,
    onwarn({ code, message }) {
      // It is added again below, because bundling removes it.
      if (code !== 'MODULE_LEVEL_DIRECTIVE') throw new Error(message)
    },
  })
  await bundle.write({
    dir: join(import.meta.dirname, 'bundle'),
    entryFileNames: `[name]${endings}`,
    chunkFileNames: `shared-[hash]${endings}`,
    // Hooks and a provider: a server component may render them, but cannot run them.
    banner: ({ name }) => (/react$/.test(name) && endings === '.js' ? "'use client'" : ''),
  })
  await bundle.close()
}

await rm(join(import.meta.dirname, 'bundle'), { recursive: true, force: true })
await write({ input: built('.js') }, '.js')
await write({ input: built('.d.ts'), plugins: [routerTypes, dts()] }, '.d.ts')
