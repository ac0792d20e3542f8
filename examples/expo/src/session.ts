import { deviceLogin } from '@ownlist/client'
import { deleteItemAsync, getItemAsync, setItemAsync } from 'expo-secure-store'
import { Linking } from 'react-native'

export const webUrl = 'https://app.example.com'
export const apiUrl = 'https://api.example.com'

const key = 'ownlist-session'

/** The session, from the phone's keychain; null if nobody is signed in. */
export const readSession = (): Promise<string | null> => getItemAsync(key)

export const forgetSession = (): Promise<void> => deleteItemAsync(key)

/**
 * Opens the web app in the phone's browser, where the user signs in and confirms the code. Then it stores the session and
 * resolves with it.
 */
export async function signIn(onCode: (code: string) => void): Promise<string> {
  const session = await deviceLogin({
    webUrl,
    program: 'Ownlist on my phone',
    scopes: ['tasks:read', 'tasks:write'],
    onCode({ userCode, verificationUriComplete }) {
      onCode(userCode)
      void Linking.openURL(verificationUriComplete)
    },
  })
  await setItemAsync(key, session)
  return session
}
