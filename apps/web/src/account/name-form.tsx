'use client'

import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { Field } from '../forms/field'
import formStyles from '../forms/forms.module.css'
import { useFormSending } from '../forms/use-form-sending'
import { useNotify } from '../shell/notices'
import { authClient } from '../sign-in/auth-client'

export function NameForm({ name }: { name: string }) {
  const t = useTranslations('account')
  const forms = useTranslations('forms')
  const router = useRouter()
  const notify = useNotify()
  const { busy, failure, setFailure, send } = useFormSending()

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const wanted = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    if (wanted === '') return setFailure({ field: 'name', message: forms('faults.name') })
    if (!(await send((fetchOptions) => authClient.updateUser({ name: wanted, fetchOptions })))) return
    notify({ title: t('nameSaved') })
    router.refresh()
  }

  return (
    <form className={formStyles.form} method="post" onSubmit={save} noValidate>
      <Field
        label={forms('name')}
        autoComplete="name"
        maxLength={100}
        name="name"
        // The field keeps its own text, including what was typed before the scripts loaded.
        defaultValue={name}
        error={failure?.message}
      />
      <div>
        <Button type="submit" busy={busy}>
          {t('saveName')}
        </Button>
      </div>
    </form>
  )
}
