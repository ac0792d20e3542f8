// Every text of the pages and mails: messages in the ICU format, one file per area.

export { account } from './en/account'
export { device } from './en/device'
export { fields } from './en/fields'
export { forms } from './en/forms'
export { kept } from './en/kept'

// domain: tasks {

export { labels } from './en/labels'
export { palette } from './en/palette'
export { shortcuts } from './en/shortcuts'
export { views } from './en/views'

// domain: tasks }

export { lists } from './en/lists'
export { mail } from './en/mail'
export { pages } from './en/pages'
export { replica } from './en/replica'
export { rows } from './en/rows'
export { shell } from './en/shell'
export { signIn } from './en/sign-in'
export { tasks } from './en/tasks'
export { trash } from './en/trash'
// domain: entry

// domain: tasks {

export { firstSteps } from './en/first-steps'
export { history } from './en/history'
export { markdown } from './en/markdown'
export { reminders } from './en/reminders'
export { settings } from './en/settings'
export { statistics } from './en/statistics'
export { transfer } from './en/transfer'

// domain: tasks }
