import { execSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { program } from 'commander'
import { createNameFaults } from './name-faults.js'
import { namesOf } from './names.js'
import { presentName, rename, renameFaults } from './rename.js'
import { migrationDate, registriesWith, resourceFiles } from './resource-plan.js'
import { ejectTasks } from './tasks/eject.js'
import { format, uncommittedFiles, write } from './tools.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const say = (text: string) => void process.stdout.write(`${text}\n`)

program
  .name('pnpm')
  .command('new:resource <name>')
  .description('Adds something that users own, from its table to its page. Its name is like note or feed-item.')
  .option('--plural <names>', 'where it is not formed by rule, as in sheep and flock')
  .option('--dry-run', 'only lists the files')
  .action((name: string, { plural, dryRun }: { readonly plural?: string; readonly dryRun?: true }) => {
    const names = namesOf(name, plural)
    const files = resourceFiles(names, migrationDate(root, new Date()))
    const registries = registriesWith(root, names)
    const paths = registries.map(({ path }) => path)
    refuse(createNameFaults(root)(names), paths)
    for (const { path } of files) say(`  new      ${path}`)
    for (const path of paths) say(`  changed  ${path}`)
    if (dryRun) return say('Nothing was written: this was a dry run.')
    for (const file of [...files, ...registries]) write(root, file)
    format(root, ...paths, ...files.map(({ path }) => path))
    say(`
${names.heading} have a table, a store, procedures, a page at /${names.kebabs}, and tests. Only users can call the procedures; apps cannot.
Next: pnpm check, npx vitest run ${names.kebab} isolation, and pnpm dev, which applies the migration.`)
  })

program
  .command('rename <name>')
  .description('Gives the project a name of one word: lower-case letters and digits.')
  .option('--no-install', 'does not install the renamed packages')
  .action((name: string, { install }: { readonly install: boolean }) => {
    refuse(renameFaults(root, name))
    say(`${presentName(root)} is now ${name}, in ${rename(root, name).length} files.`)
    format(root, '.', '--linter-enabled=false')
    if (install) execSync('npx -y pnpm@12 install', { cwd: root, stdio: 'inherit' })
    say('Next: pnpm check, then commit. The databases have new names too: remove .data if you have one.')
  })

// domain: tasks {
program
  .command('eject:tasks')
  .description('Removes tasks and lists.')
  .action(() => {
    refuse([])
    ejectTasks(root)
    format(root, '.')
    say(`Tasks and lists are gone. The history of the database starts again, so remove .data if you have one.
Next: pnpm install, pnpm check, then pnpm new:resource NAME.`)
  })
// domain: tasks }

/** @param paths the files that must have no uncommitted changes; by default all */
function refuse(faults: readonly string[], paths?: readonly string[]): void {
  const uncommitted = uncommittedFiles(root)
    .filter((path) => paths?.includes(path) ?? true)
    .map((path) => `${path} has uncommitted changes. Commit them first, so that you can go back.`)
  const all = [...faults, ...uncommitted.slice(0, 3)]
  if (all.length > 0) throw new Error(['Nothing was changed:', ...all].join('\n  '))
}

try {
  program.parse()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
