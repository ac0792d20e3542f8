'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { SelectField } from '../forms/select-field'
import { keepLooks } from '../looks/keep-looks'
import { appearances, densities, type Looks } from '../looks/looks'
import styles from '../shell/page.module.css'

/** What a person has chosen for this device. Each choice is applied at once. */
export function LooksForm({ looks }: { looks: Looks }) {
  const t = useTranslations('settings')
  const [{ density, appearance }, setLooks] = useState(looks)

  function choose(changes: Partial<Looks>) {
    keepLooks(changes)
    setLooks((before) => ({ ...before, ...changes }))
  }

  return (
    <section className={styles.section} aria-labelledby="here">
      <h2 id="here">{t('here')}</h2>
      <SelectField
        label={t('appearance')}
        value={appearance}
        onChange={({ target }) => choose({ appearance: appearances.find((one) => one === target.value) ?? 'auto' })}
        options={appearances.map((one) => [one, t(`appearances.${one}`)] as const)}
      />
      <SelectField
        label={t('density')}
        value={density}
        onChange={({ target }) => choose({ density: densities.find((one) => one === target.value) ?? 'comfortable' })}
        options={densities.map((one) => [one, t(`densities.${one}`)] as const)}
      />
    </section>
  )
}
