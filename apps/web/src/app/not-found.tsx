import type { Metadata } from 'next'
import Link from 'next/link'
import { CentredPage } from '@/shell/centred-page'

export const metadata: Metadata = { title: 'Page not found' }

export default function NotFound() {
  return (
    <CentredPage title="Page not found">
      <p>
        The address may be wrong. <Link href="/">Go to your tasks</Link>.
      </p>
    </CentredPage>
  )
}
