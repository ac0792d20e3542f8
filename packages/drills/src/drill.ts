/** What a drill saw. */
export interface Report {
  /** Each promise, whether it was kept, and the figures. */
  readonly promises: readonly { readonly promise: string; readonly kept: boolean; readonly seen: string }[]
}

/** One failure, brought about on purpose, on a system of its own. */
export interface Drill<Sizes extends Readonly<Record<string, number>> = Readonly<Record<string, number>>> {
  readonly summary: string
  /** How much of it, unless the caller says otherwise. */
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
export const promise = (promise: string, kept: boolean, seen: string) => ({ promise, kept, seen })

/** A promise about time or growth, which a short run cannot break: with few samples, or beside other tests, it says nothing. */
export const longPromise = (isLong: boolean, text: string, kept: boolean, seen: string) =>
  isLong ? promise(text, kept, seen) : promise(text, true, `${seen}, too short to tell`)
