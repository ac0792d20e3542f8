import 'server-only'
import { toVisibleLine } from '@ownlist/text'
import { z } from 'zod'
import { type Access, accessOf } from '../access/access'
import { clientAddressHeader } from '../auth/client-address'
import { auth } from '../auth/server'
import { readSettings } from '../env'

/** What is known of a code: who asks for what, or why nobody can be let in by it. */
export type FoundRequest =
  | { readonly state: 'pending'; readonly program: string; readonly access: Access }
  | { readonly state: 'unknown' | 'expired' | 'used' | 'too-often' }

const answers = z.union([
  z.object({ status: z.literal('pending'), client_id: z.string(), scope: z.string().nullish() }),
  z.object({ status: z.enum(['approved', 'denied']) }),
  z.object({ error: z.literal('expired_token') }),
])

/**
 * Looks a code up for whoever is signed in by these request headers, who alone can decide from then on. By way of the handler
 * rather than of its function, since that is where guesses are counted.
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
