/** The day that the whole text means; null if it does not mean a day. */
export async function dayFor(words: string, now: Date): Promise<string | null> {
  // This is only imported here, so that other commands start quickly.
  const { casual } = await import('chrono-node/en')
  // It counts from the morning, so that even in the afternoon, today's date means today.
  const morning = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  const [found] = casual.parse(words, morning, { forwardDate: true })
  return found === undefined || found.text.length !== words.length ? null : dayOf(found.start.date())
}

/** The local calendar day. */
export function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
