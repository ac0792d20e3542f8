/** A median, and the spread of the rounds around it. */
export interface Summary {
  readonly median: number
  /** The distance of the round that is furthest from the median. */
  readonly spread: number
}

/** @throws {RangeError} on no values */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  if (low === undefined || high === undefined) throw new RangeError('There is no median of no values')
  return (low + high) / 2
}

/** @throws {RangeError} on no values */
export function summarize(values: readonly number[]): Summary {
  const middle = median(values)
  return { median: middle, spread: Math.max(...values.map((value) => Math.abs(value - middle))) }
}

/**
 * The ratio of two figures, round by round, so that anything that slows down a whole round, such as another program,
 * cancels out.
 * @throws {RangeError} if there are no values, or not the same number of both
 */
export function ratio(of: readonly number[], per: readonly number[]): Summary {
  if (of.length !== per.length) throw new RangeError('A ratio needs the same rounds of both')
  return summarize(of.map((value, round) => value / (per[round] ?? Number.NaN)))
}

/**
 * The nearest-rank percentile.
 * @param percent from 0 to 100
 * @throws {RangeError} on no values
 */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const found = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]
  if (found === undefined) throw new RangeError('There is no percentile of no values')
  return found
}
