import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint, createAuthMiddleware, sensitiveSessionMiddleware } from 'better-auth/api'
import { z } from 'zod'
import { accessOf } from '../access/access'

interface SessionRow {
  readonly id: string
  readonly token: string
  readonly updatedAt: Date
  readonly expiresAt: Date
  readonly program: string | null
  /** Null for a person's own session. */
  readonly scope: string | null
}

/** All that a program's session is good for. */
const opened = new Set(['/token', '/sign-out'])

const bearer = /^Bearer +(\S+) *$/i

const refused = () =>
  new APIError('UNAUTHORIZED', { code: 'UNAUTHORIZED', message: 'The session is over, or never was.' })

/**
 * Programs that people let in by `deviceRequests`: each has a session with a name and a scope, and uses it as a bearer at
 * `GET /token` and `POST /sign-out`, nowhere else. It is never turned into the cookie, which opens everything, and which a
 * renewed session would be handed. A person's own session is no bearer. What a person sees and revokes, `/programs`, names
 * programs by id, so no page ever holds what a program does.
 */
export const programs = () =>
  ({
    id: 'programs',
    schema: {
      session: {
        fields: {
          program: { type: 'string', required: false, input: false },
          scope: { type: 'string', required: false, input: false },
        },
      },
    },
    hooks: {
      before: [
        { matcher: ({ path }) => path === '/device/code', handler: forgetOldCodes },
        {
          matcher: ({ path, headers }) => opened.has(path ?? '') && bearer.test(headers?.get('authorization') ?? ''),
          handler: admitProgram,
        },
      ],
      after: [
        { matcher: ({ path }) => path === '/list-sessions', handler: leaveOutPrograms },
        { matcher: ({ path }) => path === '/revoke-other-sessions', handler: endOwnCodes },
      ],
    },
    endpoints: {
      listPrograms: createAuthEndpoint(
        '/programs',
        { method: 'GET', use: [sensitiveSessionMiddleware], requireHeaders: true },
        async ({ context, json }) => {
          const found = await context.adapter.findMany<SessionRow>({
            model: 'session',
            where: [
              { field: 'userId', value: context.session.user.id },
              { field: 'expiresAt', operator: 'gt', value: new Date() },
            ],
            sortBy: { field: 'createdAt', direction: 'desc' },
          })
          return json(found.flatMap(toProgram))
        },
      ),
      revokeProgram: createAuthEndpoint(
        '/programs/revoke',
        {
          method: 'POST',
          body: z.strictObject({ id: z.string() }),
          use: [sensitiveSessionMiddleware],
          requireHeaders: true,
        },
        async ({ context, body, json }) => {
          const session = await context.adapter.findOne<SessionRow>({
            model: 'session',
            where: [
              { field: 'id', value: body.id },
              { field: 'userId', value: context.session.user.id },
            ],
          })
          if (session !== null && session.scope !== null) await context.internalAdapter.deleteSession(session.token)
          return json({ status: true })
        },
      ),
    },
  }) satisfies BetterAuthPlugin

/** Codes that nobody came back for, an hour after they expired: until then their program is told that they did. */
const forgetOldCodes = createAuthMiddleware(async ({ context }) => {
  const where = [{ field: 'expiresAt', operator: 'lt' as const, value: new Date(Date.now() - 3_600_000) }]
  await context.adapter.deleteMany({ model: 'deviceCode', where })
})

/**
 * Signing out everywhere else ends the codes that this session approved as well, even where no other session was left to end.
 * Everything else that ends sessions does so in the database (the `device_codes_end` migration).
 */
const endOwnCodes = createAuthMiddleware(async ({ context }) => {
  const userId = context.session?.user.id
  if (userId === undefined || context.returned instanceof Error) return
  const where = [
    { field: 'userId', value: userId },
    { field: 'status', operator: 'in' as const, value: ['pending', 'approved'] },
  ]
  await context.adapter.updateMany({ model: 'deviceCode', where, update: { status: 'denied' } })
})

/** Answers for the program whose session the header holds, and renews that session as a browser's is. */
const admitProgram = createAuthMiddleware(async ({ path, headers, context }) => {
  const token = bearer.exec(headers?.get('authorization') ?? '')?.[1] ?? ''
  const { internalAdapter, sessionConfig } = context
  const found = await internalAdapter.findSession(token)
  const now = Date.now()
  if (typeof found?.session.scope !== 'string' || found.session.expiresAt.getTime() <= now) throw refused()
  if (path === '/sign-out') {
    await internalAdapter.deleteSession(token)
    return { success: true }
  }
  if (found.session.updatedAt.getTime() <= now - sessionConfig.updateAge * 1_000) {
    const expiresAt = new Date(now + sessionConfig.expiresIn * 1_000)
    await internalAdapter.updateSession(token, { expiresAt, updatedAt: new Date(now) })
  }
  context.session = found
  return undefined
})

/** To a person, and to Better Auth's pages, sessions are where they are signed in themselves. */
const leaveOutPrograms = createAuthMiddleware(async ({ context: { returned }, json }) => {
  if (!Array.isArray(returned)) return
  const sessions: readonly Partial<SessionRow>[] = returned
  return json(sessions.filter(({ scope }) => typeof scope !== 'string'))
})

function toProgram({ id, program, scope, updatedAt }: SessionRow) {
  const access = accessOf(scope)
  return scope === null || access === null ? [] : [{ id, name: program ?? '', ...access, lastSeen: updatedAt }]
}
