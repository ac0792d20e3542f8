import cluster from 'node:cluster'
import type { CountFor } from './limits.js'
import { type Answer, createSharedCount, type Question } from './shared-counts.js'

/** What a process shares with the others that serve the same port. Disposing of it lets the process end. */
export interface Sharing extends Disposable {
  /** Its number, from 1. A process that replaces it has the same number. */
  readonly processNumber: number
  readonly count: CountFor
  /** Call it as soon as the process serves requests and handles signals. */
  serves(): void
}

/** Sent once, when a process serves requests. */
export const serving = 'serving'

/** Sent to the process that stores the counts. */
export interface QuestionMessage {
  readonly id: number
  readonly questions: readonly Question[]
}

/** Its answers, in the order of the questions. */
export interface AnswerMessage {
  readonly id: number
  readonly answers: readonly Answer[]
}

/**
 * For a process that was started by `runProcesses`.
 * @param processes the number of processes
 */
export function joinProcesses(processes: number): Sharing {
  const ask = createAsk()
  return {
    processNumber: Number(process.argv[2]),
    count: (limited, limit) => createSharedCount({ limited, limit, processes, ask }),
    serves: () => void process.send?.(serving),
    [Symbol.dispose]: () => cluster.worker?.disconnect(),
  }
}

interface Pending {
  readonly question: Question
  resolve(answer: Answer): void
}

/** Sends all questions of one turn of the event loop in one message, because the message costs more than its content. */
function createAsk(): (question: Question) => Promise<Answer> {
  const sent = new Map<number, readonly Pending[]>()
  let pending: Pending[] = []
  let lastId = 0

  function send(): void {
    const id = ++lastId
    sent.set(id, pending)
    process.send?.({ id, questions: pending.map(({ question }) => question) } satisfies QuestionMessage)
    pending = []
  }

  process.on('message', (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('answers' in message)) return
    const { id, answers } = message as AnswerMessage
    for (const [n, { resolve }] of (sent.get(id) ?? []).entries()) resolve(answers[n] ?? null)
    sent.delete(id)
  })

  return (question) =>
    new Promise((resolve) => {
      if (pending.length === 0) setImmediate(send)
      pending.push({ question, resolve })
    })
}
