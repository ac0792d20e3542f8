import { appRouter, indexProcedures, type ProcedureMeta } from '@ownlist/api'
import { createApiClient, OwnlistError } from '@ownlist/client'
import { callerFor, newUserId } from '@ownlist/testkit'
import { TRPCError } from '@trpc/server'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../api.js'
import type { ProcedureName } from '../transports.js'

/** What each procedure asks of a token that is narrowed; null for nothing but to be a token. The type demands one for each. */
const needs: Record<ProcedureName, Needs | null> = {
  'task.list': 'tasks:read',
  'task.get': 'tasks:read',
  'task.create': 'tasks:write',
  'task.update': 'tasks:write',
  'task.delete': 'tasks:write',
  'task.restore': 'tasks:write',
  'list.list': 'tasks:read',
  'list.get': 'tasks:read',
  'list.create': 'tasks:write',
  'list.update': 'tasks:write',
  'list.delete': 'tasks:write',
  'list.restore': 'tasks:write',
  'account.whoami': null,
  'account.erase': 'person',
}

/** Where the same over one list will do. */
const inLists: readonly ProcedureName[] = [
  'task.list',
  'task.get',
  'task.create',
  'task.update',
  'task.delete',
  'task.restore',
  'list.list',
  'list.get',
]

type Needs = NonNullable<ProcedureMeta['needs']>

interface ProcedureDef {
  readonly _def: { readonly type: string; readonly meta?: ProcedureMeta }
}

// Its type is nested as the router is; the object itself is flat, by full name.
const procedures = appRouter._def.procedures as unknown as Record<ProcedureName, ProcedureDef>
const names = Object.keys(procedures) as ProcedureName[]

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api[Symbol.asyncDispose]())

test('every procedure stands on the rung that the table says; on none stands whoami alone', () => {
  const rungs = Object.fromEntries(names.map((name) => [name, procedures[name]._def.meta?.needs ?? null]))
  expect(rungs).toEqual(needs)
  expect(names.filter((name) => rungs[name] === null)).toEqual(['account.whoami'])
  expect(names.filter((name) => procedures[name]._def.meta?.listsSuffice).sort()).toEqual([...inLists].sort())
})

const listId = uuidv7()

const tokens: (readonly string[] | null)[] = [
  null,
  ['tasks:read'],
  ['tasks:write'],
  ['tasks:read', 'tasks:write'],
  ['tasks:write', 'tasks:read'],
  ['other'],
  ['tasks'],
  ['TASKS:READ', 'TASKS:WRITE'],
  ['person'],
  [`tasks:read:${listId}`],
  [`tasks:write:${listId}`],
  [`tasks:read:${listId}`, 'tasks:write'],
  ['tasks:read:', 'tasks:write:*'],
  [`tasks:read:${listId.toUpperCase()}`, `tasks:write:${listId}x`],
  [`list:${listId}`, listId],
]

const admits = (scopes: readonly string[] | null, name: ProcedureName) => {
  const need = needs[name]
  if (scopes === null || need === null) return true
  if (need === 'person') return false
  return scopes.includes(need) || (inLists.includes(name) && scopes.includes(`${need}:${listId}`))
}

interface Refusal {
  readonly code: string
  readonly reason: unknown
  readonly message: string
}

type Call = (scopes: readonly string[] | null, name: ProcedureName) => Promise<Refusal | null>
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
  const client = createApiClient({ url: api.url, token, attempts: 1 }) as unknown as Procedures
  const how = procedures[name]._def.type === 'query' ? 'query' : 'mutate'
  return await refusalOf(client[router]?.[procedure]?.[how]({}))
}

/** Null for a call that got as far as its input, which is right for no procedure that has one. */
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
    expect(error).toMatchObject({ code: 'BAD_REQUEST' })
    return null
  }
}

describe.each([
  ['the caller', viaCaller],
  ['HTTP', viaHttp],
] as const)('through %s, a token', (_name, call) => {
  test.each(tokens.map((scopes) => [scopes === null ? 'without scopes' : `for ${scopes.join(' ')}`, scopes] as const))(
    '%s may do what the table says, and nothing else',
    async (_words, scopes) => {
      for (const name of names) {
        expect.soft(indexProcedures(appRouter).allows(scopes, name), name).toBe(admits(scopes, name))
        const refusal = await call(scopes, name)
        if (admits(scopes, name)) {
          expect.soft(refusal, name).toBeNull()
          continue
        }
        expect.soft(refusal, name).toMatchObject({ code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE' })
        expect.soft(refusal?.message).toContain(needs[name] === 'person' ? 'No app' : needs[name])
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
  const post = { method: 'POST', body: JSON.stringify({ title: 'x' }) }

  test.each<[string, string, string, RequestInit, unknown[]]>([
    ['a write', 'tasks:read', 'task.create', post, [403, `${challenge}, scope="tasks:write"`]],
    ['a read', 'tasks:write', 'task.list', {}, [403, `${challenge}, scope="tasks:read"`]],
    ['what none is enough for', 'tasks:read tasks:write', 'account.erase', { method: 'POST' }, [403, challenge]],
    ['a read of one list', `tasks:write:${listId}`, 'task.list', {}, [403, `${challenge}, scope="tasks:read"`]],
    ['a list of one’s own', `tasks:write:${listId}`, 'list.create', post, [403, `${challenge}, scope="tasks:write"`]],
    ['several', 'other', 'task.list,task.get?batch=1', {}, [403, `${challenge}, scope="tasks:read"`]],
    ['some of several', 'x', 'account.whoami,task.list?batch=1', {}, [207, `${challenge}, scope="tasks:read"`]],
    ['nothing is missing', 'tasks:write', 'task.create', post, [200, null]],
    ['another fault', 'tasks:read', 'task.get?input=%7B%7D', {}, [400, null]],
  ])('%s', async (_words, scope, path, init, expected) => {
    expect(await answer(scope, path, init)).toEqual(expected)
  })
})
