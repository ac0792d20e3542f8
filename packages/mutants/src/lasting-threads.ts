import {
  type PoolOptions,
  type PoolWorker,
  type Reporter,
  ThreadsPoolWorker,
  type Vitest,
  type WorkerRequest,
} from 'vitest/node'

/** How many runs a thread serves. What failed tests leave open, such as connections, ends with it. */
const mostRuns = 20
/** A test that took longer may have been given up, and is perhaps still running. */
const longMs = 15_000

type Listener = Parameters<PoolWorker['on']>[1]

interface Thread {
  readonly worker: ThreadsPoolWorker
  readonly started: Promise<void>
  runs: number
}

/**
 * For Vitest in Stryker: threads that outlive a run. Each mutant needs a run of its own, and would spend most of its time on
 * loading installed packages. A thread keeps those, and `fresh-modules.ts` loads the modules of the repository again.
 */
export class LastingThreads implements Reporter {
  readonly name = 'lasting-threads'
  #vitest: Vitest | undefined
  #thread: Thread | null = null
  #run = 0
  #startedAt = 0

  onInit(vitest: Vitest): void {
    if (this.#vitest !== undefined) return
    this.#vitest = vitest
    vitest.onClose(() => this.#end())
    // Stryker asks for another pool, and its choice wins over that of the configuration.
    for (const { config } of vitest.projects) {
      config.pool = this.name
      config.poolRunner = this
    }
  }

  onTestRunStart(): void {
    this.#startedAt = performance.now()
    this.#vitest?.provide('run', ++this.#run)
  }

  async onTestRunEnd(_modules: unknown, errors: readonly unknown[]): Promise<void> {
    if (errors.length > 0 || performance.now() - this.#startedAt > longMs) await this.#end()
  }

  createPoolWorker(options: PoolOptions): PoolWorker {
    return new Run(() => this.#threadFor(options))
  }

  async #end(): Promise<void> {
    const worker = this.#thread?.worker
    this.#thread = null
    await worker?.stop()
  }

  async #threadFor(options: PoolOptions): Promise<ThreadsPoolWorker> {
    if (this.#thread?.runs === mostRuns) await this.#end()
    this.#thread ??= startThread(options)
    this.#thread.runs++
    await this.#thread.started
    return this.#thread.worker
  }
}

function startThread(options: PoolOptions): Thread {
  const worker = new ThreadsPoolWorker(options)
  return { worker, started: worker.start(), runs: 0 }
}

/** To Vitest, each run has a worker that ends with it. */
class Run implements PoolWorker {
  readonly name = 'lasting-threads'
  readonly #next: () => Promise<ThreadsPoolWorker>
  readonly #listeners: [event: string, listener: Listener][] = []
  #worker: ThreadsPoolWorker | undefined

  constructor(next: () => Promise<ThreadsPoolWorker>) {
    this.#next = next
  }

  async start(): Promise<void> {
    this.#worker ??= await this.#next()
  }

  /** The thread is not told to stop, since it would listen no longer. */
  send(message: WorkerRequest): void {
    if (message.type === 'stop') this.#tell({ type: 'stopped', __vitest_worker_response__: true })
    else this.#worker?.send(message)
  }

  on(event: string, listener: Listener): void {
    this.#listeners.push([event, listener])
    this.#worker?.on(event, listener)
  }

  off(event: string, listener: Listener): void {
    this.#worker?.off(event, listener)
  }

  async stop(): Promise<void> {
    for (const [event, listener] of this.#listeners) this.off(event, listener)
  }

  deserialize(data: unknown): unknown {
    return data
  }

  #tell(message: unknown): void {
    for (const [event, listener] of this.#listeners) if (event === 'message') listener(message)
  }
}
