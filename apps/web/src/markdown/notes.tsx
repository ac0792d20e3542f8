// domain: tasks
'use client'

import { Component, lazy, type ReactNode, Suspense } from 'react'
import styles from './markdown.module.css'

const RenderedNotes = lazy(async () => ({ default: (await import('./rendered-notes')).RenderedNotes }))

/**
 * Notes, written in Markdown by anybody: nothing in them runs, and nothing is loaded because of them. An image is a link that
 * opens it. What renders them is loaded when the first notes are shown; until then, and if it fails, they are plain text.
 */
export function Notes({ markdown }: { markdown: string }) {
  const plain = <p className={styles.plain}>{markdown}</p>
  return (
    <div className={styles.notes} dir="auto">
      {/* Other notes get another chance. */}
      <PlainIfItFails key={markdown} plain={plain}>
        <Suspense fallback={plain}>
          <RenderedNotes markdown={markdown} />
        </Suspense>
      </PlainIfItFails>
    </div>
  )
}

interface PlainIfItFailsProps {
  readonly plain: ReactNode
  readonly children: ReactNode
}

/** Notes can be nested deeper than a browser's stack, and the file that renders them may not arrive. */
class PlainIfItFails extends Component<PlainIfItFailsProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? this.props.plain : this.props.children
  }
}
