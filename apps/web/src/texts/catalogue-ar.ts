// Every text of the pages and mails in Arabic: the same areas as in `catalogue.ts`.

export { account } from './ar/account'
export { device } from './ar/device'
export { fields } from './ar/fields'
export { forms } from './ar/forms'
export { kept } from './ar/kept'
export { lists } from './ar/lists'
export { mail } from './ar/mail'
export { pages } from './ar/pages'
export { replica } from './ar/replica'
export { rows } from './ar/rows'
export { shell } from './ar/shell'
export { signIn } from './ar/sign-in'
export { tasks } from './ar/tasks'
export { trash } from './ar/trash'
// domain: entry

// domain: tasks {

export { firstSteps } from './ar/first-steps'
export { history } from './ar/history'
export { labels } from './ar/labels'
export { markdown } from './ar/markdown'
export { palette } from './ar/palette'
export { reminders } from './ar/reminders'
export { settings } from './ar/settings'
export { shortcuts } from './ar/shortcuts'
export { statistics } from './ar/statistics'
export { transfer } from './ar/transfer'
export { views } from './ar/views'

// domain: tasks }
