import { createHmac } from 'node:crypto'
import type { AuthContext } from 'better-auth'
import { generateId } from 'better-auth'
import type { createAuthMiddleware } from 'better-auth/api'

/** What Better Auth passes to a hook. */
export type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

/** The longest time that browsers keep a cookie (RFC 6265bis, section 5.5). */
const lifeSeconds = 400 * 24 * 60 * 60

/** At most this many people can share a device. */
const mostAccounts = 4

/** A name for an account or a key that does not reveal whose it is. */
export const digest = ({ secret }: Pick<AuthContext, 'secret'>, ...parts: readonly string[]): string =>
  createHmac('sha256', secret).update(parts.join('\0')).digest('base64url').slice(0, 22)

interface KnownDevice {
  readonly id: string
  /** Digests of the addresses that signed in here, newest first. */
  readonly accounts: readonly string[]
}

const cookieOf = ({ context }: HookContext) => context.createAuthCookie('known_device', { maxAge: lifeSeconds })

async function read(ctx: HookContext): Promise<KnownDevice | null> {
  const value = await ctx.getSignedCookie(cookieOf(ctx).name, ctx.context.secret)
  const [id = '', ...accounts] = (value || '').split('.')
  return id === '' ? null : { id, accounts }
}

/** The id of this browser, if somebody has signed in to this account with it before; null otherwise. */
export async function knownDeviceOf(ctx: HookContext, email: string): Promise<string | null> {
  const device = await read(ctx)
  return device?.accounts.includes(digest(ctx.context, email)) ? device.id : null
}

/**
 * Records in a signed cookie that this browser belongs to the owner of this account. The cookie alone gives no access.
 */
export async function rememberDevice(ctx: HookContext, email: string): Promise<void> {
  const device = await read(ctx)
  const account = digest(ctx.context, email)
  if (device?.accounts[0] === account) return
  const others = device?.accounts.filter((other) => other !== account) ?? []
  const value = [device?.id ?? generateId(), account, ...others].slice(0, mostAccounts + 1).join('.')
  const { name, attributes } = cookieOf(ctx)
  await ctx.setSignedCookie(name, value, ctx.context.secret, attributes)
}
