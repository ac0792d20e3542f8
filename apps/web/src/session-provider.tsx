'use client'

import { browserSession } from '@ownlist/client'
import { ApiProvider, createApiQueryClient, useLive } from '@ownlist/client/react'
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
  /** Begins to load what changes elsewhere. Call it when a page of the owner is shown. */
  follow(): void
  /** Deletes everything of this user, here and in every tab, and goes to the sign-in page. */
  leave(): void
}

const SessionContext = createContext<Session>({
  owner: () => null,
  belongsTo: () => true,
  follow: () => undefined,
  leave: () => undefined,
})

export const useSession = (): Session => use(SessionContext)

const channelName = 'ownlist'

/** One user's API client and cache. None of it survives a change of user: leaving loads a new page. */
export function SessionProvider({ apiUrl, children }: { apiUrl: string; children: ReactNode }) {
  const t = useTranslations('shell')
  const [followed, setFollowed] = useState<string | null>(null)
  const [{ queryClient, tokens, session, forget }] = useState(() => createSession(t('otherUser'), setFollowed))

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
        {followed === null ? null : <LiveUpdates userId={followed} />}
        {children}
      </ApiProvider>
    </SessionContext>
  )
}

/** The tabs of a browser have the same user, so they share one stream. */
function LiveUpdates({ userId }: { userId: string }) {
  useLive({ sharedAs: userId })
  return null
}

/**
 * @param otherUser tells the user that somebody else has signed in
 * @param follow called with the owner once their changes are to be followed
 */
function createSession(otherUser: string, follow: (owner: string | null) => void) {
  let owner: string | null = null
  const queryClient = createApiQueryClient()
  // What has changed while the page was in the background is known without loading everything again: see `useLive`.
  const { queries } = queryClient.getDefaultOptions()
  queryClient.setDefaultOptions({ queries: { ...queries, refetchOnWindowFocus: false } })
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
    follow: () => follow(owner),
    leave() {
      follow(null)
      forget()
      forgetKept(owner)
      new BroadcastChannel(channelName).postMessage(owner)
      location.assign('/sign-in')
    },
  }
  return { queryClient, tokens, session, forget }
}
