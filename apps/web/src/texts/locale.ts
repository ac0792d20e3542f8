import type { useTranslations } from 'use-intl'
import type * as catalogue from './catalogue'

/** Every message, by area and name. The compiler reads the values that a message needs from the English one. */
export type Messages = { readonly [Area in keyof typeof catalogue]: (typeof catalogue)[Area]['en'] }

/** The messages that pages send to the browser. Mails and texts that only the server uses are left out. */
export type BrowserMessages = Omit<Messages, 'mail' | 'pages'>

/** The texts of an area, in one language. */
export type Texts<Area extends keyof BrowserMessages> = ReturnType<typeof useTranslations<Area>>

/** The languages of the app. */
export const locales = ['en', 'de', 'ar'] as const
export type Locale = (typeof locales)[number]

/** The direction in which a language is written. */
export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr')

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: BrowserMessages
  }
}
