import { expect, test } from 'vitest'
import { parseSettings } from '../src/env'

const good = {
  AUTH_DATABASE_URL: 'postgresql://auth@db/auth',
  BETTER_AUTH_SECRET: 'a secret that is long enough for this',
}

test('a database and a secret are enough', () => {
  expect(parseSettings(good)).toMatchObject({ webUrl: 'http://localhost:3000', audience: 'ownlist-api', oauth: {} })
})

test.each([
  ['BETTER_AUTH_SECRET', undefined],
  ['BETTER_AUTH_SECRET', 'a'.repeat(31)],
  ['WEB_URL', 'https://app.example.com/'],
  ['WEB_URL', 'https://app.example.com/tasks'],
  ['WEB_URL', 'file:///etc/passwd'],
  ['SMTP_URL', 'https://mail.example.com'],
  ['TRUSTED_PROXIES', 'everybody'],
  ['FORWARDED_HEADER', 'x-real-ip'],
  ['FORWARDED_HEADER', 'x-forwarded-for,forwarded'],
])('%s cannot be %j, and the error names it without its value', (name, value) => {
  expect(() => parseSettings({ ...good, [name]: value })).toThrow(`${name}`)
  expect(() => parseSettings({ ...good, [name]: value })).not.toThrow('a'.repeat(31))
})

test('another provider is offered once both its variables are set', () => {
  expect(parseSettings({ ...good, GITHUB_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret' }).oauth).toEqual({})
  expect(parseSettings({ ...good, GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' }).oauth).toEqual({
    github: { clientId: 'id', clientSecret: 'secret' },
  })
})
