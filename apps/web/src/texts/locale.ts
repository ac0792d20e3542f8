import type { useTranslations } from 'use-intl'
import type * as catalogue from './catalogue'

/** Every message, by area and name. The compiler reads from an English message which values it needs. */
export type Messages = { readonly [Area in keyof typeof catalogue]: (typeof catalogue)[Area]['en'] }

/** The messages that pages send to the browser: all but those of mails and of what only the server writes. */
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
