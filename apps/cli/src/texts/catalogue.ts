import { commands } from './en/commands.js'
import { files } from './en/files.js'
import { history } from './en/history.js'
import { lists } from './en/lists.js'
import { preferences } from './en/preferences.js'
import { servers } from './en/servers.js'
import { session } from './en/session.js'
import { tasks } from './en/tasks.js'
import { trash } from './en/trash.js'
import { watch } from './en/watch.js'

/** Every text of the command line, by language: messages in the ICU format, in one file per area. */
export const catalogue = {
  en: { commands, files, history, lists, preferences, servers, session, tasks, trash, watch },
} as const

export type Locale = keyof typeof catalogue

/** The language of the user. There is only one so far. */
export const locale = (): Locale => 'en'
