import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { sessionOf } from '@/auth/server'
import { readUserCode } from '@/auth/user-code'
import { CodeForm } from '@/device/code-form'
import { type FoundRequest, findRequest } from '@/device/find-request'
import { RequestReview } from '@/device/request-review'
import { readSettings } from '@/env'
import { Queries } from '@/queries'
import { SessionProvider } from '@/session-provider'
import { CentredPage } from '@/shell/centred-page'
import { signInPath } from '@/sign-in/sign-in-path'
import { PageTexts } from '@/texts/page-texts'
import { texts } from '@/texts/server'

// The code is in the address, which must not be sent to any other site.
export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await texts('device'))('title'),
  referrer: 'no-referrer',
})

interface DevicePageProps {
  readonly searchParams: Promise<{ user_code?: string | string[] }>
}

export default async function DevicePage({ searchParams }: DevicePageProps) {
  const { user_code: given } = await searchParams
  const t = await texts('device')
  const typed = typeof given === 'string' ? given.slice(0, 32) : ''
  const requestHeaders = await headers()
  const session = await sessionOf(requestHeaders)
  if (session === null)
    redirect(signInPath(typed === '' ? '/device' : `/device?user_code=${encodeURIComponent(typed)}`))
  const userCode = readUserCode(typed)
  const found: FoundRequest = userCode === null ? { state: 'unknown' } : await findRequest(userCode, requestHeaders)
  return (
    <PageTexts areas={['device']}>
      <CentredPage title={t('title')}>
        {userCode !== null && found.state === 'pending' ? (
          <SessionProvider key={session.user.id} apiUrl={readSettings().apiUrl}>
            <Queries>
              <RequestReview
                userCode={userCode}
                program={found.program}
                access={found.access}
                email={session.user.email}
              />
            </Queries>
          </SessionProvider>
        ) : (
          <CodeForm
            typed={typed}
            error={typed === '' || found.state === 'pending' ? undefined : t(`faults.${found.state}`)}
          />
        )}
      </CentredPage>
    </PageTexts>
  )
}
