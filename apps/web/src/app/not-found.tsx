import type { Metadata } from 'next'
import Link from 'next/link'
import { CentredPage } from '@/shell/centred-page'
import { words } from '@/shell/words'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <CentredPage title="There is nothing here">
      <p>
        The address may be mistyped. <Link href="/">Go to {words.home}</Link>.
      </p>
    </CentredPage>
  )
}
