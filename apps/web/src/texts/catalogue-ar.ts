// Every text of the pages and mails in Arabic: the same areas as in `catalogue.ts`.

export { account } from './ar/account'
export { device } from './ar/device'
// domain: tasks {
export { firstSteps } from './ar/first-steps'
export { forms } from './ar/forms'
export { history } from './ar/history'
export { kept } from './ar/kept'
export { lists } from './ar/lists'
export { mail } from './ar/mail'
export { markdown } from './ar/markdown'
export { pages } from './ar/pages'
export { reminders } from './ar/reminders'
export { rows } from './ar/rows'
export { settings } from './ar/settings'
export { shell } from './ar/shell'
export { signIn } from './ar/sign-in'
export { statistics } from './ar/statistics'
export { tasks } from './ar/tasks'
export { transfer } from './ar/transfer'
// domain: tasks }
export { trash } from './ar/trash'
// domain: entry
