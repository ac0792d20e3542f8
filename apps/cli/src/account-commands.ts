import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Cli } from './cli.js'
import { text } from './texts/text.js'

const trash = () => import('./commands/trash.js')

/** Starts with Monday, which is 1 in the API. */
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** The commands for the trash and for the settings. */
export function accountCommands(
  command: (words: string, description: string) => Command,
  cli: (options: { json?: boolean }) => Promise<Cli>,
  limit: Option,
): void {
  command('restore <id>', text('commands.restore')).action(
    async (id, options) => await (await trash()).restore(await cli(options), id),
  )
  command('trash', text('commands.trash'))
    .addOption(limit)
    .option('--empty', text('commands.trashEmpty'))
    .option('-y, --yes', text('commands.yes'))
    .action(async (options) => await (await trash()).trash(await cli(options), options))
  command('settings', text('commands.settings'))
    .option('--time-zone <zone>', text('commands.settingsTimeZone'))
    .option('--no-time-zone', text('commands.settingsDevice'))
    .addOption(new Option('--language <language>', text('commands.settingsLanguage')).choices(['en', 'de', 'ar']))
    .option('--no-language', text('commands.settingsDevice'))
    .option('--week-start <day>', text('commands.settingsWeekStart'), weekdayOf)
    .option('--no-week-start', text('commands.settingsDevice'))
    .option('--default-list <list>', text('commands.settingsDefaultList'))
    .option('--no-default-list', text('commands.settingsNoDefaultList'))
    .action(async (options) => {
      const { settings } = await import('./commands/preferences.js')
      await settings(await cli(options), options)
    })
}

/** 1 for Monday to 7 for Sunday, from a name or its first letters. */
function weekdayOf(typed: string): number {
  const found = weekdays.findIndex((day) => typed.length > 2 && day.startsWith(typed.toLowerCase()))
  if (found === -1) throw new InvalidArgumentError(text('commands.weekdayFault'))
  return found + 1
}
