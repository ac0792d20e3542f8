import { deviceLogin } from '@ownlist/client'
import { deleteItemAsync, getItemAsync, setItemAsync } from 'expo-secure-store'
import { Linking } from 'react-native'

export const webUrl = 'https://app.example.com'
export const apiUrl = 'https://api.example.com'

const key = 'ownlist-session'

/** The keychain of the phone keeps it; null where nobody is signed in. */
export const readSession = (): Promise<string | null> => getItemAsync(key)

export const forgetSession = (): Promise<void> => deleteItemAsync(key)

/**
 * Opens the web app in the phone's browser, where somebody signs in and confirms the code. Resolves once they have, with a
 * session that is kept.
 */
export async function authorize(onCode: (code: string) => void): Promise<string> {
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
