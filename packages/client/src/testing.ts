import type { AppRouter } from '@ownlist/api'
import { createTRPCClient, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import type { ApiClient, RouterInputs, RouterOutputs } from './api-client.js'
import { callLink } from './call-link.js'
import { callback, checkOptions, isRecord, type OptionRule } from './options.js'
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
 * A client for the tests of programs that use one, without an API behind it: `createFakeClient({ account: { whoami: () =>
 * ({ userId }) } })`. Inputs are passed on unchanged, and are not validated as the API would do. A procedure that the fake
 * lacks is NOT_FOUND.
 * @throws {TypeError} that names a procedure that is not a function
 */
export function createFakeClient(procedures: FakeProcedures): ApiClient {
  checkOptions(procedures, rulesFor(procedures, ['an object of functions', isRecord]))
  for (const router of Object.values(procedures)) checkOptions(router, rulesFor(router, callback))
  return createTRPCClient<AppRouter>({ links: [callLink(30_000), answersOf(procedures)] })
}

const rulesFor = (fakes: unknown, rule: OptionRule) =>
  Object.fromEntries(Object.keys(fakes ?? {}).map((name) => [name, rule] as const))

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
