'use client'

import { OfflineStorageError } from '@ownlist/client/offline'
import { Component, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { ListFault, ListSkeleton } from '../rows/list-states'
import { useSession } from '../session-provider'
import { ReplicaProvider } from './replica'
import { UndoProvider } from './undo'

interface ReplicaFrameProps {
  readonly userId: string
  readonly children: ReactNode
  /** Shown while the rows are being opened, and if that fails. By default, it says what happened and what to do. */
  readonly instead?: ReactNode
}

/** Opens the rows of the person who is signed in, for all pages below it. */
export function ReplicaFrame({ userId, children, instead }: ReplicaFrameProps) {
  const t = useTranslations('replica')
  const { apiUrl, tokens } = useSession()
  return (
    <StorageBoundary instead={instead}>
      <ReplicaProvider
        url={apiUrl}
        token={tokens}
        userId={userId}
        fallback={instead ?? <ListSkeleton label={t('loading')} />}
      >
        <UndoProvider userId={userId}>{children}</UndoProvider>
      </ReplicaProvider>
    </StorageBoundary>
  )
}

interface StorageBoundaryProps {
  readonly instead: ReactNode
  readonly children: ReactNode
}

/** Shows what to do if the browser does not let the page store anything. Other errors are passed on. */
class StorageBoundary extends Component<StorageBoundaryProps, { readonly error: unknown }> {
  override state = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    if (!((error as unknown) instanceof OfflineStorageError)) throw error
    return this.props.instead ?? <StorageFault error={error} />
  }
}

function StorageFault({ error }: { error: unknown }) {
  const t = useTranslations('replica')
  return <ListFault title={t('unavailable')} error={error} onRetry={() => location.reload()} />
}
