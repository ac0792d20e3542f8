import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Repeats the check until it is true.
 * @returns the elapsed milliseconds
 * @throws {Error} after `limitMs`
 */
export async function until(what: string, condition: () => Promise<boolean>, limitMs = 30_000): Promise<number> {
  const start = performance.now()
  while (!(await condition().catch(() => false))) {
    if (performance.now() - start > limitMs) throw new Error(`Timed out after ${limitMs} ms waiting until ${what}`)
    await sleep(25)
  }
  return performance.now() - start
}

/** Waits for a random time, so that a fault occurs at an arbitrary moment. */
export const moment = (fromMs: number, toMs: number) => sleep(fromMs + Math.random() * (toMs - fromMs))

export const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
