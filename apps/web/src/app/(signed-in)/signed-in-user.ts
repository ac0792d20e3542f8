import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { sessionOf } from '@/auth/server'
import { signInPath } from '@/sign-in/sign-in-path'

/**
 * The user who requests the page at an address. Use it for pages that show nothing to guests: guests are sent to sign in
 * first.
 */
export async function signedInUser(path: string) {
  const session = await sessionOf(await headers())
  if (session === null) redirect(signInPath(path))
  return session.user
}
