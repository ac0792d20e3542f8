import type { ApiClient, RouterInputs, RouterOutputs } from '@ownlist/client'
import type { Cli } from '../cli.js'
import { allLists, findList } from '../find-list.js'
import { tableOf } from '../table.js'
import { harmless } from '../terminal.js'
import { locale } from '../texts/catalogue.js'
import { text } from '../texts/text.js'

type Preferences = RouterOutputs['preferences']['get']
type Changes = RouterInputs['preferences']['update']

/** Commander's `--no-…` sets a flag to false, which means that the device decides. */
export interface PreferencesOptions {
  readonly timeZone?: string | false
  readonly language?: Exclude<Preferences['language'], null> | false
  /** 1 for Monday to 7 for Sunday. */
  readonly weekStart?: number | false
  readonly defaultList?: string | false
}

/** Changes the preferences according to the flags, and shows them. */
export async function settings(cli: Cli, options: PreferencesOptions): Promise<void> {
  const client = await cli.connect()
  const lists = options.defaultList || !cli.terminal.json ? await allLists(client, cli.signal) : []
  const changes = changesOf(options, (name) => findList(lists, name).id)
  const preferences = await saved(cli, client, changes)
  const list = lists.find(({ id }) => id === preferences.defaultListId)
  cli.terminal.result(preferences, () => preferenceTable(preferences, list?.title))
}

const saved = ({ signal }: Cli, client: ApiClient, changes: Changes): Promise<Preferences> =>
  Object.keys(changes).length === 0
    ? client.preferences.get.query(undefined, { signal })
    : client.preferences.update.mutate(changes, { signal })

function changesOf(
  { timeZone, language, weekStart, defaultList }: PreferencesOptions,
  idOf: (list: string) => string,
): Changes {
  return {
    ...(timeZone === undefined ? {} : { timeZone: timeZone || null }),
    ...(language === undefined ? {} : { language: language || null }),
    ...(weekStart === undefined ? {} : { weekStart: weekStart || null }),
    ...(defaultList === undefined ? {} : { defaultListId: defaultList === false ? null : idOf(defaultList) }),
  }
}

/** @param list the title of the default list, if it exists */
function preferenceTable({ timeZone, language, weekStart }: Preferences, list: string | undefined): string {
  const device = text('preferences.device')
  return tableOf(
    [
      [text('preferences.timeZone'), timeZone ?? device],
      [text('preferences.language'), language === null ? device : languageName(language)],
      [text('preferences.weekStart'), weekStart === null ? device : weekdayName(weekStart)],
      [text('preferences.defaultList'), list === undefined ? text('preferences.noList') : harmless(list)],
    ],
    { text: 1 },
  )
}

const languageName = (language: string): string =>
  new Intl.DisplayNames([locale()], { type: 'language' }).of(language) ?? language

/** @param day 1 for Monday to 7 for Sunday */
const weekdayName = (day: number): string =>
  // 1 January 2024 was a Monday.
  new Intl.DateTimeFormat(locale(), { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)))
