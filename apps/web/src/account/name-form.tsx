'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { authClient } from '../auth/browser'
import { Button } from '../forms/button'
import { Field } from '../forms/field'
import formStyles from '../forms/forms.module.css'
import { useNotify } from '../shell/notices'

export function NameForm({ name }: { name: string }) {
  const router = useRouter()
  const notify = useNotify()
  const [draft, setDraft] = useState(name)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function save(event: FormEvent) {
    event.preventDefault()
    if (draft.trim() === '') return setError('Enter a name to go by.')
    setError(undefined)
    setBusy(true)
    const { error: failure } = await authClient.updateUser({ name: draft.trim() }).catch(() => ({ error: true }))
    setBusy(false)
    if (failure) return setError('Your name was not saved. Try again in a moment.')
    notify({ title: 'Name saved' })
    router.refresh()
  }

  return (
    <form className={formStyles.form} onSubmit={save} noValidate>
      <Field
        label="Name"
        autoComplete="name"
        maxLength={100}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        error={error}
      />
      <div>
        <Button type="submit" busy={busy}>
          Save name
        </Button>
      </div>
    </form>
  )
}
