import { readiness } from '@/auth/server'

/** Whether users can sign in and get tokens, for load balancers. The response names what is missing. */
export async function GET(): Promise<Response> {
  const parts = await readiness()
  const ready = parts.database && parts.signingKey
  return Response.json(
    { status: ready ? 'ready' : 'not ready', ...parts },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store', ...(ready ? {} : { 'retry-after': '5' }) } },
  )
}

export const dynamic = 'force-dynamic'
