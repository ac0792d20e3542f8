'use client'

import { browserSession } from '@ownlist/client'
import { ApiProvider, createApiQueryClient } from '@ownlist/client/react'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { forgetKept, onLeaving } from './kept/kept'
import { ownerTokens } from './owner-tokens'
import { signInPath } from './sign-in/sign-in-path'

/** The session of one user, in this tab and in the others. */
export interface Session {
  /** The user's id; null until a page has provided it. */
  owner(): string | null
  /** Whether the session is this user's. The first user it is asked about becomes its owner. */
  belongsTo(userId: string): boolean
  /** Deletes everything of this user, here and in every tab, and goes to the sign-in page. */
  leave(): void
}

const SessionContext = createContext<Session>({ owner: () => null, belongsTo: () => true, leave: () => undefined })

export const useSession = (): Session => use(SessionContext)

const channelName = 'ownlist'

/** One user's API client and cache. None of it survives a change of user: leaving loads a new page. */
export function SessionProvider({ apiUrl, children }: { apiUrl: string; children: ReactNode }) {
  const t = useTranslations('shell')
  const [{ queryClient, tokens, session, forget }] = useState(() => createSession(t('otherUser')))

  useEffect(() => {
    const channel = new BroadcastChannel(channelName)
    channel.onmessage = ({ data }: MessageEvent<string | null>) => {
      forget()
      forgetKept(data)
      location.assign('/sign-in')
    }
    // A page that the browser restores for its Back button may belong to another user by now.
    const onPageShow = ({ persisted }: PageTransitionEvent) => persisted && location.reload()
    addEventListener('pageshow', onPageShow)
    addEventListener('beforeunload', onLeaving)
    return () => {
      channel.close()
      removeEventListener('pageshow', onPageShow)
      removeEventListener('beforeunload', onLeaving)
    }
  }, [forget])

  return (
    <SessionContext value={session}>
      <ApiProvider url={apiUrl} token={tokens} queryClient={queryClient}>
        {children}
      </ApiProvider>
    </SessionContext>
  )
}

/** @param otherUser tells the user that somebody else has signed in */
function createSession(otherUser: string) {
  let owner: string | null = null
  const queryClient = createApiQueryClient()
  const cookieTokens = browserSession({
    // Unsaved text stays: the same user continues with it after signing in again.
    onSignedOut() {
      forget()
      location.assign(signInPath(`${location.pathname}${location.search}`))
    },
  })
  const tokens = ownerTokens(cookieTokens, {
    owner: () => owner,
    onOther: () => location.reload(),
    message: otherUser,
  })
  function forget() {
    tokens.clear()
    queryClient.clear()
  }
  const session: Session = {
    owner: () => owner,
    belongsTo(userId) {
      owner ??= userId
      return owner === userId
    },
    leave() {
      forget()
      forgetKept(owner)
      new BroadcastChannel(channelName).postMessage(owner)
      location.assign('/sign-in')
    },
  }
  return { queryClient, tokens, session, forget }
}
