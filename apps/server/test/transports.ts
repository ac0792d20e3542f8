import { setImmediate, setTimeout } from 'node:timers/promises'
import { appRouter } from '@ownlist/api'
import { OwnlistError, type RouterInputs, type RouterOutputs } from '@ownlist/client'
import type { Stores } from '@ownlist/db'
import { callerFor } from '@ownlist/testkit'
import { TRPCError } from '@trpc/server'
import type { AppApi } from './app-api.js'
import { openStream } from './event-stream.js'

/** A procedure's name, such as `account.erase`. */
type ProcedureName = {
  [R in keyof RouterInputs]: `${R & string}.${keyof RouterInputs[R] & string}`
}[keyof RouterInputs]

type Of<Types, Name extends ProcedureName> = Name extends `${infer R}.${infer P}`
  ? R extends keyof Types
    ? P extends keyof Types[R]
      ? Types[R][P]
      : never
    : never
  : never

/** How a call ended: with a value, or refused with a code. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly message: string }

/** One way to reach the procedures as a user. */
export interface Transport {
  call<Name extends ProcedureName>(
    userId: string,
    name: Name,
    ...input: Of<RouterInputs, Name> extends void ? [] : [Of<RouterInputs, Name>]
  ): Promise<Outcome<Of<RouterOutputs, Name>>>
}

/** Calls procedures without HTTP, each user with a token of these scopes. */
export const directly = (
  stores: Stores,
  scopesOf: (userId: string) => readonly string[] | null = () => null,
): Transport => ({
  async call(userId, name, ...input) {
    const [router, procedure] = name.split('.') as [string, string]
    const caller = callerFor(stores, userId, scopesOf(userId)) as unknown as Record<string, Record<string, AnyCall>>
    return await outcomeOf(async () => await eventsOr(await caller[router]?.[procedure]?.(input[0])))
  },
})

type AnyCall = (input: unknown) => Promise<never>

/** The same test runs through both: directly to the procedures, and over HTTP with a token. */
export const transports = {
  'the caller': (api: AppApi): Transport => directly(api.test.database),
  HTTP: (api: AppApi): Transport => ({
    async call(userId, name, ...input) {
      const [router, procedure] = name.split('.') as [string, string]
      type Node = Record<string, Record<string, { query: AnyCall; mutate: AnyCall }>>
      if (procedureTypes[name]._def.type === 'subscription') {
        return await outcomeOf(() => eventsOver(api, { userId, name, input: input[0] }))
      }
      const node = (api.clientFor(userId) as unknown as Node)[router]?.[procedure]
      const isQuery = procedureTypes[name]._def.type === 'query'
      return await outcomeOf(() => (isQuery ? node?.query(input[0]) : node?.mutate(input[0])))
    },
  }),
} as const

// Its type is nested as the router is; the object itself is flat, by full name.
const procedureTypes = appRouter._def.procedures as unknown as Record<ProcedureName, { _def: { type: string } }>

/** The events that a stream sends at once, or else the value itself. */
async function eventsOr(value: unknown): Promise<never> {
  if (typeof value !== 'object' || value === null || !(Symbol.asyncIterator in value)) return value as never
  const events: unknown[] = []
  const iterator = (value as AsyncIterable<readonly [id: string, data: unknown]>)[Symbol.asyncIterator]()
  for (;;) {
    const next = await Promise.race([iterator.next(), setImmediate(null)])
    if (next === null || next.done) return events as never
    events.push(next.value[1])
  }
}

/** The same over HTTP, where they arrive some milliseconds after the stream has started. */
async function eventsOver(
  api: AppApi,
  { userId, name, input }: { readonly userId: string; readonly name: string; readonly input: unknown },
): Promise<never> {
  const url = `${api.url}/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input ?? {}))}`
  using stream = await openStream(url, { authorization: `Bearer ${await api.issuer.token(userId)}` })
  const events: unknown[] = []
  await stream.next()
  for (;;) {
    const next = await Promise.race([stream.next(), setTimeout(50, null)])
    if (next === null) return events as never
    events.push(JSON.parse(next.data))
  }
}

async function outcomeOf<Value>(call: () => Promise<Value> | undefined): Promise<Outcome<Value>> {
  try {
    const value = await call()
    return { ok: true, value: value as Value }
  } catch (error) {
    if (error instanceof TRPCError) return { ok: false, code: error.code, message: error.message }
    if (error instanceof OwnlistError) return { ok: false, code: error.code, message: error.message }
    throw error
  }
}
