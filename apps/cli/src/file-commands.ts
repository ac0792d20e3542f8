import { type Command, Option } from 'commander'
import type { Cli } from './cli.js'
import { text } from './texts/text.js'

const importFormats = [
  'ownlist',
  'todoist',
  'ticktick',
  'microsoft-to-do',
  'outlook',
  'google-tasks',
  'vikunja',
  'vikunja-json',
  'things',
  'ics',
  'todo.txt',
]

/** The commands that read or write a file. */
export function fileCommands(
  command: (words: string, description: string) => Command,
  cli: (options: { json?: boolean }) => Promise<Cli>,
): void {
  command('import <file>', text('commands.import'))
    .addOption(new Option('-f, --format <format>', text('commands.importFormat')).choices(importFormats))
    .option('--preview', text('commands.importPreview'))
    .option('-y, --yes', text('commands.yes'))
    .option('--time-zone <zone>', text('commands.importTimeZone'))
    .action(async (file, options) => {
      const { importFile } = await import('./commands/import.js')
      await importFile(await cli(options), file, options)
    })
  const formats = ['json', 'csv', 'todotxt', 'ics']
  command('export', text('commands.export'))
    .addOption(new Option('-f, --format <format>').choices(formats).default('json'))
    .option('-o, --output <file>', text('commands.exportOutput'))
    .option('--force', text('commands.exportForce'))
    .action(async (options) => {
      const { exportAll } = await import('./commands/export.js')
      await exportAll(await cli(options), options)
    })
}
