import { resolve } from 'node:path'
import { FolderInUseError, holderOf, isServing, restoreBackup } from '@ownlist/postgres'
import { adoptSecret } from '../backup-secret.js'
import { command } from '../command.js'
import { inUse, migrateDatabases, openDatabases } from '../databases.js'
import { readStackSettings } from '../env.js'
import { postgresFolder } from '../secrets.js'

await command(async () => {
  const settings = readStackSettings()
  const [name] = process.argv.slice(2)
  if (name === undefined) throw new Error('Usage: pnpm restore FOLDER, with a folder that pnpm backup wrote')
  const folder = resolve(settings.callerDir, name)
  const data = postgresFolder(settings.dataDir)
  const holder = settings.databases === null ? await holderOf(data) : null
  if (holder !== null && isServing(holder)) throw inUse(new FolderInUseError(data, holder))
  await adoptSecret(settings, folder)
  const purpose = { command: 'pnpm restore', serving: false }
  await using databases = await openDatabases(settings, { purpose })
  const { DATABASE_ADMIN_URL: tasks, AUTH_DATABASE_URL: auth } = databases.urls
  const rows = await restoreBackup({ tasks, auth }, folder)
  await migrateDatabases(databases.urls)
  process.stdout.write(`Restored ${rows} rows from ${folder}\n`)
})
