import { OwnlistError, programSession } from '@ownlist/client'
import { ApiProvider, createApiQueryClient } from '@ownlist/client/react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button, Text, View } from 'react-native'
import { apiUrl, forgetSession, readSession, signIn, webUrl } from './session.js'
import { Tasks } from './tasks.js'

/** Expo expects the app's root as the default export. */
export default function App(): ReactNode {
  const [session, setSession] = useState<string | null>(null)
  useEffect(() => {
    void readSession().then(setSession)
  }, [])
  const signOut = () => forgetSession().then(() => setSession(null))
  return session === null ? (
    <SignIn onSession={setSession} />
  ) : (
    <SignedIn key={session} session={session} onSignedOut={signOut} />
  )
}

function SignIn({ onSession }: { readonly onSession: (session: string) => void }): ReactNode {
  const [said, setSaid] = useState('')
  const start = () =>
    signIn((code) => setSaid(`Compare ${code}`)).then(onSession, (error: unknown) => {
      setSaid(error instanceof OwnlistError ? error.message : 'Something went wrong.')
    })
  return (
    <View>
      <Button title="Sign in" onPress={start} />
      <Text>{said}</Text>
    </View>
  )
}

interface SignedInProps {
  readonly session: string
  readonly onSignedOut: () => void
}

function SignedIn({ session, onSignedOut }: SignedInProps): ReactNode {
  // One cache per user: with another key, React creates a new component for another session.
  const [queryClient] = useState(createApiQueryClient)
  const [token] = useState(() => programSession({ webUrl, session, onSignedOut }))
  return (
    <ApiProvider queryClient={queryClient} url={apiUrl} token={token}>
      <Tasks />
    </ApiProvider>
  )
}
