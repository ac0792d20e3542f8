import type { Span } from '@ownlist/quick-add'

/**
 * Where the parts of a line are after one edit in it. An edit before a part moves it. A part that was edited itself is
 * removed.
 */
export function spansAfterEdit(spans: readonly Span[], before: string, after: string): readonly Span[] {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let kept = 0
  while (kept < most - start && before.at(-1 - kept) === after.at(-1 - kept)) kept++
  const end = before.length - kept
  const moved = after.length - before.length
  return spans.flatMap((span) => {
    if (span.end <= start) return [span]
    return span.start >= end ? [{ start: span.start + moved, end: span.end + moved }] : []
  })
}
