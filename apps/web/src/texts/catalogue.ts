// Every text of the pages and mails, one line for each area: messages in the ICU format, in every language.

export { account } from './account/account'
export { device } from './device/device'
export { fields } from './fields/fields'
export { forms } from './forms/forms'
export { kept } from './kept/kept'
export { mail } from './mail/mail'
export { pages } from './pages/pages'
export { replica } from './replica/replica'
export { rows } from './rows/rows'
export { shell } from './shell/shell'
export { signIn } from './sign-in/sign-in'
// domain: entry

// domain: tasks {

export { firstSteps } from './first-steps/first-steps'
export { history } from './history/history'
export { labels } from './labels/labels'
export { lists } from './lists/lists'
export { markdown } from './markdown/markdown'
export { palette } from './palette/palette'
export { reminders } from './reminders/reminders'
export { settings } from './settings/settings'
export { shortcuts } from './shortcuts/shortcuts'
export { statistics } from './statistics/statistics'
export { tasks } from './tasks/tasks'
export { transfer } from './transfer/transfer'
export { trash } from './trash/trash'
export { views } from './views/views'

// domain: tasks }
