import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Cli } from './cli.js'
import { text } from './texts/text.js'

/** These modules are loaded only when a command runs, so that help and completions are quick. */
const lists = async () => (await import('./commands/lists.js')).lists
const labels = async () => (await import('./commands/labels.js')).labels
const filters = async () => (await import('./commands/filters.js')).filters
const sections = () => import('./commands/sections.js')

type MakeCli = (options: { json?: boolean }) => Promise<Cli>
type AddCommand = (words: string, description: string) => Command

const colors = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink', 'brown', 'gray'] as const
type Color = (typeof colors)[number]

/** The commands for lists, labels, filters and sections. Without a subcommand, each shows its rows. */
export function rowCommands(command: AddCommand, made: MakeCli): void {
  listCommands(command('lists', text('commands.lists')), made)
  labelCommands(command('labels', text('commands.labels')), made)
  filterCommands(command('filters', text('commands.filters')), made)
  sectionCommands(command('sections', text('commands.sections')), made)
}

function listCommands(parent: Command, made: MakeCli): void {
  const { command, cli } = subcommands(parent, made)
  parent.action(async (options) => await (await lists()).show(await made(options)))
  coloredCommands({ command, cli }, lists, {
    row: 'list',
    add: text('commands.listsAdd'),
    rename: text('commands.listsRename'),
    color: text('commands.listsColor'),
    remove: text('commands.listsRemove'),
    restore: text('commands.listsRestore'),
  })
  command('archive <list>', text('commands.listsArchive')).action(async (name, options) => {
    await (await lists()).change(await cli(options), name, { archivedAt: new Date().toISOString() })
  })
  command('unarchive <list>', text('commands.listsUnarchive')).action(
    async (name, options) => await (await lists()).change(await cli(options), name, { archivedAt: null }),
  )
}

function labelCommands(parent: Command, made: MakeCli): void {
  parent.action(async (options) => await (await labels()).show(await made(options)))
  coloredCommands(subcommands(parent, made), labels, {
    row: 'label',
    add: text('commands.labelsAdd'),
    rename: text('commands.labelsRename'),
    color: text('commands.labelsColor'),
    remove: text('commands.labelsRemove'),
    restore: text('commands.labelsRestore'),
  })
}

function filterCommands(parent: Command, made: MakeCli): void {
  const { command, cli } = subcommands(parent, made)
  parent.action(async (options) => await (await filters()).show(await made(options)))
  command('add <title> <query>', text('commands.filtersAdd')).action(
    async (title, query, options) => await (await filters()).add(await cli(options), { title, query }),
  )
  command('rename <filter> <title...>', text('commands.filtersRename')).action(
    async (name, words, options) =>
      await (await filters()).change(await cli(options), name, { title: words.join(' ') }),
  )
  command('query <filter> <query>', text('commands.filtersQuery')).action(
    async (name, query, options) => await (await filters()).change(await cli(options), name, { query }),
  )
  command('rm <filter>', text('commands.filtersRemove')).action(
    async (name, options) => await (await filters()).remove(await cli(options), name),
  )
  command('restore <filter>', text('commands.filtersRestore')).action(
    async (id, options) => await (await filters()).restore(await cli(options), id),
  )
}

interface Colored {
  add(cli: Cli, draft: { readonly title: string; readonly color?: Color }): Promise<void>
  change(cli: Cli, name: string, changes: { readonly title?: string; readonly color?: Color | null }): Promise<void>
  remove(cli: Cli, name: string): Promise<void>
  restore(cli: Cli, ref: string): Promise<void>
}

type ColoredTexts = Readonly<Record<'row' | 'add' | 'rename' | 'color' | 'remove' | 'restore', string>>

/** The commands that lists and labels share. */
function coloredCommands(
  { command, cli }: Subcommands,
  rows: () => Promise<Colored>,
  { row, ...texts }: ColoredTexts,
): void {
  command('add <title...>', texts.add)
    .addOption(new Option('--color <color>', text('commands.color')).choices(colors))
    .action(async (words, { color, ...options }) => {
      await (await rows()).add(await cli(options), {
        title: words.join(' '),
        ...(color === undefined ? {} : { color }),
      })
    })
  command(`rename <${row}> <title...>`, texts.rename).action(
    async (name, words, options) => await (await rows()).change(await cli(options), name, { title: words.join(' ') }),
  )
  command(`color <${row}>`, texts.color)
    .argument('<color>', text('commands.colorOrNone'), colorOf)
    .action(async (name, color, options) => await (await rows()).change(await cli(options), name, { color }))
  command(`rm <${row}>`, texts.remove).action(
    async (name, options) => await (await rows()).remove(await cli(options), name),
  )
  command(`restore <${row}>`, texts.restore).action(
    async (id, options) => await (await rows()).restore(await cli(options), id),
  )
}

/** The colour with this name; null for `none`. */
function colorOf(typed: string): Color | null {
  const found = colors.find((one) => one === typed)
  if (found !== undefined || typed === 'none') return found ?? null
  throw new InvalidArgumentError(text('commands.colorFault', { colors: colors.join(', ') }))
}

function sectionCommands(parent: Command, made: MakeCli): void {
  const { command, cli } = subcommands(parent, made)
  const of = ['-l, --list <list>', text('commands.sectionsOf')] as const
  const inList = async (cli: Cli, options: { list?: string }) => await (await sections()).sectionsIn(cli, options.list)
  parent.option(...of).action(async (options) => {
    const shown = await made(options)
    await (await inList(shown, options)).show(shown)
  })
  command('add <title...>', text('commands.sectionsAdd'))
    .requiredOption(...of)
    .action(async (words, options) => {
      await (await sections()).addSection(await cli(options), words.join(' '), options)
    })
  command('rename <section> <title...>', text('commands.sectionsRename'))
    .option(...of)
    .action(async (name, words, options) => {
      const renaming = await cli(options)
      await (await inList(renaming, options)).change(renaming, name, { title: words.join(' ') })
    })
  command('rm <section>', text('commands.sectionsRemove'))
    .option(...of)
    .action(async (name, options) => {
      const removing = await cli(options)
      await (await inList(removing, options)).remove(removing, name)
    })
  command('restore <section>', text('commands.sectionsRestore')).action(async (id, options) => {
    const restoring = await cli(options)
    await (await inList(restoring, {})).restore(restoring, id)
  })
}

interface Subcommands {
  readonly command: AddCommand
  readonly cli: MakeCli
}

/** Adds subcommands to a command. `--json` may be before or after their name. */
function subcommands(parent: Command, made: MakeCli): Subcommands {
  return {
    command: (words, description) =>
      parent.command(words).description(description).option('--json', text('commands.json')),
    cli: (options) => made({ ...parent.opts(), ...options }),
  }
}
