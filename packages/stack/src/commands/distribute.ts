import { distributeTables } from '@ownlist/postgres'
import { command } from '../command.js'
import { openDatabases } from '../databases.js'
import { readStackSettings } from '../env.js'

await command(async () => {
  const purpose = { command: 'pnpm db:distribute', serving: false }
  await using databases = await openDatabases(readStackSettings(), { purpose })
  const tables = await distributeTables(databases.urls.DATABASE_ADMIN_URL)
  for (const { name, isNew, shards, servers } of tables) {
    const where = `by user_id, ${shards} shards on ${servers} ${servers === 1 ? 'server' : 'servers'}`
    process.stdout.write(`${name}: ${isNew ? 'distributed' : 'was already distributed'} ${where}\n`)
  }
  if (tables.some(({ isNew }) => isNew)) {
    process.stdout.write(
      'Restart the API, because only new connections send the owner of a transaction to the other servers.\n',
    )
  }
})
