import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '@ownlist/stack'
import type { Edit } from './defence.js'

const originals = new Map<string, string>()

/** Puts every file back as it was. */
function restore(): void {
  for (const [path, text] of originals) writeFileSync(path, text)
  originals.clear()
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => process.exit(code))
}
process.on('exit', restore)

/** The text with the edit made. @throws {Error} unless `from` stands in it exactly once */
function edited(text: string, { file, from, to }: Edit): string {
  const times = text.split(from).length - 1
  if (times !== 1) throw new Error(`${file} holds this ${times} times, not once: ${from}`)
  return text.replace(from, () => to)
}

/**
 * Does `work` while the edits are made, and puts the files back, however it ends. Only `kill -9` leaves them changed: then
 * `git status` shows the sources, and `pnpm tsc -b --force` makes what was built anew.
 */
export async function without<T>(edits: readonly Edit[], work: () => Promise<T>): Promise<T> {
  try {
    for (const edit of edits) {
      const path = join(root, edit.file)
      const text = readFileSync(path, 'utf8')
      const changed = edited(text, edit)
      if (!originals.has(path)) originals.set(path, text)
      writeFileSync(path, changed)
    }
    return await work()
  } finally {
    restore()
  }
}
