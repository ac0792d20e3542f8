import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { editsOf } from '../src/defences/defence.js'
import { defences } from '../src/defences/index.js'

const text = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')

// `pnpm defences` takes each out and runs its test; here it is only made sure that all of them are still where they were.
test.each(defences)('$rows $defence stands where it can be taken out, and its test is there', (defence) => {
  for (const { file, from, to } of editsOf(defence)) {
    expect(text(file).split(from).length - 1, `${file}: ${from}`).toBe(1)
    expect(to).not.toBe(from)
  }
  expect(text(defence.test)).toContain("from 'vitest'")
})
