// Starts an embedded PostgreSQL in the folder it is given, prints its URL, and lives until it is killed.
import { startEmbeddedPostgres } from '@ownlist/postgres'

const { adminUrl } = await startEmbeddedPostgres({ dataDir: process.argv[2], password: 'secret' })
process.stdout.write(adminUrl)
setInterval(() => undefined, 1_000)
