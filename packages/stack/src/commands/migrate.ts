import { command } from '../command.js'
import { migrateDatabases, openDatabases } from '../databases.js'
import { readStackSettings } from '../env.js'

await command(async () => {
  const purpose = { command: 'pnpm db:migrate', serving: false }
  await using databases = await openDatabases(readStackSettings(), { purpose })
  for (const [database, applied] of Object.entries(await migrateDatabases(databases.urls))) {
    process.stdout.write(`${database}: ${applied.length === 0 ? 'up to date' : `applied ${applied.join(', ')}`}\n`)
  }
})
