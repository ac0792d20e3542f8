import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// The files that may contain SQL written by hand, in which Prisma cannot name the owner. Their statements are about the
// caller, or about no rows at all.
const known = [
  'erasure.ts',
  'owner-scope.ts',
  'restricted-role.ts',
  // domain: tasks {
  'tasks/search-limit.ts',
  // domain: tasks }
]

test('SQL is written by hand only in known files, and never composed from text', () => {
  const folder = fileURLToPath(new URL('../src/', import.meta.url))
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('generated'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
  expect(sources.filter(({ text }) => /\$(query|execute)Raw/.test(text)).map(({ name }) => name)).toEqual(known)
  for (const { name, text } of sources) expect(text, name).not.toMatch(/Raw(Unsafe|Typed)|Prisma\.raw/)
})
