import { anyEnded, launchers } from './launchers.js'

/** What tells a command to stop. */
export interface StopSignals {
  /** Aborted once the command is to stop. */
  readonly signal: AbortSignal
  /** Resolves at the same time. */
  readonly stopped: Promise<void>
}

/**
 * Listens for SIGINT and SIGTERM, and for the end of the package manager that runs this process. SIGHUP means that the
 * terminal was closed, where there is one; a process without a terminal is asked by it to open its logs anew.
 */
export function listenForStop(onReopen: () => void): StopSignals {
  const controller = new AbortController()
  const stopped = new Promise<void>((resolve) =>
    controller.signal.addEventListener('abort', () => resolve(), { once: true }),
  )
  const stop = () => controller.abort(new Error('Stopped before it was up.'))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  process.on('SIGHUP', process.stdin.isTTY || process.stdout.isTTY ? stop : onReopen)
  void anyEnded(launchers()).then(stop)
  return { signal: controller.signal, stopped }
}
