import type { useTranslations } from 'use-intl'
import type * as en from './catalogue'

/** Every message, by area and name. The compiler reads from a message which values it needs. */
export type Messages = typeof en

/** The messages that pages send to the browser: all but those of mails and of what only the server writes. */
export type BrowserMessages = Omit<Messages, 'mail' | 'pages'>

/** The texts of an area, in one language. */
export type Texts<Area extends keyof BrowserMessages> = ReturnType<typeof useTranslations<Area>>

/** The languages of the app. */
export type Locale = 'en'

/** The language of a page, for the person who requests it. There is only one so far. */
export const requestLocale = async (): Promise<Locale> => 'en'

/** The language of mails, which are written when nobody is looking at a page. */
export const mailLocale: Locale = 'en'

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: BrowserMessages
  }
}
