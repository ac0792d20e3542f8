import { existsSync, readFileSync } from 'node:fs'

/** @returns one line about the groups that `describeWith` has written to the file; null if there are none */
export function describeNotRun(file: string): string | null {
  if (!existsSync(file)) return null
  const titles = new Map<string, string[]>()
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const { title, howToInstall }: { title: string; howToInstall: string } = JSON.parse(line)
    titles.set(howToInstall, [...(titles.get(howToInstall) ?? []), title])
  }
  return [...titles].map(([why, which]) => `${why} Not run: ${which.join('; ')}.`).join(' ')
}
