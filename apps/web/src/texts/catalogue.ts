// Every text of the pages and mails: messages in the ICU format, one file per area.

export { account } from './en/account'
export { device } from './en/device'
// domain: tasks {
export { firstSteps } from './en/first-steps'
export { forms } from './en/forms'
export { history } from './en/history'
export { kept } from './en/kept'
export { lists } from './en/lists'
export { mail } from './en/mail'
export { markdown } from './en/markdown'
export { pages } from './en/pages'
export { reminders } from './en/reminders'
export { rows } from './en/rows'
export { settings } from './en/settings'
export { shell } from './en/shell'
export { signIn } from './en/sign-in'
export { statistics } from './en/statistics'
export { tasks } from './en/tasks'
export { transfer } from './en/transfer'
// domain: tasks }
export { trash } from './en/trash'
// domain: entry
