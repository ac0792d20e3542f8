import { appRouter, indexProcedures, type ProcedureMeta } from '@ownlist/api'
import { createApiClient, OwnlistError } from '@ownlist/client'
import { readRight, writeRight } from '@ownlist/scopes'
import { callerFor, newUserId } from '@ownlist/testkit'
import { TRPCError } from '@trpc/server'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppApi, startAppApi } from '../app-api.js'
import { openStream } from '../event-stream.js'
import { procedureTests } from '../resources/index.js'

const prefix = readRight.slice(0, -':read'.length)

interface ProcedureDef {
  readonly _def: { readonly type: string; readonly meta?: ProcedureMeta }
}

// Its type is nested as the router is; the object itself is flat, by full name.
const procedures = new Map(Object.entries(appRouter._def.procedures as unknown as Record<string, ProcedureDef>))
const names = [...procedures.keys()]
const index = indexProcedures(appRouter)

let api: AppApi
beforeAll(async () => {
  api = await startAppApi()
})
afterAll(() => api[Symbol.asyncDispose]())

test('every procedure needs the right that its resource declares; only whoami needs none', () => {
  for (const [name, { _def }] of procedures) {
    const { needs = null, listsSuffice = false } = _def.meta ?? {}
    const declared = procedureTests[name]
    expect({ needs, listsSuffice }, name).toEqual({
      needs: declared?.needs,
      listsSuffice: declared?.listsSuffice ?? false,
    })
  }
  expect(names.filter((name) => procedureTests[name]?.needs === null)).toEqual(['account.whoami'])
})

const listId = uuidv7()

const tokens: (readonly string[] | null)[] = [
  null,
  [readRight],
  [writeRight],
  [readRight, writeRight],
  [writeRight, readRight],
  ['other'],
  [prefix],
  [readRight.toUpperCase(), writeRight.toUpperCase()],
  ['person'],
  [`${readRight}:${listId}`],
  [`${writeRight}:${listId}`],
  [`${readRight}:${listId}`, writeRight],
  [`${readRight}:`, `${writeRight}:*`],
  [`${readRight}:${listId.toUpperCase()}`, `${writeRight}:${listId}x`],
  [`list:${listId}`, listId],
]

/** The procedures that a token with these scopes may call, according to the declarations and not to the code under test. */
function mayCall(scopes: readonly string[] | null, name: string): boolean {
  const { needs = 'person', listsSuffice = false } = procedureTests[name] ?? {}
  if (scopes === null || needs === null) return true
  if (needs === 'person') return false
  return scopes.includes(needs) || (listsSuffice && scopes.includes(`${needs}:${listId}`))
}

interface Refusal {
  readonly code: string
  readonly reason: unknown
  readonly message: string
}

type Call = (scopes: readonly string[] | null, name: string) => Promise<Refusal | null>
type Procedures = Record<string, Record<string, Record<'query' | 'mutate', (input: unknown) => Promise<unknown>>>>

const viaCaller: Call = async (scopes, name) => {
  const [router, procedure] = name.split('.') as [string, string]
  const caller = callerFor(api.test.database, newUserId(), scopes) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >
  return await refusalOf(caller[router]?.[procedure]?.({}))
}

const viaHttp: Call = async (scopes, name) => {
  const [router, procedure] = name.split('.') as [string, string]
  const token = await api.issuer.token(newUserId(), scopes === null ? {} : { scope: scopes.join(' ') })
  const { type } = procedures.get(name)?._def ?? {}
  if (type === 'subscription') return await refusalOfStream(name, token)
  const client = createApiClient({ url: api.url, token, attempts: 1 }) as unknown as Procedures
  const how = type === 'query' ? 'query' : 'mutate'
  return await refusalOf(client[router]?.[procedure]?.[how]({}))
}

