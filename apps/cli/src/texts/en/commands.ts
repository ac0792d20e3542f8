/** The help: what the program, its commands and their options do. */
export const commands = {
  program: 'Your tasks, from the command line.',
  afterHelp: `
Name a list by its title, optionally with hyphens for spaces (@garden-and-balcony), or by the end of its id.
Exit codes: 0 done, 1 failed, 2 usage error, 3 not signed in, 4 no such task or list, 5 conflict,
6 unreachable, 7 not allowed, 130 interrupted. OWNLIST_TOKEN, with OWNLIST_API_URL, is used instead of a session.
Completion: source <(ownlist complete zsh), or bash, fish, powershell.`,
  json: 'print JSON, for scripts',
  profile: 'use a separate session, such as one for an agent',
  limit: 'the maximum number',
  limitFault: 'It must be a whole number above 0.',

  login: 'sign in by confirming a code in the web app',
  loginReadOnly: 'only see tasks, never change them',
  loginNoBrowser: 'do not open a browser',
  logout: 'sign out',

  add: 'add a task: ownlist add Renew passport by friday +high @home; without words, each line of input',
  addList: 'put it into this list, by its name in lists',
  addLiteral: 'use the words as they are',
  due: 'a day, such as 2026-11-24, tomorrow or "next friday"',
  show: 'list open tasks, newest first',
  showAll: 'also show completed tasks',
  showDone: 'only completed tasks',
  search: 'search for tasks with these words in title or notes',
  onlyList: 'only tasks in this list',
  onlyNoList: 'only tasks in no list',
  done: 'complete tasks, by the ids that ls shows',
  reopen: 'reopen completed tasks',
  edit: 'change a task; without options, its title',
  editNoDue: 'remove the due date',
  editList: 'move it into this list',
  editNoList: 'take it out of its list',
  remove: 'delete tasks',
  restore: 'restore a deleted task',

  history: 'show what you and your apps did, newest first',
  undo: 'take back the latest action of this program, or another one by its number in history',
  undoAction: 'the number of an action',
  undoOverwrite: 'even if something was changed later',
  watch: 'show each change as soon as it is made, until Ctrl-C',

  lists: 'show your lists; add, rename, delete or restore one',
  listsAdd: 'create a list',
  listsRename: 'rename a list',
  listsRemove: 'delete a list and what is in it',
  listsRestore: 'restore a deleted list and its tasks',

  import: 'import a file of another task app, after showing what would be lost',
  importFormat: 'the format of the file, instead of the one that is detected',
  importPreview: 'only show what would be imported, and what would be lost',
  importYes: 'do not ask',
  importTimeZone: 'the time zone in which instants become days',
  export: 'export everything that is not deleted',
  exportOutput: 'a new file; by default standard output',
  exportForce: 'replace the file if it exists',

  mcp: 'serve your tasks to an agent with the Model Context Protocol, on standard input and output',
  none: 'No command was given. `ownlist help` lists all commands.',
} as const
