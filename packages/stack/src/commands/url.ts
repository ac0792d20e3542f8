import { holderOf, isServing } from '@ownlist/postgres'
import { command } from '../command.js'
import { openDatabases } from '../databases.js'
import { readStackSettings } from '../env.js'
import { postgresFolder } from '../secrets.js'

// For psql, pg_dump and similar tools while pnpm start runs: psql "$(pnpm -s db:url DATABASE_ADMIN_URL)".
await command(async () => {
  const [name] = process.argv.slice(2)
  const settings = readStackSettings()
  const holder = settings.databases === null ? await holderOf(postgresFolder(settings.dataDir)) : null
  if (settings.databases === null && (holder === null || !isServing(holder))) {
    throw new Error('The embedded database is not running. Start it first: pnpm start')
  }
  const purpose = { command: 'pnpm db:url', serving: false }
  await using databases = await openDatabases(settings, { purpose })
  const { urls, backupUrl } = databases
  const all: Record<string, string | null | undefined> = { ...urls, DATABASE_BACKUP_URL: backupUrl }
  if (name !== undefined && !all[name]) throw new Error(`Usage: pnpm db:url [${Object.keys(all).join(' | ')}]`)
  const lines = Object.entries(all).flatMap(([key, url]) => (url ? [`${key}=${url}`] : []))
  process.stdout.write(`${name === undefined ? lines.join('\n') : all[name]}\n`)
})
