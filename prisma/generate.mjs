// Generates a Prisma client without Prisma's engine binary: `node prisma/generate.mjs tasks|auth`.
// `prisma generate` asks only that an engine be named, and never runs it; naming Node itself saves a download
// that closed networks refuse. A binary named by the environment is left as it is.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const schema = join(import.meta.dirname, process.argv[2] ?? '', 'schema.prisma')
const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js')
const { status } = spawnSync(process.execPath, [prisma, 'generate', '--schema', schema, '--no-hints'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, ...process.env },
})
process.exit(status ?? 1)
