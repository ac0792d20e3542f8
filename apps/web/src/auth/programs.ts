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
  /** Null for a user's own session. */
  readonly scope: string | null
}

/** The only endpoints that accept a program's session. */
const opened = new Set(['/token', '/sign-out'])

const bearer = /^Bearer +(\S+) *$/i

const refused = () =>
  new APIError('UNAUTHORIZED', { code: 'UNAUTHORIZED', message: 'The session has ended or does not exist.' })

/**
 * Programs that users have authorized through `deviceRequests`. Each has a session with a name and a scope. It sends
 * the session as a bearer token to `GET /token` and `POST /sign-out`, and nowhere else. It is never turned into the
 * session cookie, which gives access to everything and which a renewed session would receive. A user's own session is
 * not accepted as a bearer token. The user sees and revokes programs at `/programs` by id, so no page ever holds a
 * program's session.
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

/** Codes that nobody redeemed, one hour after they expired. Until then their program is told that they expired. */
const forgetOldCodes = createAuthMiddleware(async ({ context }) => {
  const where = [{ field: 'expiresAt', operator: 'lt' as const, value: new Date(Date.now() - 3_600_000) }]
  await context.adapter.deleteMany({ model: 'deviceCode', where })
})

/**
 * Signing out everywhere else also ends the codes that this session approved, even if no other session was left to end.
 * In all other cases where sessions end, the database does this (the `device_codes_end` migration).
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

/** Answers for the program whose session is in the header, and renews that session like a browser's. */
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

/** The user, and Better Auth's pages, see only the sessions in which the user signed in. */
const leaveOutPrograms = createAuthMiddleware(async ({ context: { returned }, json }) => {
  if (!Array.isArray(returned)) return
  const sessions: readonly Partial<SessionRow>[] = returned
  return json(sessions.filter(({ scope }) => typeof scope !== 'string'))
})

function toProgram({ id, program, scope, updatedAt }: SessionRow) {
  const access = accessOf(scope)
  return scope === null || access === null ? [] : [{ id, name: program ?? '', ...access, lastSeen: updatedAt }]
}
