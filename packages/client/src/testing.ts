import type { AppRouter } from '@ownlist/api'
import { createTRPCClient, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import type { ApiClient, RouterInputs, RouterOutputs } from './api-client.js'
import { callLink } from './call-link.js'
import { OwnlistError } from './ownlist-error.js'

/** What a fake answers to some of the procedures. Throw an `OwnlistError` to refuse. */
export type FakeProcedures = {
  readonly [Router in keyof RouterInputs]?: {
    readonly [Name in keyof RouterInputs[Router]]?: (
      input: RouterInputs[Router][Name],
    ) => Awaitable<Name extends keyof RouterOutputs[Router] ? RouterOutputs[Router][Name] : never>
  }
}

type Awaitable<Value> = Value | Promise<Value>

/**
 * A client for the tests of programs that use one, with no API behind it: `createFakeClient({ task: { list: () => page } })`.
 * Inputs arrive as they were given, and nothing checks them as the API would. A procedure that the fake lacks is NOT_FOUND.
 */
export function createFakeClient(procedures: FakeProcedures): ApiClient {
  return createTRPCClient<AppRouter>({ links: [callLink, answersOf(procedures)] })
}

const answersOf =
  (procedures: FakeProcedures): TRPCLink<AppRouter> =>
  () =>
  ({ op }) =>
    observable((observer) => {
      answer(procedures, op.path, op.input).then(
        (data) => {
          observer.next({ result: { type: 'data', data } })
          observer.complete()
        },
        (error) => observer.error(error),
      )
    })

async function answer(procedures: FakeProcedures, path: string, input: unknown): Promise<unknown> {
  const [router = '', name = ''] = path.split('.')
  const all: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>> = procedures
  const procedure = all[router]?.[name]
  if (typeof procedure !== 'function') throw new OwnlistError('NOT_FOUND', `The fake has no ${path}.`)
  return await procedure(input)
}
