import { command, root, say } from '../command.js'
import { ejectTasks } from '../eject.js'
import { uncommittedFiles } from '../git.js'
import { format } from '../plan.js'

await command(() => {
  if (uncommittedFiles(root).length > 0)
    throw new Error('Nothing was changed: there are uncommitted changes. Commit them first, so that you can go back.')
  ejectTasks(root)
  format(root, ['.'])
  say(`Tasks and lists are gone. The history of the database starts again, so remove .data if you have one. Next:
  pnpm install
  pnpm check
  pnpm new:resource NAME`)
})
