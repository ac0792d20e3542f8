// Every text of the pages and mails in German: the same areas as in `catalogue.ts`.

export { account } from './de/account'
export { device } from './de/device'
// domain: tasks {
export { firstSteps } from './de/first-steps'
export { forms } from './de/forms'
export { history } from './de/history'
export { kept } from './de/kept'
export { lists } from './de/lists'
export { mail } from './de/mail'
export { markdown } from './de/markdown'
export { pages } from './de/pages'
export { reminders } from './de/reminders'
export { rows } from './de/rows'
export { settings } from './de/settings'
export { shell } from './de/shell'
export { signIn } from './de/sign-in'
export { statistics } from './de/statistics'
export { tasks } from './de/tasks'
export { transfer } from './de/transfer'
// domain: tasks }
export { trash } from './de/trash'
// domain: entry
