// domain: tasks
'use client'

import { Component, type ReactNode } from 'react'
import { later, useLater } from '../shell/later'
import styles from './markdown.module.css'

const rendering = later(() => import('./rendered-notes'))

/**
 * Notes, written in Markdown by anybody: nothing in them runs, and nothing is loaded because of them. An image is a link that
 * opens it. What renders them is loaded when the first notes are shown; until then, and if it fails, they are plain text.
 */
export function Notes({ markdown }: { markdown: string }) {
  const plain = <p className={styles.plain}>{markdown}</p>
  const RenderedNotes = useLater(rendering)?.RenderedNotes
  return (
    <div className={styles.notes} dir="auto">
      {/* Other notes get another chance. */}
      <PlainIfItFails key={markdown} plain={plain}>
        {RenderedNotes === undefined ? plain : <RenderedNotes markdown={markdown} />}
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
