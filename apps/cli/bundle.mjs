// Makes what is packed: `bundle/`, this program with the packages of this repository in it, which nobody can install. What it
// depends on besides is installed with it.
import { rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { isAbsolute, join } from 'node:path'
import { rollup } from 'rollup'

const folder = join(import.meta.dirname, 'bundle')

await rm(folder, { recursive: true, force: true })
const bundle = await rollup({
  input: join(import.meta.dirname, 'dist/main.js'),
  external: (id) =>
    id.endsWith('/package.json') || !(id.startsWith('.') || isAbsolute(id) || id.startsWith('@ownlist/')),
  plugins: [
    {
      name: 'this-repository',
      resolveId: (id, importer) => (id.startsWith('@ownlist/') ? createRequire(importer).resolve(id) : null),
    },
  ],
  // Unused parts of a package are left out, together with their imports.
  treeshake: { moduleSideEffects: 'no-external' },
  onwarn({ message }) {
    throw new Error(message)
  },
})
await bundle.write({
  dir: folder,
  importAttributesKey: 'with',
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
})
await bundle.close()
