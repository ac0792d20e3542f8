'use client'

import { type ApiClient, browserSession, createApiClient, type TokenSource } from '@ownlist/client'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { forgetKept } from './kept/kept'
import { ownerTokens } from './owner-tokens'
import { wipeReplica } from './replica/unsent'
import { signInPath } from './sign-in/sign-in-path'

/** The session of one user, in this tab and in the others. */
export interface Session {
  /** The API's address. */
  readonly apiUrl: string
  /** The tokens of this user only. */
  readonly tokens: TokenSource
  /** The API, for a call that needs no cache. */
  readonly api: ApiClient
  /** The user's id; null until a page has provided it. */
  owner(): string | null
  /** Whether the session is this user's. The first user it is asked about becomes its owner. */
  belongsTo(userId: string): boolean
  /** Calls the listener when all data of this user in memory has to be deleted. */
  onForget(listener: () => void): void
  /** Deletes everything of this user, here and in every tab, and goes to the sign-in page. */
  leave(): Promise<void>
}

const SessionContext = createContext<Session | null>(null)

/** @throws {Error} outside the provider */
export function useSession(): Session {
  const session = use(SessionContext)
  if (session === null) throw new Error('There is no SessionProvider above this component')
  return session
}

const channelName = 'ownlist'

/** One user's session. No part of it survives a change of user: leaving loads a new page. */
export function SessionProvider({ apiUrl, children }: { apiUrl: string; children: ReactNode }) {
  const t = useTranslations('shell')
  const [{ session, forget }] = useState(() => createSession(apiUrl, t('otherUser')))

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
    return () => {
      channel.close()
      removeEventListener('pageshow', onPageShow)
    }
  }, [forget])

  return <SessionContext value={session}>{children}</SessionContext>
}

/** @param otherUser tells the user that somebody else has signed in */
function createSession(apiUrl: string, otherUser: string) {
  let owner: string | null = null
  const forgetting = new Set<() => void>()
  const cookieTokens = browserSession({
    // Unsent changes and drafts stay: the same user continues with them after signing in again.
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
    for (const listener of forgetting) listener()
  }
  const session: Session = {
    apiUrl,
    tokens,
    api: createApiClient({ url: apiUrl, token: tokens }),
    onForget: (listener) => void forgetting.add(listener),
    owner: () => owner,
    belongsTo(userId) {
      owner ??= userId
      return owner === userId
    },
    async leave() {
      forget()
      forgetKept(owner)
      new BroadcastChannel(channelName).postMessage(owner)
      if (owner !== null) await wipeReplica({ url: apiUrl, userId: owner })
      location.assign('/sign-in')
    },
  }
  return { session, forget }
}
