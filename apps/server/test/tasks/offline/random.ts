// domain: tasks

/** Random choices that are determined by a seed (mulberry32). */
export interface Random {
  /** A number from 0 to 1, without 1. */
  (): number
  chance(probability: number): boolean
  pick<Value>(values: readonly Value[]): Value | undefined
}

export function createRandom(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return Object.assign(next, {
    chance: (probability: number) => next() < probability,
    pick: <Value>(values: readonly Value[]) => values[Math.floor(next() * values.length)],
  })
}
