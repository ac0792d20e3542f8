import { parseArgs } from 'node:util'
import { databases as names, prismaFolder, writeMigration } from '@ownlist/postgres'
import { command } from '../command.js'
import { openDatabases } from '../databases.js'
import { readStackSettings } from '../env.js'

const usage = [
  'Usage: pnpm db:new-migration NAME [tasks|auth] [--backfill TABLE], with a NAME such as add_colour',
  '  --backfill TABLE   adds a place for statements that change rows of all users',
].join('\n')

const identifier = /^[a-z0-9_]{1,60}$/
const say = (text: string) => void process.stdout.write(`${text}\n`)

await command(async () => {
  const { values, positionals } = parseArgs({ options: { backfill: { type: 'string' } }, allowPositionals: true })
  const [name = '', database = 'tasks'] = positionals
  const { backfill = null } = values
  const known = names.find((candidate) => candidate === database)
  if (known === undefined || !identifier.test(name) || (backfill !== null && !identifier.test(backfill))) {
    throw new Error(usage)
  }
  const purpose = { command: 'pnpm db:new-migration', serving: false }
  await using databases = await openDatabases(readStackSettings(), { purpose })
  const written = await writeMigration(prismaFolder(known), databases.creatorUrl, { name, backfill })
  if (written === null) return say(`${known}: the schema has not changed; nothing written`)
  say(`Wrote ${written.path}`)
  if (written.warnings.length === 0) return
  say('\nWarnings about existing rows:')
  for (const warning of written.warnings) say(`  - ${warning}`)
  say('\nRead it and correct it before you apply it. See docs/grow.md, "Rows in a migration".')
})
