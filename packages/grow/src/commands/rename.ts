import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { command, root, say } from '../command.js'
import { format } from '../plan.js'
import { presentName, rename, renameFaults } from '../rename.js'

const usage = 'Usage: pnpm rename NAME [--no-install], with a NAME of one word: small letters and digits'

await command(() => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'no-install': { type: 'boolean', default: false } },
  })
  const [name, ...rest] = positionals
  if (name === undefined || rest.length > 0) throw new Error(usage)
  const faults = renameFaults(root, name)
  if (faults.length > 0) throw new Error(['Nothing was changed:', ...faults].join('\n  '))
  const before = presentName(root)
  const changed = rename(root, name)
  format(root, ['.'])
  say(`${before} is now ${name}, in ${changed.length} files.`)
  if (values['no-install']) return
  const { status } = spawnSync('npx', ['-y', 'pnpm@12', 'install'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('The packages are renamed, but not linked: run pnpm install.')
  say('Next: pnpm check, then commit. The databases have new names too: remove .data if you have one.')
})
