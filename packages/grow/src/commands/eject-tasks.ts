import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { eject, ejectionFaults } from '../eject.js'
import { ejectTasks } from '../eject-tasks.js'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** What was never committed could not be had back. */
function uncommitted(): string[] {
  const { stdout, status } = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' })
  if (status !== 0) return ['This is no Git repository: make one, and commit everything, so that you can go back.']
  return stdout === '' ? [] : ['There are changes that are not committed. Commit them first, so that you can go back.']
}

const faults = [...uncommitted(), ...(await ejectionFaults(root, ejectTasks))]
if (faults.length > 0) {
  process.stderr.write(`Nothing was changed:\n${faults.map((fault) => `  ${fault}`).join('\n')}\n`)
  process.exitCode = 1
} else {
  await eject(root, ejectTasks)
  process.stdout.write(`The tasks are gone. The history of the database starts anew, so remove .data if you have one. Next:
  pnpm install
  pnpm new:resource NAME
`)
}
