// Runs Prisma's own CLI without its engine binary: `node prisma/generate.mjs tasks|auth` generates a client, and
// `node prisma/generate.mjs FOLDER --validate` only says whether the schema in a folder is valid.
// Either asks only that an engine be named, and never runs it; naming Node itself saves a download that closed networks
// refuse. A binary named by the environment is left as it is.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const [folder = '', option] = process.argv.slice(2)
const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js')
// Every .prisma file in the folder is part of the schema.
const schema = ['--schema', resolve(import.meta.dirname, folder)]
const args = option === '--validate' ? ['validate', ...schema] : ['generate', ...schema, '--no-hints']
const { status } = spawnSync(process.execPath, [prisma, ...args], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, NO_COLOR: '1', ...process.env },
})
process.exit(status ?? 1)
