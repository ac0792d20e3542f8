/** The day that the whole text means; null if it means none. */
export async function dayFor(words: string, now: Date): Promise<string | null> {
  // This is loaded only here, so that other commands start quickly.
  const { casual } = await import('chrono-node/en')
  // It starts from the morning, so that today's date is also today in the afternoon.
  const morning = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  const [found] = casual.parse(words, morning, { forwardDate: true })
  return found === undefined || found.text.length !== words.length ? null : dayOf(found.start.date())
}

/** The day that a clock on the wall shows. */
export function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
