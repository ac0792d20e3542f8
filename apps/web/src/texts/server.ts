import 'server-only'
import { createTranslator } from 'use-intl/core'
import { messages } from './compiled'
import type { BrowserMessages, Locale, Messages } from './locale'
import { requestLocale } from './request-locale'

/** The texts of an area, in the language of the request, for a component that runs on the server. In the browser, use `useTranslations`. */
export async function texts<const Area extends keyof Messages>(area: Area) {
  const locale = await requestLocale()
  return createTranslator({ locale, messages: messages[locale], namespace: area })
}

/** The areas that only some pages need. Wrap such a page in a `PageTexts`, which sends them. */
const pageAreas = [
  'account',
  'device',
  // domain: tasks {
  'history',
  'reminders',
  'settings',
  'statistics',
  'transfer',
  'trash',
  // domain: tasks }
] as const satisfies readonly (keyof BrowserMessages)[]
export type PageArea = (typeof pageAreas)[number]

/** The texts that every page sends to the browser, only in the language of the page. */
export function browserMessages(locale: Locale): Omit<BrowserMessages, PageArea> {
  const { mail: _, pages: __, ...shown } = messages[locale]
  const areas = Object.entries(shown).filter(([area]) => !pageAreas.some((other) => other === area))
  return Object.fromEntries(areas) as Omit<BrowserMessages, PageArea>
}

/** The texts of areas that only some pages need. */
export const pageMessages = (locale: Locale, areas: readonly PageArea[]): Partial<BrowserMessages> =>
  Object.fromEntries(areas.map((area) => [area, messages[locale][area]]))
