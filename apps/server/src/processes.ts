import cluster from 'node:cluster'
import { createLog, createProcessesMetrics, type Logger } from '@ownlist/http'
import type { Settings } from './env.js'
import { listen } from './listen.js'
import { createProcessSlot, type ProcessSlot } from './process-slot.js'
import { createCountKeeper } from './shared-counts.js'
import type { AnswerMessage, QuestionMessage } from './sharing.js'

/**
 * Serves the API with several processes on one port, each of which runs `main.ts` again. This process accepts the
 * connections and passes them on in turn, stores the counts for the limits, and collects the metrics. It never reads a
 * request.
 *
 * A process that ends is started again. SIGTERM and SIGINT stop all, SIGHUP makes all of them fetch the signing keys, and
 * SIGUSR2 replaces them one after the other while the port stays open.
 * @throws {Error} if the first process cannot start; it has written why
 */
export async function runProcesses(settings: Settings): Promise<void> {
  const log = createLog(settings.logLevel)
  answerQuestions(settings)
  const slots = Array.from({ length: settings.processes }, (_, n) => createProcessSlot(n + 1, log))
  const metrics = settings.metricsPort === null ? null : createProcessesMetrics()
  let stopping: Promise<unknown> | undefined
  const stop = async () => {
    await Promise.all(slots.map((slot) => slot.stop()))
    metrics?.close()
    metrics?.closeAllConnections()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => (stopping ??= stop()))
  process.on('SIGHUP', () => {
    for (const slot of slots) slot.signal('SIGHUP')
  })

  if (metrics !== null && settings.metricsPort !== null) {
    const at = { port: settings.metricsPort, host: settings.host, variable: 'METRICS_PORT' }
    log.info({ url: await listen(metrics, at) }, 'metrics')
  }
  const started = startAll(slots)
  let replaced = started.catch(() => undefined)
  process.on('SIGUSR2', () => {
    replaced = replaced.then(() => replaceAll(slots, log))
  })
  try {
    await started
    log.info({ processes: slots.length }, 'all processes serve')
  } catch (error) {
    if (stopping === undefined) throw error
  }
}

/** If the first one cannot start, the others could not either. */
async function startAll([first, ...others]: readonly ProcessSlot[]): Promise<void> {
  await first?.start()
  await Promise.all(others.map((slot) => slot.start()))
}

/** One after another, so that there are never more processes or database connections than allowed. */
async function replaceAll(slots: readonly ProcessSlot[], log: Logger): Promise<void> {
  try {
    for (const slot of slots) await slot.replace()
    log.info({ processes: slots.length }, 'all processes were replaced')
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error)
    log.error({ fault }, 'the other processes were not replaced')
  }
}

/** Stores the counts of all processes, under their limits. */
function answerQuestions({ limits }: Settings): void {
  const answer = createCountKeeper(limits)
  cluster.on('message', (worker, message: unknown) => {
    if (typeof message !== 'object' || message === null || !('questions' in message)) return
    const { id, questions } = message as QuestionMessage
    if (worker.isConnected()) worker.send({ id, answers: questions.map(answer) } satisfies AnswerMessage)
  })
}
