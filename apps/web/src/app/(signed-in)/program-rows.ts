import 'server-only'
import { toVisibleLine } from '@ownlist/text'
import { headers } from 'next/headers'
import type { ProgramRow } from '@/account/program-list'
import { auth } from '@/auth/server'
import { requestLocale } from '@/texts/request-locale'
import { texts } from '@/texts/server'

/** Formats a day in the language of the request. */
export async function dayFormat(): Promise<Intl.DateTimeFormat> {
  return new Intl.DateTimeFormat(await requestLocale(), { dateStyle: 'medium' })
}

/** The apps that the user of the request has authorized. */
export async function programRows(): Promise<ProgramRow[]> {
  const t = await texts('account')
  const kept = await texts('kept')
  const days = await dayFormat()
  const inOneLine = new Intl.ListFormat(await requestLocale(), { type: 'unit' })
  const programs = await auth().api.listPrograms({ headers: await headers() })
  return programs.map(({ id, name, rights, listId, lastSeen }) => ({
    id,
    name: toVisibleLine(name),
    may: t('apps.may', { rights: inOneLine.format(rights.map((right) => kept(`may.${right}`))) }),
    listId,
    lastSeen: days.format(lastSeen),
  }))
}
