// domain: tasks
'use client'

import { Component, type ReactNode } from 'react'
import { later, useLater } from '../shell/later'
import styles from './markdown.module.css'

const rendering = later(() => import('./rendered-notes'))

/**
 * Notes in Markdown, which may come from anybody: nothing in them runs, and showing them loads nothing. An image is a link
 * that opens it. The renderer is loaded when the first notes are shown. Until then, and if that fails, the notes are plain
 * text.
 */
export function Notes({ markdown }: { markdown: string }) {
  const plain = <p className={styles.plain}>{markdown}</p>
  const RenderedNotes = useLater(rendering)?.RenderedNotes
  return (
    <div className={styles.notes} dir="auto">
      {/* Other notes get a new attempt. */}
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

/** Rendering can fail: notes can be nested deeper than the browser's stack, and the renderer may not load. */
class PlainIfItFails extends Component<PlainIfItFailsProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? this.props.plain : this.props.children
  }
}
