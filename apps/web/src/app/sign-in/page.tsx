import type { Metadata } from 'next'
import { AuthPage } from '@/sign-in/auth-page'

export const metadata: Metadata = { title: 'Sign in' }

export default function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[]>> }) {
  return <AuthPage mode="sign-in" searchParams={searchParams} />
}
