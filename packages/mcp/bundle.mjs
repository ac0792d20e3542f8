// Builds the files of the package in `bundle/`: an ES module and its declarations. They contain the contract's schemas,
// which are in no published package. Its other dependencies are installed with it.
import { rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { isAbsolute, join } from 'node:path'
import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'

const folder = join(import.meta.dirname, 'bundle')

async function write(input, ...plugins) {
  const bundle = await rollup({
    input: join(import.meta.dirname, 'dist', input),
    external: (id) => !(id.startsWith('.') || isAbsolute(id) || id.startsWith('@ownlist/')),
    plugins,
    onwarn({ message }) {
      throw new Error(message)
    },
  })
  await bundle.write({ file: join(folder, input) })
  await bundle.close()
}

await rm(folder, { recursive: true, force: true })
await write('index.js', {
  name: 'this-repository',
  resolveId: (id, importer) => (id.startsWith('@ownlist/') ? createRequire(importer).resolve(id) : null),
})
await write('index.d.ts', dts())
