import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { sessionOf } from '@/auth/server'
import { readUserCode } from '@/auth/user-code'
import { CodeForm } from '@/device/code-form'
import { type FoundRequest, findRequest } from '@/device/find-request'
import { RequestReview } from '@/device/request-review'
import { readSettings } from '@/env'
import { SessionProvider } from '@/session-provider'
import { CentredPage } from '@/shell/centred-page'
import { signInPath } from '@/sign-in/sign-in-path'

// The code is in the address, which no other site is to learn.
export const metadata: Metadata = { title: 'Let a program in', referrer: 'no-referrer' }

interface DevicePageProps {
  readonly searchParams: Promise<{ user_code?: string | string[] }>
}

export default async function DevicePage({ searchParams }: DevicePageProps) {
  const { user_code: given } = await searchParams
  const typed = typeof given === 'string' ? given.slice(0, 32) : ''
  const requestHeaders = await headers()
  const session = await sessionOf(requestHeaders)
  if (session === null)
    redirect(signInPath(typed === '' ? '/device' : `/device?user_code=${encodeURIComponent(typed)}`))
  const userCode = readUserCode(typed)
  const found: FoundRequest = userCode === null ? { state: 'unknown' } : await findRequest(userCode, requestHeaders)
  return (
    <CentredPage title="Let a program in">
      {userCode !== null && found.state === 'pending' ? (
        <SessionProvider key={session.user.id} apiUrl={readSettings().apiUrl}>
          <RequestReview userCode={userCode} program={found.program} access={found.access} email={session.user.email} />
        </SessionProvider>
      ) : (
        <CodeForm typed={typed} error={typed === '' || found.state === 'pending' ? undefined : faults[found.state]} />
      )}
    </CentredPage>
  )
}

const faults = {
  unknown: 'There is no such code. Compare it with the one that the program shows.',
  expired: 'This code is older than ten minutes. Start again in the program, which shows another.',
  used: 'This code was used already. Start again in the program, which shows another.',
  'too-often': 'That was too often. Wait a minute, then try again.',
} satisfies Record<Exclude<FoundRequest['state'], 'pending'>, string>
