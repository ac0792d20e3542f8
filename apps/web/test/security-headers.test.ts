import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { fixedHeaders, pagePolicy } from '../src/front-door/security-headers'
import { createHeaderSetter } from '../src/front-door/set-security-headers'

const settings = { webUrl: 'https://app.example.com', apiUrl: 'https://api.example.com', isDevelopment: false }

/** The sources of each directive of a policy. */
const directivesOf = (policy: string) =>
  Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources.join(' ')]
    }),
  )

describe('the policy of pages', () => {
  test('allows only this app’s own files, scripts and styles with the nonce, and calls to the API', () => {
    expect(directivesOf(pagePolicy('x', settings))).toEqual({
      'default-src': "'self'",
      'script-src': "'self' 'nonce-x' 'strict-dynamic'",
      'style-src': "'self' 'nonce-x'",
      'connect-src': "'self' https://api.example.com",
      'worker-src': "'self'",
      'img-src': "'self' data:",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
    })
  })

  test('allows eval and inline styles only under `next dev`', () => {
    expect(directivesOf(pagePolicy('x', { ...settings, isDevelopment: true }))).toMatchObject({
      'script-src': "'self' 'nonce-x' 'strict-dynamic' 'unsafe-eval'",
      'style-src': "'self' 'unsafe-inline'",
    })
  })

  test.each([
    ['http://localhost:4000', 'http://localhost:4000'],
    ['https://api.example.com:8443', 'https://api.example.com:8443'],
    ['https://example.com/api', 'https://example.com/api/'],
    ['https://example.com/apps/api/v1', 'https://example.com/apps/api/v1/'],
  ])('lets pages call only this app and the API: %s', (apiUrl, source) => {
    expect(pagePolicy('x', { ...settings, apiUrl })).toContain(`connect-src 'self' ${source};`)
  })
})

test('every response forbids guessed types, frames, other origins and devices, and tells other sites no address', () => {
  expect(fixedHeaders({ ...settings, webUrl: 'http://localhost:3000' })).toEqual({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  })
})

test('browsers are told to use only https if the app is served over https', () => {
  const header = 'strict-transport-security'
  expect(fixedHeaders(settings)[header]).toBe('max-age=31536000')
  expect(fixedHeaders({ ...settings, webUrl: 'http://app.example.com' })[header]).toBeUndefined()
})

describe('a response', () => {
  /** The headers of a response, and the policy that Next.js reads from the request. */
  function answerTo(url: string) {
    const request = new IncomingMessage(new Socket())
    request.url = url
    request.headers['content-security-policy'] = "script-src 'unsafe-inline' 'nonce-forged'"
    const response = new ServerResponse(request)
    createHeaderSetter(settings)(request, response)
    return { headers: response.getHeaders(), nextSees: request.headers['content-security-policy'] }
  }
  const policyOf = (url: string) => directivesOf(String(answerTo(url).headers['content-security-policy']))

  test.each(['/', '/sign-in?next=%2F', '/apis', '/readyz-page', '/no-such-page'])(
    'at %s has the policy of pages, with a nonce that no other response has',
    (url) => {
      const nonces = [1, 2].map(() => /'nonce-([\w+/]{22}==)'/.exec(policyOf(url)['script-src'] ?? '')?.[1])
      expect(nonces[0]).toBeDefined()
      expect(nonces[0]).not.toBe(nonces[1])
    },
  )

  test.each(['/api/auth/token', '/api', '/_next/static/x.js', '/healthz', '/readyz'])(
    'at %s may not run anything, if a browser displays it at all',
    (url) => {
      expect(policyOf(url)).toEqual({
        'default-src': "'none'",
        'base-uri': "'none'",
        'form-action': "'none'",
        'frame-ancestors': "'none'",
      })
    },
  )

  test('has the fixed headers, and the policy that Next.js reads never comes from the client', () => {
    const { headers, nextSees } = answerTo('/')
    expect(headers).toMatchObject(fixedHeaders(settings))
    expect(nextSees).toBe(headers['content-security-policy'])
  })
})
