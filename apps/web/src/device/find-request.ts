import 'server-only'
import { toVisibleLine } from '@ownlist/text'
import { z } from 'zod'
import { type Access, accessOf } from '../access/access'
import { clientAddressHeader } from '../auth/client-address'
import { auth } from '../auth/server'
import { readSettings } from '../env'

/** The result of looking up a code: who requests what, or why the code authorizes nobody. */
export type FoundRequest =
  | { readonly state: 'pending'; readonly program: string; readonly access: Access }
  | { readonly state: 'unknown' | 'expired' | 'used' | 'too-often' }

const answers = z.union([
  z.object({ status: z.literal('pending'), client_id: z.string(), scope: z.string().nullish() }),
  z.object({ status: z.enum(['approved', 'denied']) }),
  z.object({ error: z.literal('expired_token') }),
])

/**
 * Looks up a code for the user of these request headers. From then on only this user can decide. It goes through the
 * handler instead of the function, since guesses are counted there.
 */
export async function findRequest(userCode: string, headers: Headers): Promise<FoundRequest> {
  const url = `${readSettings().webUrl}/api/auth/device?${new URLSearchParams({ user_code: userCode })}`
  const own = ['cookie', clientAddressHeader].flatMap((name): [string, string][] => {
    const value = headers.get(name)
    return value === null ? [] : [[name, value]]
  })
  const response = await auth().handler(new Request(url, { headers: own }))
  if (response.status === 429) return { state: 'too-often' }
  const { success, data } = answers.safeParse(await response.json())
  if (!success) return { state: 'unknown' }
  if ('error' in data) return { state: 'expired' }
  if (data.status !== 'pending') return { state: 'used' }
  const access = accessOf(data.scope)
  return access === null ? { state: 'unknown' } : { state: 'pending', program: toVisibleLine(data.client_id), access }
}
