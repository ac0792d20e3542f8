/** At most `limit` characters (code points), and the rest. It does not split a surrogate pair. */
export function splitAt(text: string, limit: number): { readonly head: string; readonly rest: string } {
  if (text.length <= limit) return { head: text, rest: '' }
  let end = 0
  for (let count = 0; count < limit && end < text.length; count++) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  }
  return { head: text.slice(0, end), rest: text.slice(end) }
}

/** Removes what PostgreSQL cannot store: NUL, and unpaired surrogates. Line ends become `\n`. */
export const storable = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\0|\p{Surrogate}/gu, '')

/** One line: line breaks and runs of spaces become one space. */
export const oneLine = (text: string): string => storable(text).replace(/\s+/gu, ' ').trim()

/** The paragraphs that are not empty. */
export const paragraphs = (...parts: readonly string[]): string =>
  parts
    .map((part) => storable(part).trim())
    .filter((part) => part !== '')
    .join('\n\n')
