import { describe, expect, test } from 'vitest'
import { deviceOf } from '../src/account/user-agent'
import { authFailureOf } from '../src/sign-in/auth-failure'
import { safeNext, signInPath } from '../src/sign-in/sign-in-path'
import { textsOf } from './texts'

describe('the way back after signing in', () => {
  test('is kept in the address of the sign-in page', () => {
    expect(signInPath('/')).toBe('/sign-in')
    const next = new URL(signInPath('/?status=all&q=a b'), 'http://localhost').searchParams.get('next')
    expect(safeNext(next)).toBe('/?status=all&q=a%20b')
  })

  test.each([
    null,
    '',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    'javascript:alert(1)',
    'http://here.invalid/account',
    'account',
    '/.//evil.example/x',
    '/a/..//evil.example/x',
    '/%2e//evil.example/x',
    '/%2E%2e//evil.example/x',
    '/./\\evil.example/x',
    '/a/b/../..//evil.example/x',
    '/.\t//evil.example/x',
    '/\n/evil.example/x',
    '///evil.example/x',
    '/.///evil.example/x',
    '/\\\\evil.example/x',
    '//user:password@evil.example/x',
    '/.//user@evil.example/x',
    '//evil.example:443/x',
    '//[::1]/x',
    '//%65vil.example/x',
    '/%2f/evil.example/x',
    '/%5cevil.example/x',
    '/account//evil.example',
    '//',
    '/.//',
    ' //evil.example/x',
    '\t//evil.example/x',
    'data:text/html,x',
    '/api/auth/verify-email?callbackURL=//evil.example',
    '/api',
    `/?q=${'x'.repeat(2_000)}`,
  ])('never leads away: %s', (next) => {
    expect(safeNext(next)).toBe('/')
  })

  test.each([
    ['/account', '/account'],
    ['/account?review=passkeys', '/account?review=passkeys'],
    ['/device?user_code=WDJB-MJHT', '/device?user_code=WDJB-MJHT'],
    ['/?q=//evil.example', '/?q=//evil.example'],
    ['/?q=%2F%2Fevil.example', '/?q=%2F%2Fevil.example'],
    ['/evil.example', '/evil.example'],
    ['/a/../account', '/account'],
    ['/account#part', '/account'],
    ['/apiary', '/apiary'],
  ])('leads to a page of this site: %s', (next, path) => {
    expect(safeNext(next)).toBe(path)
    expect(safeNext(path)).toBe(path)
  })
})

describe('a failed sign-up or sign-in', () => {
  const forms = textsOf('forms')

  test('is shown at the field that it belongs to', () => {
    expect(authFailureOf(forms, { status: 422, code: 'USER_ALREADY_EXISTS' }).field).toBe('email')
    expect(authFailureOf(forms, { status: 400, code: 'PASSWORD_TOO_SHORT' }).field).toBe('password')
    expect(authFailureOf(forms, { status: 401, code: 'INVALID_EMAIL_OR_PASSWORD' }).field).toBe('form')
  })

  test('says how long to wait, if that is known', () => {
    expect(authFailureOf(forms, { status: 429 }, '7').message).toContain('Wait 7 seconds')
    expect(authFailureOf(forms, { status: 429 }, null).message).toContain('Wait a few seconds')
  })

  test('of an unknown kind still has a message', () => {
    expect(authFailureOf(forms, { status: 500 }).message).not.toBe('')
    expect(authFailureOf(forms, { status: 400, code: 'NEW', message: 'As the server put it.' }).message).toBe(
      'As the server put it.',
    )
    expect(authFailureOf(forms, { status: 0 }).message).toContain('cannot be reached')
  })
})

describe('a device is shown', () => {
  test.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge on Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Safari/604', 'Safari on iOS'],
    ['Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome on Android'],
    ['curl/8.5.0', 'Unknown device'],
    ['python-requests/2.32 (Linux)', 'An app on Linux'],
    [null, 'Unknown device'],
  ])('%s as %s', (userAgent, words) => {
    expect(deviceOf(textsOf('account'), userAgent)).toBe(words)
  })
})
