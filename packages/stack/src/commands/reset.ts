import { parseArgs } from 'node:util'
import { emptyDatabase, FolderInUseError, holderOf, isServing, databases as names } from '@ownlist/postgres'
import { command } from '../command.js'
import { inUse, migrateDatabases, openDatabases, ownerUrl } from '../databases.js'
import { readStackSettings } from '../env.js'
import { postgresFolder } from '../secrets.js'

await command(async () => {
  const { values } = parseArgs({ options: { yes: { type: 'boolean', default: false } } })
  const settings = readStackSettings()
  const where = settings.databases === null ? settings.dataDir : new URL(settings.databases.DATABASE_ADMIN_URL).host
  if (!values.yes) {
    throw new Error(
      `This deletes all accounts and all rows on ${where}, and cannot be undone: pnpm db:reset --yes\nTo keep a copy, run this first: pnpm backup`,
    )
  }
  const folder = postgresFolder(settings.dataDir)
  const holder = settings.databases === null ? await holderOf(folder) : null
  if (holder !== null && isServing(holder)) throw inUse(new FolderInUseError(folder, holder))
  const purpose = { command: 'pnpm db:reset', serving: false }
  await using databases = await openDatabases(settings, { purpose })
  for (const name of names) await emptyDatabase(ownerUrl(databases, name))
  await migrateDatabases(databases.urls)
  process.stdout.write('Both databases are empty and up to date.\n')
})
