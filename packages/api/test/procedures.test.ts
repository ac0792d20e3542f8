import { readRight, writeRight } from '@ownlist/scopes'
import { describe, expect, test } from 'vitest'
import type { Caller, Context } from '../src/context.js'
import { InsufficientScopeError } from '../src/insufficient-scope-error.js'
import {
  allows,
  personProcedure,
  readInListsProcedure,
  readProcedure,
  userProcedure,
  writeInListsProcedure,
  writeProcedure,
} from '../src/procedures.js'
import { createCallerFactory, router } from '../src/trpc.js'

// One procedure for each level. It returns the context that its level promises.
const levels = router({
  user: userProcedure.query(({ ctx }) => ctx.caller),
  person: personProcedure.query(({ ctx }) => ctx.owner),
  read: readProcedure.query(({ ctx }) => ctx.owner),
  write: writeProcedure.query(({ ctx }) => ctx.owner),
  readInLists: readInListsProcedure.query(({ ctx }) => ctx.owner),
  writeInLists: writeInListsProcedure.query(({ ctx }) => ctx.owner),
})
const create = createCallerFactory(levels)
const as = (caller: Caller | null) => create({ caller } as Context)
const token = (...scopes: string[]) => as({ userId: 'ada', scopes })
const everything = { userId: 'ada', lists: null }
const [first, second] = ['019acd00-0000-7000-8000-000000000001', '019acd00-0000-7000-8000-000000000002']
const names = ['user', 'person', 'read', 'write', 'readInLists', 'writeInLists'] as const

test.each(names)('without a token, nobody can call a procedure of the level %s', async (name) => {
  await expect(as(null)[name]()).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
    message: expect.stringContaining('Sign in'),
  })
})

describe('a procedure works on', () => {
  test('everything that the caller owns, with the user’s own token', async () => {
    const own = as({ userId: 'ada', scopes: null })
    expect(await own.user()).toEqual({ userId: 'ada', scopes: null })
    for (const name of ['person', 'read', 'write', 'readInLists', 'writeInLists'] as const) {
      expect(await own[name](), name).toEqual(everything)
    }
  })

  test('everything, with a right to everything', async () => {
    for (const name of ['read', 'readInLists'] as const) expect(await token(readRight)[name]()).toEqual(everything)
    for (const name of ['write', 'writeInLists'] as const) expect(await token(writeRight)[name]()).toEqual(everything)
  })

  test('the lists for which the token has the right', async () => {
    const limited = token(`${readRight}:${first}`, `${readRight}:${second}`, `${writeRight}:${second}`)
    expect(await limited.readInLists()).toEqual({ userId: 'ada', lists: [first, second] })
    expect(await limited.writeInLists()).toEqual({ userId: 'ada', lists: [second] })
  })
})

describe('a token that does not allow a procedure', () => {
  test.each([
    ['person', [readRight, writeRight], null],
    ['read', [writeRight], readRight],
    ['write', [readRight], writeRight],
    ['read', [`${readRight}:${first}`], readRight],
    ['write', [`${writeRight}:${first}`], writeRight],
    ['readInLists', [`${writeRight}:${first}`], readRight],
    ['writeInLists', [`${readRight}:${first}`, readRight], writeRight],
    ['readInLists', [], readRight],
  ] as const)('is refused at the level %s with the scopes %j, and learns that %s is missing', async (...row) => {
    const [name, scopes, scope] = row
    const cause = { name: 'InsufficientScopeError', code: 'INSUFFICIENT_SCOPE', scope }
    await expect(token(...scopes)[name]()).rejects.toMatchObject({ code: 'FORBIDDEN', cause })
  })

  test('says what to do', () => {
    expect(new InsufficientScopeError(null).message).toContain('Sign in on the web')
    expect(new InsufficientScopeError(readRight).message).toContain(`it lacks ${readRight}. Authorize it again`)
  })
})

test('a right for some lists is enough only where a procedure says so', () => {
  const scopes = [`${readRight}:${first}`]
  expect(allows(scopes, { needs: readRight })).toBe(false)
  expect(allows(scopes, { needs: readRight, listsSuffice: false })).toBe(false)
  expect(allows(scopes, { needs: readRight, listsSuffice: true })).toBe(true)
  expect(allows([], { needs: readRight, listsSuffice: true })).toBe(false)
  expect(allows([readRight], { needs: 'person' })).toBe(false)
  expect(allows(null, { needs: 'person' })).toBe(true)
  expect(allows([], {})).toBe(true)
})
