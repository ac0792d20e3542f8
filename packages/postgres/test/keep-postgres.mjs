// Starts an embedded PostgreSQL in the given folder, prints its URL, and runs until it is killed. With a number of
// milliseconds, it runs for that long, like a command that uses the folder temporarily.
import { startEmbeddedPostgres } from '@ownlist/postgres'

const [dataDir, lifeMs] = process.argv.slice(2)
const purpose = { command: 'a test', serving: lifeMs === undefined, address: 'http://localhost:1' }
const server = await startEmbeddedPostgres({ dataDir, password: 'secret', purpose }).catch((error) => {
  process.stdout.write(`${error.name}: ${error.message}`)
  process.exit(1)
})
process.stdout.write(server.adminUrl)
if (lifeMs === undefined) setInterval(() => undefined, 1_000)
else setTimeout(() => server[Symbol.asyncDispose](), Number(lifeMs))
