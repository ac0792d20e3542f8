// domain: tasks
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { sessionOf } from '@/auth/server'
import { SignedInPage } from '@/shell/signed-in-page'
import { signInPath } from '@/sign-in/sign-in-path'
import { TaskApp } from '@/tasks/task-app'
import { texts } from '@/texts/server'
import { isAppPath, newAddressOf } from '@/views/task-view'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('tasks'))('title') })

interface ViewProps {
  readonly params: Promise<{ view?: string[] }>
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Every view of the task app. Going from one to another needs no request: the rows are on the device. */
export default async function View({ params, searchParams }: ViewProps) {
  const path = `/${((await params).view ?? []).join('/')}`
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(await searchParams)) query.set(name, [value].flat()[0] ?? '')
  if (!isAppPath(path)) notFound()
  const newAddress = path === '/' ? newAddressOf(query) : null
  const address = newAddress ?? (query.size === 0 ? path : `${path}?${query}`)
  const session = await sessionOf(await headers())
  if (session === null) redirect(signInPath(address))
  if (newAddress !== null) redirect(newAddress)
  return (
    <SignedInPage userId={session.user.id}>
      <TaskApp />
    </SignedInPage>
  )
}
