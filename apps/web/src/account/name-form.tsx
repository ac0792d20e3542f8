'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { authClient } from '../auth/browser'
import { useFormSending } from '../auth/use-form-sending'
import { Button } from '../forms/button'
import { Field } from '../forms/field'
import formStyles from '../forms/forms.module.css'
import { useNotify } from '../shell/notices'

export function NameForm({ name }: { name: string }) {
  const router = useRouter()
  const notify = useNotify()
  const [draft, setDraft] = useState(name)
  const { busy, failure, setFailure, send } = useFormSending()

  async function save(event: FormEvent) {
    event.preventDefault()
    const name = draft.trim()
    if (name === '') return setFailure({ field: 'name', message: 'Enter a name to go by.' })
    if (!(await send((fetchOptions) => authClient.updateUser({ name, fetchOptions })))) return
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
        error={failure?.message}
      />
      <div>
        <Button type="submit" busy={busy}>
          Save name
        </Button>
      </div>
    </form>
  )
}
