import { parseArgs } from 'node:util'
import { failedMigrations, databases as names, prismaFolder, resolveMigration } from '@ownlist/postgres'
import { command } from '../command.js'
import { type Databases, openDatabases, ownerUrl } from '../databases.js'
import { readStackSettings } from '../env.js'

const usage = [
  'Usage: pnpm db:resolve --rolled-back NAME | --applied NAME',
  '  --rolled-back NAME   you have undone the changes of the failed migration: it will be applied again, once it is corrected',
  '  --applied NAME       you have completed it by hand: it counts as applied',
].join('\n')

const say = (text: string) => void process.stdout.write(`${text}\n`)

await command(async () => {
  const { values } = parseArgs({ options: { applied: { type: 'string' }, 'rolled-back': { type: 'string' } } })
  const { applied, 'rolled-back': rolledBack } = values
  if (applied !== undefined && rolledBack !== undefined) throw new Error(usage)
  const purpose = { command: 'pnpm db:resolve', serving: false }
  await using databases = await openDatabases(readStackSettings(), { purpose })
  const failed = await failedIn(databases)
  const name = applied ?? rolledBack
  if (name === undefined) {
    if (failed.length === 0) return say('No migration has failed.')
    throw new Error([...failed.map((entry) => `${entry.database}: ${entry.name} has failed.`), '', usage].join('\n'))
  }
  const found = failed.find((entry) => entry.name === name)
  if (found === undefined) throw new Error(`${name} has not failed, so there is nothing to resolve.`)
  const as = applied === undefined ? 'rolled-back' : 'applied'
  await resolveMigration(prismaFolder(found.database), ownerUrl(databases, found.database), { name, as })
  say(`${found.database}: ${name} counts as ${as === 'applied' ? 'applied' : 'rolled back'}. Next: pnpm db:migrate`)
})

async function failedIn(databases: Databases) {
  const found = names.map(async (database) => {
    const failed = await failedMigrations(ownerUrl(databases, database))
    return failed.map((name) => ({ database, name }))
  })
  return (await Promise.all(found)).flat()
}
