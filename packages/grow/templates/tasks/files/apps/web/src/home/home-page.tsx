'use client'

import { Sprout } from 'lucide-react'
import { EmptyState } from '../rows/list-states'
import styles from '../rows/rows.module.css'

/** The home page, until there is something to show on it. */
export function HomePage() {
  return (
    <div className={styles.page}>
      <h1>Home</h1>
      <EmptyState icon={Sprout} title="Nothing here yet">
        Add the first thing that people keep here: <code>pnpm new:resource NAME</code>
      </EmptyState>
    </div>
  )
}
