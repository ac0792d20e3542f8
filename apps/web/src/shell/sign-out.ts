import { authClient } from '../sign-in/auth-client'

export { unsentAfter } from '../replica/unsent'
export { UnsentQuestion } from './unsent-question'

/** @returns whether the session has ended */
export async function signOut(): Promise<boolean> {
  const { error } = await authClient.signOut().catch(() => ({ error: true }))
  return !error
}
