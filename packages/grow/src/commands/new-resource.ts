import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { carryOut, changedPaths, format, obstacles } from '../change.js'
import { namesOf } from '../names.js'
import { migrationDate, newResource, takenType } from '../new-resource.js'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const say = (text: string) => void process.stdout.write(`${text}\n`)

const usage = `Usage: pnpm new:resource NAME [--plural NAMES] [--dry-run], with a NAME such as note or feed-item`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { plural: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  })
  const [name, ...rest] = positionals
  if (name === undefined || rest.length > 0) throw new Error(usage)
  const names = namesOf(name, values.plural)
  const plan = newResource(names, migrationDate(root, new Date()))
  const found = [takenType(root, names) ?? [], await obstacles(root, plan)].flat()
  if (found.length > 0) throw new Error(`Nothing was written:\n${found.map((fault) => `  ${fault}`).join('\n')}`)
  const [written, changed] = [plan.files.map(({ path }) => path), changedPaths(plan)]
  for (const path of written) say(`  new      ${path}`)
  for (const path of changed) say(`  changed  ${path}`)
  if (values['dry-run']) return say('Nothing was written: this was a dry run.')
  await carryOut(root, plan)
  format(root, [...written, ...changed])
  say(`
${names.heading} have a table, a store, procedures, a page and the tests of each. They are for the person alone: what programs
may see of them is yours to say (docs/grow.md). Next:
  pnpm check                        types, lint, unused code
  npx vitest run ${names.kebab} isolation   what was written, against a real PostgreSQL
  pnpm dev                          the page is at /${names.kebabs}; the migration is applied on the way`)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
