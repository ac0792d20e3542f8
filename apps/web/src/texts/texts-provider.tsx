'use client'

import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl/react'
import type { BrowserMessages, Locale } from './locale'

interface TextsProviderProps {
  readonly locale: Locale
  readonly messages: BrowserMessages
  readonly children: ReactNode
}

/** Gives every component below it the texts of the page's language. */
export function TextsProvider({ locale, messages, children }: TextsProviderProps) {
  return (
    <IntlProvider locale={locale} messages={messages} timeZone="UTC">
      {children}
    </IntlProvider>
  )
}
