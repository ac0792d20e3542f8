import { expect, test } from 'vitest'
import { answer } from '../src/auth/answer'

const webUrl = 'https://app.example.com'

/** The `cache-control` of the response where Better Auth itself would send this one. */
async function cacheControlOf(path: string, response: Response): Promise<string | null> {
  const options = { baseURL: webUrl, trustedOrigins: [webUrl] }
  const auth = { handler: async () => response, options } as unknown as Parameters<typeof answer>[0]
  return (await answer(auth, new Request(`${webUrl}/api/auth${path}`))).headers.get('cache-control')
}

test('the public keys may be cached for a minute, which is less than the time until a new key signs', async () => {
  expect(await cacheControlOf('/jwks', Response.json({ keys: [] }))).toBe('public, max-age=60')
})

test.each([
  ['/token', 200],
  ['/get-session', 200],
  ['/revocations', 200],
  ['/jwks', 503],
  ['/token', 401],
  ['/nowhere', 200],
])('no cache may store a response about a user, or a failure: %s with %d', async (path, status) => {
  const response = Response.json({}, { status, headers: { 'cache-control': 'public, max-age=3600' } })
  expect(await cacheControlOf(path, response)).toBe('private, no-store')
})
