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
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const wanted = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    if (wanted === '') return setError('Enter a name to go by.')
    setError(undefined)
    setBusy(true)
    const { error: failure } = await authClient.updateUser({ name: wanted }).catch(() => ({ error: true }))
    setBusy(false)
    if (failure) return setError('Your name was not saved. Try again in a moment.')
    notify({ title: 'Name saved' })
    router.refresh()
  }

  return (
    <form className={formStyles.form} method="post" onSubmit={save} noValidate>
      <Field
        label="Name"
        autoComplete="name"
        maxLength={100}
        name="name"
        // The field keeps what is typed itself, from before the page has loaded its scripts.
        defaultValue={name}
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
