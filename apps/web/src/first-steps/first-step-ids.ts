// domain: tasks
import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { firstStepNames } from './first-step-names'

interface NewUser {
  readonly id: string
  readonly createdAt: Date
}

/**
 * The ids of the tasks that a new account starts with. They are derived from the account. So if two tabs or two devices
 * create them at the same time, they are still created only once.
 */
export const firstStepIds = ({ id, createdAt }: NewUser): string[] =>
  firstStepNames.map((name, n) => {
    const random = createHash('sha256').update(`${id} ${name}`).digest()
    return uuidv7({ msecs: createdAt.getTime() + n, random, seq: 0 })
  })

/** How long an account counts as new, in milliseconds: a week. */
const newMs = 604_800_000

export const isNew = ({ createdAt }: NewUser): boolean => Date.now() - createdAt.getTime() < newMs
