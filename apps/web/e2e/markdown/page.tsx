// domain: tasks
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Notes } from '../../src/markdown/notes'
import { en as texts } from '../../src/texts/markdown/en'
import { TextsProvider } from '../../src/texts/texts-provider'

declare global {
  interface Window {
    /** Shows some notes. */
    show(markdown: string): void
  }
}

function Page() {
  const [markdown, setMarkdown] = useState('')
  window.show = setMarkdown
  return (
    <TextsProvider locale="en" messages={{ markdown: texts }}>
      <main>
        <Notes markdown={markdown} />
      </main>
    </TextsProvider>
  )
}

const root = document.querySelector('#root')
if (root !== null) createRoot(root).render(<Page />)
