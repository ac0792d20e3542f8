// domain: tasks
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const index = join(import.meta.dirname, '../src/index.ts')

/** The size in a page, in bytes. Building for a browser fails if a Node module is imported. */
async function sizeOf(name: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${name} } from ${JSON.stringify(index)}`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  })
  return gzipSync(outputFiles[0]?.contents ?? '').length
}

test('a page that reads lines in three languages loads 17 kB for it, and one that only splits them less than 1 kB', async () => {
  expect(await sizeOf('parseQuickAdd')).toBeLessThan(17_000)
  expect(await sizeOf('pasteLines')).toBeLessThan(1000)
})
