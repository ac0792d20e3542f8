// domain: tasks
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { IntlProvider } from 'use-intl/react'
import { Notes } from '../../src/markdown/notes'
import * as messages from '../../src/texts/catalogue'

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
    <IntlProvider locale="en" messages={messages} timeZone="UTC">
      <main>
        <Notes markdown={markdown} />
      </main>
    </IntlProvider>
  )
}

const root = document.querySelector('#root')
if (root !== null) createRoot(root).render(<Page />)
