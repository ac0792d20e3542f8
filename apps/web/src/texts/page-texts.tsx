import type { ReactNode } from 'react'
import { requestLocale } from './request-locale'
import { type PageArea, pageMessages } from './server'
import { MoreTexts } from './texts-provider'

interface PageTextsProps {
  readonly areas: readonly PageArea[]
  readonly children: ReactNode
}

/** Also sends the texts that only this page needs. */
export async function PageTexts({ areas, children }: PageTextsProps) {
  return <MoreTexts messages={pageMessages(await requestLocale(), areas)}>{children}</MoreTexts>
}
