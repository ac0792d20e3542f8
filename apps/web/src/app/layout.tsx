import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { words } from '@/shell/words'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Ownlist', template: '%s · Ownlist' },
  description: words.description,
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
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
