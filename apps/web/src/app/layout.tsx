import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { nonceOf } from '@/front-door/security-headers'
import { requestLooks } from '@/looks/request-looks'
import { keepEarlyPresses } from '@/shell/early-presses'
import { ReplayPresses } from '@/shell/replay-presses'
import { directionOf } from '@/texts/locale'
import { requestLocale } from '@/texts/request-locale'
import { browserMessages, texts } from '@/texts/server'
import { TextsProvider } from '@/texts/texts-provider'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const shell = await texts('shell')
  const kept = await texts('kept')
  const name = shell('name')
  return { title: { default: name, template: `%s · ${name}` }, description: kept('description') }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf9f6' },
    { media: '(prefers-color-scheme: dark)', color: '#131415' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // No page is rendered at build time: each response has its own nonce, and its scripts must carry it.
  await connection()
  const locale = await requestLocale()
  const { density, appearance } = await requestLooks()
  const nonce = nonceOf((await headers()).get('content-security-policy'))
  return (
    <html lang={locale} dir={directionOf(locale)} data-density={density} data-appearance={appearance}>
      <body>
        {/* Browsers hide the nonce from scripts. */}
        <script
          nonce={nonce}
          suppressHydrationWarning
          dangerouslySetInnerHTML={{ __html: `(${keepEarlyPresses})()` }}
        />
        <TextsProvider locale={locale} messages={browserMessages(locale)}>
          {children}
        </TextsProvider>
        <ReplayPresses />
      </body>
    </html>
  )
}
