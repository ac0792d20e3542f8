import 'server-only'
import { createTranslator } from 'use-intl/core'
import { messages } from './compiled'
import { type BrowserMessages, type Locale, type Messages, requestLocale } from './locale'

/** The texts of an area, in the language of the request, for a component that runs on the server. In the browser, use `useTranslations`. */
export async function texts<const Area extends keyof Messages>(area: Area) {
  const locale = await requestLocale()
  return createTranslator({ locale, messages: messages[locale], namespace: area })
}

/** What a page sends along for the components that run in the browser. */
export function browserMessages(locale: Locale): BrowserMessages {
  const { mail, pages, ...shown } = messages[locale]
  return shown
}
