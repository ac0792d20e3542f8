import { anyEnded, launchers } from './launchers.js'

/** What tells a command to stop. */
export interface StopSignals {
  /** Aborted once the command has to stop. */
  readonly signal: AbortSignal
  /** Resolves at the same time. */
  readonly stopped: Promise<void>
}

/**
 * Listens for SIGINT and SIGTERM, and for the end of the package manager that runs this process. With a terminal,
 * SIGHUP means that it was closed. Without one, SIGHUP asks the process to open its logs again.
 */
export function listenForStop(onReopen: () => void): StopSignals {
  const controller = new AbortController()
  const stopped = new Promise<void>((resolve) =>
    controller.signal.addEventListener('abort', () => resolve(), { once: true }),
  )
  const stop = () => controller.abort(new Error('Stopped before the start was complete.'))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  process.on('SIGHUP', process.stdin.isTTY || process.stdout.isTTY ? stop : onReopen)
  void anyEnded(launchers()).then(stop)
  return { signal: controller.signal, stopped }
}
