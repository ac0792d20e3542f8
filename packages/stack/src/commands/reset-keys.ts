import { execute } from '@ownlist/postgres'
import { command } from '../command.js'
import { openDatabases } from '../databases.js'
import { readStackSettings } from '../env.js'

await command(async () => {
  await using databases = await openDatabases(readStackSettings())
  await execute(databases.urls.AUTH_DATABASE_URL, ['delete from jwks'])
  process.stdout.write(
    'The signing keys are removed. The web app makes a new one when it starts; tokens of the old ones are refused as soon as the API has fetched it.\n',
  )
})
