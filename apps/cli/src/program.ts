import { Command, InvalidArgumentError, Option } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import type { Cli } from './cli.js'
import { add } from './commands/add-tasks.js'
import { addList, removeList, renameList, restoreList, showLists } from './commands/lists.js'
import { login, logout } from './commands/session.js'
import { edit, list, remove, restore, setDone } from './commands/tasks.js'

const priority = () => new Option('-p, --priority <priority>').choices(['none', 'low', 'medium', 'high'])
const due = ['-d, --due <day>', 'a day, such as 2026-11-24, tomorrow or "next friday"'] as const
const inList = (what: string) => ['-l, --list <list>', what] as const
const inNone = (what: string) => ['--no-list', what] as const
const json = ['--json', 'print JSON, for scripts'] as const
const limit = [
  '-n, --limit <number>',
  'the maximum number',
  (text: string) => {
    const number = Number(text)
    if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number above 0.')
    return number
  },
  50,
] as const

/** The options that can be given before any command. */
export interface CliOptions {
  readonly json?: boolean
  readonly profile: string
}

/**
 * The command line: its commands and options, and what they do.
 * @param cli created when a command runs, from its options
 * @param output quiet: reports parse errors only by throwing
 */
export function createProgram(cli: (options: CliOptions) => Promise<Cli>, { quiet }: { quiet: boolean }): Command {
  const program = new Command('ownlist')
    .description('Your tasks, from the command line.')
    .version(packageJson.version)
    .exitOverride()
    .configureOutput(quiet ? { writeErr: () => undefined } : {})
    .option(...json)
    .option('--profile <name>', 'use a separate session, such as one for an agent', 'default')
    .showHelpAfterError()
    .addHelpText('after', afterHelp)
    .enablePositionalOptions()
  const command = (words: string, description: string) =>
    program
      .command(words)
      .description(description)
      .option(...json)
  const made = (options: { json?: boolean }) => cli({ ...program.opts<CliOptions>(), ...options })

  command('login', 'sign in by confirming a code in the web app')
    .option('--read-only', 'only see tasks, never change them')
    .option('--no-browser', 'do not open a browser')
    .action(async (options) => await login(await made(options), options))
  command('logout', 'sign out').action(async (options) => await logout(await made(options)))
  command(
    'add [words...]',
    'add a task: ownlist add Renew passport by friday +high @home; without words, each line of input',
  )
    .option(...inList('put it into this list, by its name in lists'))
    .option(...due)
    .addOption(priority())
    .option('--notes <notes>')
    .option('--literal', 'use the words as they are')
    .action(async (words, options) => await add(await made(options), words, options))
  command('ls', 'list open tasks, newest first')
    .option('-a, --all', 'also show completed tasks')
    .option('--done', 'only completed tasks')
    .option(...inList('only tasks in this list'))
    .option(...inNone('only tasks in no list'))
    .option(...limit)
    .action(async (options) => await list(await made(options), options))
  command('search <words...>', 'search for tasks with this text in title or notes')
    .option(...inList('only tasks in this list'))
    .option(...inNone('only tasks in no list'))
    .option(...limit)
    .action(
      async (words, options) => await list(await made(options), { ...options, all: true, search: words.join(' ') }),
    )
  command('done <task...>', 'complete tasks, by the ids that ls shows').action(
    async (refs, options) => await setDone(await made(options), refs, true),
  )
  command('reopen <task...>', 'reopen completed tasks').action(
    async (refs, options) => await setDone(await made(options), refs, false),
  )
  command('edit <task>', 'change a task; without options, its title')
    .option('-t, --title <title>')
    .option('--notes <notes>')
    .option(...due)
    .option('--no-due', 'remove the due date')
    .option(...inList('move it into this list'))
    .option(...inNone('take it out of its list'))
    .addOption(priority())
    .action(async (ref, options) => await edit(await made(options), ref, options))
  command('rm <task...>', 'delete tasks').action(async (refs, options) => await remove(await made(options), refs))
  command('restore <task>', 'restore a deleted task').action(
    async (id, options) => await restore(await made(options), id),
  )
  const lists = command('lists', 'show your lists; add, rename, delete or restore one')
  lists.action(async (options) => await showLists(await made(options)))
  listCommands(lists, made)
  program
    .command('mcp')
    .description('serve your tasks to an agent with the Model Context Protocol, on standard input and output')
    .action(async () => {
      // This is loaded only here, so that the other commands start quickly.
      const { serveMcp } = await import('./commands/mcp.js')
      await serveMcp(await made({}), packageJson.version)
    })
  return program
}

/** The subcommands of `lists`. Without one, `lists` shows the lists. */
function listCommands(lists: Command, made: (options: { json?: boolean }) => Promise<Cli>): void {
  const command = (words: string, description: string) =>
    lists
      .command(words)
      .description(description)
      .option(...json)
  const cli = (options: { json?: boolean }) => made({ ...lists.opts(), ...options })
  command('add <title...>', 'create a list').action(async (words, options) => await addList(await cli(options), words))
  command('rename <list> <title...>', 'rename a list').action(
    async (name, words, options) => await renameList(await cli(options), name, words),
  )
  command('rm <list>', 'delete a list and what is in it').action(
    async (name, options) => await removeList(await cli(options), name),
  )
  command('restore <list>', 'restore a deleted list and its tasks').action(
    async (id, options) => await restoreList(await cli(options), id),
  )
}

const afterHelp = `
Name a list by its title, optionally with hyphens for spaces (@garden-and-balcony), or by the end of its id.
Exit codes: 0 done, 1 failed, 2 usage error, 3 not signed in, 4 no such task or list, 5 conflict,
6 unreachable, 7 not allowed, 130 interrupted. OWNLIST_TOKEN, with OWNLIST_API_URL, is used instead of a session.
Completion: source <(ownlist complete zsh), or bash, fish, powershell.`
