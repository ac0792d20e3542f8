/** A promise, whether it was kept, and the figures that show it. */
export interface DrillPromise {
  readonly promise: string
  readonly kept: boolean
  /** With units. */
  readonly seen: string
}

/** What a drill saw. */
export interface Report {
  readonly promises: readonly DrillPromise[]
}

/** One failure, caused on purpose, in a separate system. */
export interface Drill<Sizes extends Readonly<Record<string, number>> = Readonly<Record<string, number>>> {
  readonly summary: string
  /** How much of it, unless the caller chooses otherwise. */
  readonly sizes: Sizes
  run(sizes: Sizes): Promise<Report>
}

/** Keeps the type of a drill's sizes between its fields. */
export const defineDrill = <const Sizes extends Readonly<Record<string, number>>>(drill: {
  summary: string
  sizes: Sizes
  run(sizes: { readonly [Size in keyof Sizes]: number }): Promise<Report>
}): Drill => drill as unknown as Drill

/** @param seen figures, with their units */
export const promise = (promise: string, kept: boolean, seen: string): DrillPromise => ({ promise, kept, seen })

/**
 * A promise about time or growth. A short run counts as kept: with few samples, or while other tests run, its figures say
 * nothing.
 */
export const longPromise = (isLong: boolean, { promise, kept, seen }: DrillPromise): DrillPromise =>
  isLong ? { promise, kept, seen } : { promise, kept: true, seen: `${seen}, too short to tell` }
