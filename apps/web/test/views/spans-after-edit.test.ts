// domain: tasks
import { expect, test } from 'vitest'
import { spansAfterEdit } from '../../src/tasks/spans-after-edit'

/** The words of the spans of `[…]` in the line before the edit, as they are in the line after it. */
function kept(marked: string, after: string): string[] {
  const spans = [...marked.matchAll(/\[(.*?)\]/g)].map(({ index, 1: words = '' }, earlier) => {
    const start = index - 2 * earlier
    return { start, end: start + words.length }
  })
  return spansAfterEdit(spans, marked.replace(/[[\]]/g, ''), after).map(({ start, end }) => after.slice(start, end))
}

test.each([
  ['Call [friday] friday', 'Call friday friday!high', ['friday']],
  ['Call [friday] friday', 'Now: Call friday friday', ['friday']],
  ['Call [friday]', 'Call friday', ['friday']],
  ['Call [friday]', 'Call fridays', ['friday']],
  ['Call [friday]', 'Call frida', []],
  ['Call [friday] {friday}', 'Call friday', ['friday']],
  ['{friday} [{friday}] x', '{friday} x', []],
  ['Call [!high] [tomorrow]', 'Call !high at noon tomorrow', ['!high', 'tomorrow']],
  ['Call [!high] [tomorrow]', '', []],
])('after an edit, the spans of refused parts still mark their words: %s → %s', (before, after, words) => {
  expect(kept(before, after)).toEqual(words)
})
