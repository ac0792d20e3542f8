// domain: tasks
// An example of another developer's CommonJS program, which imports the client as the README says.
async function main() {
  const { createApiClient, OwnlistError } = await import('@ownlist/client')
  const [url, token] = process.argv.slice(2)
  const { userId } = await createApiClient({ url, token }).account.whoami.query()
  // For Node 20.19 and later.
  const required = require('@ownlist/client')
  process.stdout.write(JSON.stringify({ userId, isTheSame: required.OwnlistError === OwnlistError }))
}

void main()
