// Every text of the pages and mails in German: the same areas as in `catalogue.ts`.

export { account } from './de/account'
export { device } from './de/device'
export { fields } from './de/fields'
export { forms } from './de/forms'
export { kept } from './de/kept'
export { lists } from './de/lists'
export { mail } from './de/mail'
export { pages } from './de/pages'
export { replica } from './de/replica'
export { rows } from './de/rows'
export { shell } from './de/shell'
export { signIn } from './de/sign-in'
export { tasks } from './de/tasks'
export { trash } from './de/trash'
// domain: entry

// domain: tasks {

export { firstSteps } from './de/first-steps'
export { history } from './de/history'
export { labels } from './de/labels'
export { markdown } from './de/markdown'
export { palette } from './de/palette'
export { reminders } from './de/reminders'
export { settings } from './de/settings'
export { shortcuts } from './de/shortcuts'
export { statistics } from './de/statistics'
export { transfer } from './de/transfer'
export { views } from './de/views'

// domain: tasks }
