import { execute } from '@ownlist/postgres'
import { command } from '../command.js'
import { openDatabases } from '../databases.js'
import { readStackSettings } from '../env.js'

await command(async () => {
  await using databases = await openDatabases(readStackSettings())
  await execute(databases.urls.AUTH_DATABASE_URL, ['delete from jwks'])
  process.stdout.write(
    'The signing keys were removed. A running web app creates a new one within ten seconds; otherwise the web app creates one when it starts. The API refuses tokens of the old keys once it has fetched the new one.\n',
  )
})
