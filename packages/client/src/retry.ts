import type { Operation } from '@trpc/client'
import type { OwnlistError } from './ownlist-error.js'

/** With an id of the caller's, a create repeated is the same create. */
const hasId = (input: unknown) => typeof input === 'object' && input !== null && 'id' in input

/** Mutations that do the same however often they arrive, given this input; all queries do. */
const idempotent: Readonly<Record<string, (input: unknown) => boolean>> = {
  'task.create': hasId,
  'task.delete': () => true,
  'task.restore': () => true,
  'list.create': hasId,
  'list.delete': () => true,
  'list.restore': () => true,
  'account.erase': () => true,
}

/** Whether a call that failed may be sent again without asking: it may pass by itself, and cannot do anything twice. */
export function mayRetry(op: Operation, { code }: OwnlistError): boolean {
  if (code !== 'UNREACHABLE' && code !== 'SERVICE_UNAVAILABLE') return false
  return op.type === 'query' || idempotent[op.path]?.(op.input) === true
}

/** Full jitter over a doubling span, so that many clients do not come back in one instant. */
export const retryDelayMs = (attempts: number): number => Math.random() * 250 * 2 ** attempts
