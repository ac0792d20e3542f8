import type { ReactNode } from 'react'
import { Brand } from './brand'
import styles from './shell.module.css'

/** A page with one panel, for users who are not signed in, or for error pages. */
export function CentredPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles.centre}>
      <Brand />
      <div className={styles.panel}>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  )
}
