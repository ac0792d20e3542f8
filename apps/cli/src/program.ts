import { Command, InvalidArgumentError, Option } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import type { Cli } from './cli.js'
import type { Streams } from './terminal.js'
import { text } from './texts/text.js'

const priority = () => new Option('-p, --priority <priority>').choices(['none', 'low', 'medium', 'high'])
const due = ['-d, --due <day>', text('commands.due')] as const
const inList = (what: string) => ['-l, --list <list>', what] as const
const inNone = (what: string) => ['--no-list', what] as const
const json = ['--json', text('commands.json')] as const
const limit = [
  '-n, --limit <number>',
  text('commands.limit'),
  (typed: string) => {
    const number = Number(typed)
    if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError(text('commands.limitFault'))
    return number
  },
  50,
] as const

/** The commands are loaded only when one of them runs, so that help and completions are quick. */
const session = () => import('./commands/session.js')
const lists = () => import('./commands/lists.js')
const tasks = () => import('./commands/tasks.js')

/** The options that can be given before any command. */
export interface CliOptions {
  readonly json?: boolean
  readonly profile: string
}

/** Where the program itself prints, which is help, its version and parse errors. */
export interface ProgramOutput extends Pick<Streams, 'stdout' | 'stderr'> {
  /** Reports parse errors only by throwing. */
  readonly quiet: boolean
}

/**
 * The command line: its commands and options, and what they do.
 * @param cli created when a command runs, from its options
 */
export function createProgram(
  cli: (options: CliOptions) => Promise<Cli>,
  { stdout, stderr, quiet }: ProgramOutput,
): Command {
  const program = new Command('ownlist')
    .description(text('commands.program'))
    .version(packageJson.version)
    .exitOverride()
    .configureOutput({
      writeOut: (words) => void stdout.write(words),
      writeErr: (words) => void (quiet || stderr.write(words)),
    })
    .option(...json)
    .option('--profile <name>', text('commands.profile'), 'default')
    .showHelpAfterError()
    .addHelpText('after', text('commands.afterHelp'))
    .enablePositionalOptions()
  const command = (words: string, description: string) =>
    program
      .command(words)
      .description(description)
      .option(...json)
  const made = (options: { json?: boolean }) => cli({ ...program.opts<CliOptions>(), ...options })

  command('login', text('commands.login'))
    .option('--read-only', text('commands.loginReadOnly'))
    .option('--no-browser', text('commands.loginNoBrowser'))
    .action(async (options) => await (await session()).login(await made(options), options))
  command('logout', text('commands.logout')).action(
    async (options) => await (await session()).logout(await made(options)),
  )
  command('add [words...]', text('commands.add'))
    .option(...inList(text('commands.addList')))
    .option(...due)
    .addOption(priority())
    .option('--notes <notes>')
    .option('--literal', text('commands.addLiteral'))
    .action(async (words, options) => {
      const { add } = await import('./commands/add-tasks.js')
      await add(await made(options), words, options)
    })
  command('ls', text('commands.show'))
    .option('-a, --all', text('commands.showAll'))
    .option('--done', text('commands.showDone'))
    .option(...inList(text('commands.onlyList')))
    .option(...inNone(text('commands.onlyNoList')))
    .option(...limit)
    .action(async (options) => await (await tasks()).list(await made(options), options))
  command('search <words...>', text('commands.search'))
    .option(...inList(text('commands.onlyList')))
    .option(...inNone(text('commands.onlyNoList')))
    .option(...limit)
    .action(
      async (words, options) =>
        await (await tasks()).list(await made(options), { ...options, all: true, search: words.join(' ') }),
    )
  command('done <task...>', text('commands.done')).action(
    async (refs, options) => await (await tasks()).setDone(await made(options), refs, true),
  )
  command('reopen <task...>', text('commands.reopen')).action(
    async (refs, options) => await (await tasks()).setDone(await made(options), refs, false),
  )
  command('edit <task>', text('commands.edit'))
    .option('-t, --title <title>')
    .option('--notes <notes>')
    .option(...due)
    .option('--no-due', text('commands.editNoDue'))
    .option(...inList(text('commands.editList')))
    .option(...inNone(text('commands.editNoList')))
    .addOption(priority())
    .action(async (ref, options) => await (await tasks()).edit(await made(options), ref, options))
  command('rm <task...>', text('commands.remove')).action(
    async (refs, options) => await (await tasks()).remove(await made(options), refs),
  )
  command('restore <task>', text('commands.restore')).action(
    async (id, options) => await (await tasks()).restore(await made(options), id),
  )
  const listsCommand = command('lists', text('commands.lists'))
  listsCommand.action(async (options) => await (await lists()).showLists(await made(options)))
  listCommands(listsCommand, made)
  program
    .command('mcp')
    .description(text('commands.mcp'))
    .action(async () => {
      // This is loaded only here, so that the other commands start quickly.
      const { serveMcp } = await import('./commands/mcp.js')
      await serveMcp(await made({}), packageJson.version)
    })
  return program
}

/** The subcommands of `lists`. Without one, `lists` shows the lists. */
function listCommands(parent: Command, made: (options: { json?: boolean }) => Promise<Cli>): void {
  const command = (words: string, description: string) =>
    parent
      .command(words)
      .description(description)
      .option(...json)
  const cli = (options: { json?: boolean }) => made({ ...parent.opts(), ...options })
  command('add <title...>', text('commands.listsAdd')).action(
    async (words, options) => await (await lists()).addList(await cli(options), words),
  )
  command('rename <list> <title...>', text('commands.listsRename')).action(
    async (name, words, options) => await (await lists()).renameList(await cli(options), name, words),
  )
  command('rm <list>', text('commands.listsRemove')).action(
    async (name, options) => await (await lists()).removeList(await cli(options), name),
  )
  command('restore <list>', text('commands.listsRestore')).action(
    async (id, options) => await (await lists()).restoreList(await cli(options), id),
  )
}
