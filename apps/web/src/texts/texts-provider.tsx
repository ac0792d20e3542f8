'use client'

import { DirectionProvider } from '@base-ui/react/direction-provider'
import type { ReactNode } from 'react'
import { IntlProvider, useLocale, useMessages } from 'use-intl/react'
import { type BrowserMessages, directionOf, type Locale } from './locale'

interface TextsProviderProps {
  readonly locale: Locale
  readonly messages: Partial<BrowserMessages>
  readonly children: ReactNode
}

/** Gives all components below it the texts of the page's language, and its writing direction. */
export function TextsProvider({ locale, messages, children }: TextsProviderProps) {
  return (
    <DirectionProvider direction={directionOf(locale)}>
      <IntlProvider locale={locale} messages={messages as BrowserMessages} timeZone="UTC">
        {children}
      </IntlProvider>
    </DirectionProvider>
  )
}

/** Adds texts to those of the provider above. */
export function MoreTexts({ messages, children }: Pick<TextsProviderProps, 'messages' | 'children'>) {
  const above = useMessages()
  return (
    <IntlProvider locale={useLocale()} messages={{ ...above, ...messages }} timeZone="UTC">
      {children}
    </IntlProvider>
  )
}
