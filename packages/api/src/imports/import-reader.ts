import { Worker } from 'node:worker_threads'
import type { ImportedFile } from '@ownlist/db'
import { TRPCError } from '@trpc/server'
import { Semaphore, withTimeout } from 'async-mutex'
import { TooManyCallsError } from '../spend.js'
import { type Form, type ReadAnswer, type ReadJob, readAs } from './read-as.js'

/** Limits on reading, for one process. */
export interface ReadLimits {
  /** How many files are read at the same time; 2 by default. Others wait, in memory. */
  readonly atOnce?: number
  /** The maximum number of waiting files; 10 by default. */
  readonly mostWaiting?: number
  /** How long a file waits for its turn, in milliseconds; 10 seconds by default. */
  readonly waitMs?: number
  /** The maximum time to read one, in milliseconds; 30 seconds by default. */
  readonly readMs?: number
  /** The maximum memory to read one, in MiB; 256 by default. */
  readonly memoryMb?: number
}

/**
 * Reads a file of another task app. Reading a large file does not block this process.
 * @throws {TRPCError} `BAD_REQUEST` with plain words if it cannot be read within the limits, or at all; `TOO_MANY_REQUESTS`
 * if its turn does not come; `CLIENT_CLOSED_REQUEST` if the signal ends it
 */
export type ImportReader = <Wanted extends Form>(job: ReadJob<Wanted>, signal?: AbortSignal) => Promise<Read<Wanted>>

type Read<Wanted extends Form> = Extract<ReadAnswer<Wanted>, { read: unknown }>['read']

/** In bytes. A file of up to this size is read in a few tens of milliseconds, which is less time than a thread needs to start. */
const largestAtOnce = 128 * 1024

/** Whether to read a file in a separate thread. */
export const needsThread = ({ bytes }: ImportedFile): boolean => bytes.length > largestAtOnce

/** Even if this module runs from its source: Node can only run the built thread. */
const script = new URL('../../dist/imports/read-thread.js', import.meta.url)

export function createImportReader({
  atOnce = 2,
  mostWaiting = 10,
  waitMs = 10_000,
  readMs = 30_000,
  memoryMb = 256,
}: ReadLimits = {}): ImportReader {
  const turns = withTimeout(new Semaphore(atOnce), waitMs, tooManyFiles())
  let files = 0

  async function readInTurn<Wanted extends Form>(job: ReadJob<Wanted>, signal: AbortSignal | undefined) {
    if (files >= atOnce + mostWaiting) throw tooManyFiles()
    files++
    try {
      return await turns.runExclusive(() => readInThread(job, { readMs, memoryMb, signal }))
    } finally {
      files--
    }
  }

  return async (job, signal) => {
    const answer = needsThread(job.file) ? await readInTurn(job, signal) : readAs(job)
    if ('refusal' in answer) throw refused(answer.refusal)
    return answer.read
  }
}

interface ThreadLimits extends Required<Pick<ReadLimits, 'readMs' | 'memoryMb'>> {
  readonly signal: AbortSignal | undefined
}

/** The thread has no environment. It ends when it has answered, or when its answer is no longer needed. */
async function readInThread<Wanted extends Form>(
  job: ReadJob<Wanted>,
  { readMs, memoryMb, signal }: ThreadLimits,
): Promise<ReadAnswer<Wanted>> {
  if (signal?.aborted) throw cancelled(signal)
  const resourceLimits = { maxOldGenerationSizeMb: memoryMb }
  const thread = new Worker(script, { workerData: job, env: {}, execArgv: [], resourceLimits })
  const ended = new AbortController()
  try {
    return await new Promise((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', (error) => reject(isOutOfMemory(error) ? refused(needsTooMuch('memory')) : error))
      thread.once('exit', (code) => reject(new Error(`A thread that reads a file has ended with ${code}`)))
      const late = AbortSignal.timeout(readMs)
      late.addEventListener('abort', () => reject(refused(needsTooMuch('time'))), { signal: ended.signal })
      signal?.addEventListener('abort', () => reject(cancelled(signal)), { signal: ended.signal })
    })
  } finally {
    ended.abort()
    await thread.terminate()
  }
}

const isOutOfMemory = (error: unknown) => (error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY'

const needsTooMuch = (what: string) => `The file takes too much ${what} to read. Export a part of it, and import that.`

const cancelled = ({ reason }: AbortSignal) => new TRPCError({ code: 'CLIENT_CLOSED_REQUEST', cause: reason })

const refused = (message: string) => new TRPCError({ code: 'BAD_REQUEST', message })

function tooManyFiles(): TRPCError {
  const cause = new TooManyCallsError(10)
  const message = 'Other files are being read. Try again in some seconds.'
  return new TRPCError({ code: 'TOO_MANY_REQUESTS', message, cause })
}
