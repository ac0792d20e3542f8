import { spawnSync } from 'node:child_process'

/** The paths under version control. @throws {Error} with Git's message */
export const trackedFiles = (root: string): string[] => git(root, ['ls-files', '-z']).split('\0').filter(Boolean)

/** Files with changes that are in no commit, new files included. @throws {Error} with Git's message */
export const uncommittedFiles = (root: string): string[] =>
  git(root, ['status', '--porcelain', '--no-renames', '--untracked-files=all', '-z'])
    .split('\0')
    .filter(Boolean)
    .map((line) => line.slice(3))

function git(root: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`Git is needed here, so that you can go back: ${stderr ?? 'it is not installed.'}`)
  return stdout
}
