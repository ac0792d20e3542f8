import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// Prisma cannot name the owner in SQL that is written by hand; these statements are about the caller, or about no row at all.
const known = ['erasure.ts', 'owner-scope.ts', 'restricted-role.ts', 'search-limit.ts']

test('SQL is written by hand in the files that are known for it, never put together from text', () => {
  const folder = new URL('../src/', import.meta.url)
  const sources = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))
  expect(sources.filter(({ text }) => /\$(query|execute)Raw/.test(text)).map(({ name }) => name)).toEqual(known)
  for (const { name, text } of sources) expect(text, name).not.toMatch(/Raw(Unsafe|Typed)|Prisma\.raw/)
})
