import { parseArgs } from 'node:util'
import { command, root, say } from '../command.js'
import { nameConflicts } from '../name-conflicts.js'
import { namesOf } from '../names.js'
import { carryOut, changedPaths, format, obstacles } from '../plan.js'
import { migrationDate, planResource } from '../resource-plan.js'

const usage = 'Usage: pnpm new:resource NAME [--plural NAMES] [--dry-run], with a NAME such as note or feed-item'

await command(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { plural: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  })
  const [name, ...rest] = positionals
  if (name === undefined || rest.length > 0) throw new Error(usage)
  const names = namesOf(name, values.plural)
  const plan = planResource(names, migrationDate(root, new Date()))
  const faults = [...nameConflicts(root, names, plan), ...obstacles(root, plan)]
  if (faults.length > 0) throw new Error(['Nothing was written:', ...faults].join('\n  '))
  const [written, changed] = [plan.files.map(({ path }) => path), changedPaths(plan)]
  for (const path of written) say(`  new      ${path}`)
  for (const path of changed) say(`  changed  ${path}`)
  if (values['dry-run']) return say('Nothing was written: this was a dry run.')
  await carryOut(root, plan)
  format(root, [...written, ...changed])
  say(`
${names.heading} now have a table, a store, procedures, a page, and the tests of each. Only the person can reach them:
docs/grow.md says how to let apps in. Next:
  pnpm check                        types, lint, unused code
  npx vitest run ${names.kebab} isolation   the new tests, on a real PostgreSQL
  pnpm dev                          applies the migration; the page is at /${names.kebabs}`)
})
