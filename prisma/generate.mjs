// Runs Prisma's own CLI without its engine binary. Prisma requires the path of an engine, but never runs it here. Passing
// the path of Node avoids a download, which fails in closed networks. An engine that the environment names is not replaced.
//
//   node prisma/generate.mjs SCHEMA               generates a client
//   node prisma/generate.mjs SCHEMA OUTPUT        does so unless OUTPUT was generated from the same schema
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const [folder = '', output = ''] = process.argv.slice(2)
const { resolve: pathOf } = createRequire(import.meta.url)
// Every .prisma file in the folder is part of the schema.
const schema = resolve(import.meta.dirname, folder)

function generate() {
  const args = ['generate', '--no-hints', '--schema', schema]
  const { status } = spawnSync(process.execPath, [pathOf('prisma/build/index.js'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, NO_COLOR: '1', ...process.env },
  })
  if (status !== 0) process.exit(status ?? 1)
}

/** Everything that the generated client depends on. */
function hashOfSources() {
  const files = readdirSync(schema).filter((name) => name.endsWith('.prisma'))
  const hash = createHash('sha256').update(readFileSync(pathOf('prisma/package.json')))
  for (const name of files.sort()) hash.update(readFileSync(join(schema, name)))
  return hash.digest('hex')
}

function readIfPresent(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

if (output === '') {
  generate()
} else {
  const hashFile = join(output, 'sources.sha256')
  const hash = hashOfSources()
  if (readIfPresent(hashFile) !== hash) {
    generate()
    writeFileSync(hashFile, hash)
  }
}
