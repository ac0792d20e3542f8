import { Command, InvalidArgumentError, Option } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import { accountCommands } from './account-commands.js'
import type { Cli } from './cli.js'
import { fileCommands } from './file-commands.js'
import { rowCommands } from './row-commands.js'
import type { Streams } from './terminal.js'
import { text } from './texts/text.js'

const priority = () => new Option('-p, --priority <priority>').choices(['none', 'low', 'medium', 'high'])
const due = ['-d, --due <day>', text('commands.due')] as const
const time = ['--time <time>', text('commands.time')] as const
const deadline = ['--deadline <day>', text('commands.deadline')] as const
const repeat = ['--repeat <rule>', text('commands.repeat')] as const
const label = [
  '--label <label>',
  text('commands.label'),
  (name: string, names?: readonly string[]): readonly string[] => [...(names ?? []), name],
] as const
const section = ['--section <section>', text('commands.section')] as const
const parent = ['--parent <task>', text('commands.parent')] as const
const inList = (what: string) => ['-l, --list <list>', what] as const
const inNone = (what: string) => ['--no-list', what] as const
const json = ['--json', text('commands.json')] as const
const limit = () =>
  new Option('-n, --limit <number>', text('commands.limit')).default(50).argParser((typed) => {
    const number = Number(typed)
    if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError(text('commands.limitFault'))
    return number
  })

/** The width of the help if it is not shown in a terminal. */
const defaultWidth = 80

/** The commands are loaded only when one of them runs, so that help and completions are quick. */
const session = () => import('./commands/session.js')
const history = () => import('./commands/history.js')
const tasks = () => import('./commands/tasks.js')

/** The options that can be given before any command. */
export interface CliOptions {
  readonly json?: boolean
  readonly profile: string
}

/** For the program's own output: help, its version and parse errors. */
export interface ProgramOutput extends Pick<Streams, 'stdout' | 'stderr'> {
  /** Parse errors are only thrown, not printed. */
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
      getOutHelpWidth: () => stdout.columns ?? defaultWidth,
      getErrHelpWidth: () => stderr.columns ?? defaultWidth,
    })
    .configureHelp({ minWidthToWrap: 20 })
    .option(...json)
    .option('--profile <name>', text('commands.profile'), 'default')
    .showHelpAfterError()
    .addHelpText('after', ({ command, error }) => {
      const width = (error ? stderr : stdout).columns ?? defaultWidth
      return `\n${command.createHelp().boxWrap(text('commands.afterHelp'), width)}`
    })
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
    .option(...inNone(text('commands.addNoList')))
    .option(...due)
    .option(...time)
    .option(...deadline)
    .option(...repeat)
    .option(...label)
    .option(...section)
    .option(...parent)
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
    .addOption(limit())
    .action(async (options) => await (await tasks()).list(await made(options), options))
  command('today', text('commands.today'))
    .addOption(limit())
    .action(async (options) => await (await tasks()).list(await made(options), { ...options, today: true }))
  command('search <words...>', text('commands.search'))
    .option(...inList(text('commands.onlyList')))
    .option(...inNone(text('commands.onlyNoList')))
    .addOption(limit())
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
    .option(...time)
    .option('--no-time', text('commands.editNoTime'))
    .option(...deadline)
    .option('--no-deadline', text('commands.editNoDeadline'))
    .option(...repeat)
    .option('--no-repeat', text('commands.editNoRepeat'))
    .option(...label)
    .option('--no-label', text('commands.editNoLabel'))
    .option(...section)
    .option('--no-section', text('commands.editNoSection'))
    .option(...parent)
    .option('--no-parent', text('commands.editNoParent'))
    .option(...inList(text('commands.editList')))
    .option(...inNone(text('commands.editNoList')))
    .addOption(priority())
    .action(async (ref, options) => await (await tasks()).edit(await made(options), ref, options))
  command('rm <task...>', text('commands.remove')).action(
    async (refs, options) => await (await tasks()).remove(await made(options), refs),
  )
  command('history', text('commands.history'))
    .addOption(limit())
    .action(async (options) => await (await history()).showHistory(await made(options), options))
  command('undo', text('commands.undo'))
    .argument('[action]', text('commands.undoAction'), (typed: string) => {
      if (!/^[1-9]\d{0,14}$/.test(typed)) throw new InvalidArgumentError(text('history.notSeq'))
      return Number(typed)
    })
    .option('--overwrite', text('commands.undoOverwrite'))
    .action(async (seq, options) => await (await history()).undo(await made(options), seq, options))
  command('watch', text('commands.watch')).action(async (options) => {
    const { watch } = await import('./commands/watch.js')
    await watch(await made(options))
  })
  fileCommands(command, made)
  rowCommands(command, made)
  accountCommands(command, made, limit())
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
