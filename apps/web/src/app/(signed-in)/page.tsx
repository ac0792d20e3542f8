import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { sessionOf, tokenFor } from '@/auth/server'
import { listsInput } from '@/lists/lists-input'
import { preload } from '@/rows/preload'
import { PreloadedRows } from '@/rows/preloaded-rows'
import { SignedInPage } from '@/shell/signed-in-page'
import { signInPath } from '@/sign-in/sign-in-path'
import { TaskPage } from '@/tasks/task-page'
import { texts } from '@/texts/server'
import { listInput, readView, viewPath } from '@/view/task-view'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('tasks'))('title') })

interface HomeProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Home({ searchParams }: HomeProps) {
  const parameters = await searchParams
  const view = readView((name) => [parameters[name]].flat()[0])
  const requestHeaders = await headers()
  const session = await sessionOf(requestHeaders)
  if (session === null) redirect(signInPath(viewPath(view)))
  const loaded = await preload(await tokenFor(requestHeaders), ({ list, task }) => [
    list.list.prefetchInfinite(listsInput),
    task.list.prefetchInfinite(listInput(view)),
  ])
  return (
    <SignedInPage userId={session.user.id}>
      <PreloadedRows preload={loaded}>
        <TaskPage />
      </PreloadedRows>
    </SignedInPage>
  )
}
