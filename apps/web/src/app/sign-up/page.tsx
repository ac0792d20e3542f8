import type { Metadata } from 'next'
import { AuthPage } from '@/sign-in/auth-page'

export const metadata: Metadata = { title: 'Create your account' }

export default function SignUpPage({ searchParams }: { searchParams: Promise<Record<string, string | string[]>> }) {
  return <AuthPage mode="sign-up" searchParams={searchParams} />
}
