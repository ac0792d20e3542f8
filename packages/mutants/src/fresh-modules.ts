import { inject, vi } from 'vitest'

declare module 'vitest' {
  /** What Stryker tells its tests. */
  export interface ProvidedContext {
    globalNamespace: string
    /** The number of the run. */
    run: number
    mutantActivation: 'static' | 'runtime' | undefined
  }
}

/** In the thread, which serves several runs. */
const thread: { run?: number; [stryker: string]: unknown } = globalThis

/**
 * For `setupFiles` of Vitest in a thread that has served other runs: before its first test file, each run loads the modules of
 * the repository again. Unless its mutant concerns what runs while they load, no mutant is active meanwhile.
 */
// Only whether a test fails matters. Resolving its stack trace by source maps took up to a quarter of the CPU time.
Error.stackTraceLimit = 0
if (thread.run !== inject('run')) {
  thread.run = inject('run')
  vi.useRealTimers()
  vi.resetModules()
  const stryker = thread[inject('globalNamespace')] as { activeMutant?: string | undefined } | undefined
  if (stryker !== undefined && inject('mutantActivation') !== 'static') stryker.activeMutant = undefined
}
