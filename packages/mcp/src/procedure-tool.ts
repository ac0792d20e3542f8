import type { ZodType } from 'zod'

/** A procedure as an agent is offered it. Its schemas are those of the contract. */
export interface ProcedureTool {
  readonly procedure: string
  readonly type: 'query' | 'mutation'
  readonly title: string
  /** For a model to choose by: what it does, and what to know before. */
  readonly description: string
  readonly input: ZodType
  readonly output: ZodType
  /** Whether it takes something away that only another call brings back. */
  readonly destructive?: boolean
  /** Whether the same call again changes nothing more. */
  readonly idempotent?: boolean
}

/** Tools by their names. */
export type ProcedureTools = Readonly<Record<string, ProcedureTool>>
