// domain: tasks
/** The entries of a pasted text, one per line, without bullets, numbers and checkboxes. Blank lines are dropped. */
export function pasteLines(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|[\n\r\u2028\u2029\u0085]/)
    .map(withoutMark)
    .filter((line) => line !== '')
}

const bullet = /^(?:[-*+–—•◦▪‣·●○■□–] +|[-*+•]\t+|(?:\d{1,4}|[٠-٩]{1,4})[.)]\s+|\(\d{1,4}\)\s+)/u
const checkbox = /^(?:\[[ xX✓✔]?\](?:\s+|$)|[☐☑☒✅✓✔]\uFE0F?\s+)/u

function withoutMark(line: string): string {
  const quoted = line.trim().replace(/^(?:>\s*)+/, '')
  return quoted
    .replace(bullet, '')
    .replace(checkbox, '')
    .trim()
    .replace(/^(?:[-*+•–—]|\[ ?\])$/, '')
}
