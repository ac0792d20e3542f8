import { join, resolve } from 'node:path'
import { writeBackup } from '@ownlist/postgres'
import { secretForBackup } from '../backup-secret.js'
import { command } from '../command.js'
import { openDatabases } from '../databases.js'
import { readStackSettings } from '../env.js'

await command(async () => {
  const settings = readStackSettings()
  const [name] = process.argv.slice(2)
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = name === undefined ? join(settings.dataDir, 'backups', stamp) : resolve(settings.callerDir, name)
  const secret = await secretForBackup(settings)
  const purpose = { command: 'pnpm backup', serving: false }
  await using databases = await openDatabases(settings, { purpose })
  if (databases.backupUrl === null) {
    throw new Error(
      'Set DATABASE_BACKUP_URL to a role that may read every row: docs/own-server.md, "Backups", has the statements.',
    )
  }
  const urls = { tasks: databases.backupUrl, auth: databases.urls.AUTH_DATABASE_URL }
  const { databases: made } = await writeBackup(urls, folder, secret)
  const rows = Object.values(made)
    .flatMap(({ tables }) => tables)
    .reduce((sum, table) => sum + table.rows, 0)
  process.stdout.write(
    `Wrote ${rows} rows to ${folder}\nAnybody who has this folder can use the accounts in it. Store it as safely as the database.\n`,
  )
})
