import type { Metadata } from 'next'
import Link from 'next/link'
import { CentredPage } from '@/shell/centred-page'
import { words } from '@/shell/words'

export const metadata: Metadata = { title: 'Page not found' }

export default function NotFound() {
  return (
    <CentredPage title="Page not found">
      <p>
        The address may be wrong. <Link href="/">Go to {words.home}</Link>.
      </p>
    </CentredPage>
  )
}
