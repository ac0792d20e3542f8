'use client'

import { Button } from '@/forms/button'
import { CentredPage } from '@/shell/centred-page'

export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <CentredPage title="Something went wrong">
      <p>The problem is on our side. Your data is safe.</p>
      <Button look="primary" onClick={reset}>
        Try again
      </Button>
    </CentredPage>
  )
}
