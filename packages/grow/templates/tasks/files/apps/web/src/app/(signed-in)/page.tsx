import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { sessionOf } from '@/auth/server'
import { signInPath } from '@/sign-in/sign-in-path'
import { HomePage } from '@/home/home-page'
import { SignedInPage } from '@/shell/signed-in-page'
import { texts } from '@/texts/server'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('kept'))('title') })

export default async function Home() {
  const session = await sessionOf(await headers())
  if (session === null) redirect(signInPath('/'))
  return (
    <SignedInPage userId={session.user.id}>
      <HomePage />
    </SignedInPage>
  )
}