async function refusalOfStream(name: string, token: string): Promise<Refusal | null> {
  using stream = await openStream(`${api.url}/trpc/${name}`, { authorization: `Bearer ${token}` })
  if (stream.response.ok) return null
  const { error } = (await stream.response.json()) as {
    readonly error: { readonly message: string; readonly data: { readonly code: string; readonly reason: unknown } }
  }
  return error.data.code === 'BAD_REQUEST' ? null : { ...error.data, message: error.message }
}

/** Null for a call that passed the scope check. Its input is invalid for every procedure that needs one, or refers to nothing. */
async function refusalOf(call: Promise<unknown> | undefined): Promise<Refusal | null> {
  try {
    await call
    return null
  } catch (error) {
    if (error instanceof OwnlistError && error.code === 'FORBIDDEN') return error
    if (error instanceof TRPCError && error.code === 'FORBIDDEN') {
      const reason = error.cause !== undefined && 'code' in error.cause ? error.cause.code : null
      return { code: error.code, reason, message: error.message }
    }
    expect(error).toMatchObject({ code: expect.stringMatching(/^(BAD_REQUEST|NOT_FOUND)$/) })
    return null
  }
}

describe.each([
  ['the caller', viaCaller],
  ['HTTP', viaHttp],
] as const)('through %s, a token', (_name, call) => {
  test.each(tokens.map((scopes) => [scopes === null ? 'without scopes' : `for ${scopes.join(' ')}`, scopes] as const))(
    '%s may call exactly the procedures that the declarations allow',
    async (_words, scopes) => {
      for (const name of names) {
        expect.soft(index.allows(scopes, name), name).toBe(mayCall(scopes, name))
        const refusal = await call(scopes, name)
        if (mayCall(scopes, name)) {
          expect.soft(refusal, name).toBeNull()
          continue
        }
        expect.soft(refusal, name).toMatchObject({ code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE' })
        expect
          .soft(refusal?.message)
          .toContain(procedureTests[name]?.needs === 'person' ? 'Apps cannot do this' : procedureTests[name]?.needs)
      }
    },
  )
})

describe('over HTTP a refusal names the scope that is missing:', () => {
  const answer = async (scope: string, path: string, init: RequestInit = {}) => {
    const authorization = `Bearer ${await api.issuer.token(newUserId(), { scope })}`
    const headers = { authorization, 'content-type': 'application/json' }
    const response = await fetch(`${api.url}/trpc/${path}`, { ...init, headers })
    await response.text()
    return [response.status, response.headers.get('www-authenticate')]
  }
  const challenge = 'Bearer realm="ownlist", error="insufficient_scope"'
  // domain: tasks {
  const post = { method: 'POST', body: JSON.stringify({ title: 'x' }) }
  // domain: tasks }

  test.each<[string, string, string, RequestInit, unknown[]]>([
    [
      'a procedure for which no scope is enough',
      `${readRight} ${writeRight}`,
      'account.erase',
      { method: 'POST' },
      [403, challenge],
    ],
    // domain: tasks {
    ['a write', readRight, 'task.create', post, [403, `${challenge}, scope="${writeRight}"`]],
    ['a read', writeRight, 'task.list', {}, [403, `${challenge}, scope="${readRight}"`]],
    ['a read of one list', `${writeRight}:${listId}`, 'task.list', {}, [403, `${challenge}, scope="${readRight}"`]],
    ['a new list', `${writeRight}:${listId}`, 'list.create', post, [403, `${challenge}, scope="${writeRight}"`]],
    ['several', 'other', 'task.list,task.get?batch=1', {}, [403, `${challenge}, scope="${readRight}"`]],
    ['some of several', 'x', 'account.whoami,task.list?batch=1', {}, [207, `${challenge}, scope="${readRight}"`]],
    ['nothing is missing', writeRight, 'task.create', post, [200, null]],
    ['another fault', readRight, 'task.get?input=%7B%7D', {}, [400, null]],
    // domain: tasks }
  ])('%s', async (_words, scope, path, init, expected) => {
    expect(await answer(scope, path, init)).toEqual(expected)
  })
})
