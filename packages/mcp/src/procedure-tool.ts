import type { ZodType } from 'zod'

/** A procedure as it is offered to agents. Its schemas are those of the contract. */
export interface ProcedureTool {
  readonly procedure: string
  readonly type: 'query' | 'mutation'
  readonly title: string
  /** For the model to choose by: what the tool does, and what to know first. */
  readonly description: string
  readonly input: ZodType
  readonly output: ZodType
  /** Whether it removes something that only another call restores. */
  readonly destructive?: boolean
  /** Whether repeating the same call changes nothing more. */
  readonly idempotent?: boolean
}

/** Tools by name. */
export type ProcedureTools = Readonly<Record<string, ProcedureTool>>
