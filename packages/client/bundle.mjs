// Makes what is published: `bundle/`, an ES module and a declaration file for each entry, with nothing of this repository to
// look up. The router's types come along; the server's context, and with it the store, does not.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'

const packages = join(import.meta.dirname, '..')
const entries = ['index', 'react', 'node', 'testing']
const built = (ending) =>
  Object.fromEntries(entries.map((name) => [name, join(import.meta.dirname, 'dist', name + ending)]))

/** Brings in the declarations of the router, but for what a procedure is given on the server: no client has a way to that. */
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
    external: /^(@trpc|@tanstack|react|node:)/,
    onwarn({ code, message }) {
      // It is written again below: bundling takes it out of modules.
      if (code !== 'MODULE_LEVEL_DIRECTIVE') throw new Error(message)
    },
  })
  await bundle.write({
    dir: join(import.meta.dirname, 'bundle'),
    entryFileNames: `[name]${endings}`,
    chunkFileNames: `shared-[hash]${endings}`,
    // Hooks and a provider: a server component may render them, and not run them.
    banner: ({ name }) => (name === 'react' && endings === '.js' ? "'use client'" : ''),
  })
  await bundle.close()
}

await rm(join(import.meta.dirname, 'bundle'), { recursive: true, force: true })
await write({ input: built('.js') }, '.js')
await write({ input: built('.d.ts'), plugins: [routerTypes, dts()] }, '.d.ts')
