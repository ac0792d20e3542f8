import type { Metadata } from 'next'
import { AuthPage } from '@/sign-in/auth-page'
import { texts } from '@/texts/server'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('pages'))('signUp.title') })

export default function SignUpPage({ searchParams }: { searchParams: Promise<Record<string, string | string[]>> }) {
  return <AuthPage mode="sign-up" searchParams={searchParams} />
}
