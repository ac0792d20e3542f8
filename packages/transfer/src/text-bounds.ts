/** At most `limit` characters (code points), and the rest. It does not split a surrogate pair. */
export function splitAt(text: string, limit: number): { readonly head: string; readonly rest: string } {
  if (text.length <= limit) return { head: text, rest: '' }
  let end = 0
  for (let count = 0; count < limit && end < text.length; count++) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  }
  return { head: text.slice(0, end), rest: text.slice(end) }
}

/** Without what PostgreSQL cannot store: NUL, and halves of surrogate pairs. Line ends become `\n`. */
export const storable = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\0|\p{Surrogate}/gu, '')

/** One line: breaks and runs of spaces become one space. */
export const oneLine = (text: string): string => storable(text).replace(/\s+/gu, ' ').trim()

/** Paragraphs, without the empty ones. */
export const paragraphs = (...parts: readonly string[]): string =>
  parts
    .map((part) => storable(part).trim())
    .filter((part) => part !== '')
    .join('\n\n')
