import { appendFileSync, cpSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { apply } from 'json-merge-patch'
import { globSync } from 'tinyglobby'
import { runProgram, textFiles, trackedFiles, write } from '../tools.js'

const templates = fileURLToPath(new URL('../../templates/tasks/', import.meta.url))
const ofDomain = /\/((task|list|section|label|filter|feed|import|export)s?|preferences|trash)[./]/

/**
 * Takes tasks and lists out of a repository, and adds the files of `templates/tasks/files`. It removes files and folders
 * with the name of a domain, files that start with the comment `domain: tasks`, the folder of a README.md that does, and marked
 * regions. @throws {Error} if the first migration cannot be written
 */
export function ejectTasks(root: string): void {
  const files = textFiles(root)
  const marked = files.filter(({ text }) => isMarker(text.split('\n')[0], '')).map(({ path }) => path)
  const folders = marked.filter((path) => basename(path) === 'README.md').map((path) => dirname(path))
  const unpublished = trackedFiles(root).filter((path) => /^\.changeset\/(?!README).*\.md$/.test(path))
  const gone = [
    ...trackedFiles(root).filter(isOfDomain),
    ...marked,
    ...folders,
    ...unpublished,
    'prisma/tasks/migrations',
  ]
  for (const { path, text } of files) {
    const kept = withoutRegions(text.split('\n')).join('\n')
    if (kept !== text) write(root, { path, text: kept })
  }
  for (const [path, patch] of Object.entries<object>(read(join(templates, 'members.json'))))
    write(root, { path, text: JSON.stringify(apply(read(join(root, path)), patch), null, 2) })
  const rest = readFileSync(join(templates, 'migration.sql'))
  cpSync(join(templates, 'files'), root, { recursive: true })
  for (const path of gone) rmSync(join(root, path), { recursive: true, force: true })
  runProgram(root, 'packages/stack/dist/commands/new-migration.js', 'init')
  for (const path of globSync('prisma/tasks/migrations/*/migration.sql', { cwd: root }))
    appendFileSync(join(root, path), rest)
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))

/** Whether a folder or the file itself has the name of a domain. `prisma/tasks` is the database. */
const isOfDomain = (path: string) => ofDomain.test(`/${path}`.replace('/prisma/tasks/', '/'))

/** Whether a line consists of a comment of code, settings, JSX or Markdown that marks what belongs to tasks. */
function isMarker(line: string | undefined, brace: '' | ' {' | ' }'): boolean {
  const mark = `domain: tasks${brace}`
  return [`// ${mark}`, `# ${mark}`, `{/* ${mark} */}`, `<!-- ${mark} -->`].some((comment) => comment === line?.trim())
}

function withoutRegions(lines: readonly string[]): string[] {
  let isInside = false
  return lines.filter((line) => {
    const [begins, ends] = [isMarker(line, ' {'), isMarker(line, ' }')]
    isInside = (isInside || begins) && !ends
    return !isInside && !ends
  })
}
