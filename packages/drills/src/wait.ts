import { setTimeout as sleep } from 'node:timers/promises'

/** Asks until it is so. @returns the milliseconds that took @throws {Error} after `limitMs` */
export async function until(what: string, condition: () => Promise<boolean>, limitMs = 30_000): Promise<number> {
  const start = performance.now()
  while (!(await condition().catch(() => false))) {
    if (performance.now() - start > limitMs) throw new Error(`Waited ${limitMs} ms in vain until ${what}`)
    await sleep(25)
  }
  return performance.now() - start
}

/** As long as a round takes, somewhere in between. */
export const moment = (fromMs: number, toMs: number) => sleep(fromMs + Math.random() * (toMs - fromMs))

export const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
