import { databases as names, prismaFolder, writeMigration } from '@ownlist/postgres'
import { command } from '../command.js'
import { openDatabases } from '../databases.js'
import { readStackSettings } from '../env.js'

const [name = '', database = 'tasks'] = process.argv.slice(2)

await command(async () => {
  const known = names.find((candidate) => candidate === database)
  if (known === undefined || !/^[a-z0-9_]{1,60}$/.test(name)) {
    throw new Error('Usage: pnpm db:new-migration NAME [tasks|auth], with a NAME such as add_task_list')
  }
  await using databases = await openDatabases(readStackSettings())
  const path = await writeMigration(prismaFolder(known), name, databases.creatorUrl)
  process.stdout.write(path === null ? `${known}: the schema has not changed; nothing written\n` : `Wrote ${path}\n`)
})
