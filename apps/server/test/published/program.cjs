// domain: tasks
// What somebody else's CommonJS program may look like, and how its README says that it gets the client.
async function main() {
  const { createApiClient, OwnlistError } = await import('@ownlist/client')
  const [url, token] = process.argv.slice(2)
  const { userId } = await createApiClient({ url, token }).account.whoami.query()
  // Node 20.19 and later.
  const required = require('@ownlist/client')
  process.stdout.write(JSON.stringify({ userId, isTheSame: required.OwnlistError === OwnlistError }))
}

void main()
