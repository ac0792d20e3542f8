import './as-production'
import { isVisibleLine } from '@ownlist/text'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { existingAccount, newPassword } from '../src/mail/messages'
import { locales } from '../src/texts/locale'
import {
  type AuthSystem,
  confirmedPerson,
  confirmSubject,
  existingSubject,
  newEmail,
  password,
  resetSubject,
  startAuth,
  type TestApp,
} from './auth-system'

let system: AuthSystem
let app: TestApp
let other: TestApp
beforeAll(async () => {
  system = await startAuth()
  app = await system.open()
  other = await system.open()
})
afterAll(() => system.stop())

/** Waits until no mail can still be in transit: a later one to somebody else has arrived. */
async function settled(): Promise<void> {
  const email = newEmail()
  await system.browser(app).send('/sign-up/email', { name: 'Eve', email, password })
  await system.tokenMailedTo(email, confirmSubject)
}
const countOf = (email: string, subject: string) => system.mailsTo(email, subject).length

describe('mail to one address', () => {
  const kinds: [string, string, object, boolean, string][] = [
    ['resets', '/request-password-reset', {}, true, resetSubject],
    ['sign-ups with an account', '/sign-up/email', { name: 'Eve', password }, true, existingSubject],
    ['sign-ups without one', '/sign-up/email', { name: 'Eve', password }, false, confirmSubject],
    ['links asked for again', '/send-verification-email', {}, false, confirmSubject],
    ['resets of an unconfirmed account', '/request-password-reset', {}, false, confirmSubject],
    ['sign-ins to one', '/sign-in/email', { password }, false, confirmSubject],
  ]

  test.each(kinds)(
    'is limited to three in an hour, regardless of who asks: %s',
    async (_what, path, body, isConfirmed, subject) => {
      const email = newEmail()
      if (isConfirmed) await confirmedPerson(system, app, email)
      else await system.browser(app).send('/sign-up/email', { name: 'Ada', email, password })
      const answers = await Promise.all(
        Array.from({ length: path === '/sign-in/email' ? 5 : 12 }, async (_, n) => {
          const response = await system.browser(n % 2 ? app : other).send(path, { ...body, email })
          const { user: _user, ...answer } = await response.json()
          return JSON.stringify([response.status, answer])
        }),
      )
      // The caller cannot see which request caused a mail.
      expect(answers).toEqual(answers.map(() => answers[0]))
      await settled()
      await expect.poll(() => countOf(email, subject)).toBe(3)
      // Different case does not bypass the limit.
      await system.browser(app).send(path, { ...body, email: email.toUpperCase() })
      await settled()
      expect(countOf(email, subject)).toBe(3)
    },
  )

  test('is possible again when the oldest is an hour old, and the table contains no addresses', async () => {
    const { email } = await confirmedPerson(system, app)
    const ask = () => system.browser(app).send('/request-password-reset', { email })
    for (let n = 0; n < 4; n++) await ask()
    await settled()
    await expect.poll(() => countOf(email, resetSubject)).toBe(3)
    await system.database.query(`update mail_limit set sent_at = array[
      now() - interval '61 minutes', now() - interval '59 minutes', now() - interval '58 minutes'] where cardinality(sent_at) = 3`)
    await ask()
    await ask()
    await settled()
    await expect.poll(() => countOf(email, resetSubject)).toBe(4)
    await system.database.query(`update mail_limit set sent_at = array[now() - interval '61 minutes']`)
    await settled()
    const { rows } = await system.database.query('select * from mail_limit')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('@')
  })
})

describe('the text of a mail', () => {
  const lure = 'https://evil.example/login'
  const names = [
    `Ada\n\nYour account is locked, go to ${lure}`,
    `Ada\r\nBcc: victim@example.com`,
    `\u202e${lure}`,
    'evil.example',
    'x'.repeat(10_000),
    'Ada \u2028 call now',
    `<a href="${lure}">Ada</a>`,
  ]

  test.each(names.filter((name) => !isVisibleLine(name, 100)))('is not even written for the name %j', async (name) => {
    const email = newEmail()
    expect(await system.browser(app).codeOf('/sign-up/email', { name, email, password })).toBe('400 INVALID_NAME')
    await settled()
    expect(system.mailsTo(email, confirmSubject)).toEqual([])
  })

  test.each([...names.filter((name) => isVisibleLine(name, 100)), 'evil.example/login'])(
    'to an unconfirmed address contains nothing from the person who signed up: %j',
    async (name) => {
      const email = newEmail()
      await system.browser(app).send('/sign-up/email', { name, email, password })
      await system.tokenMailedTo(email, confirmSubject)
      const [mail] = system.mailsTo(email, confirmSubject)
      const text = mail?.text.replace(/\?token=[\w-]{43}\s/, '?token=TOKEN\n')
      const plain = newEmail()
      await system.browser(app).send('/sign-up/email', { name: 'Ada', email: plain, password })
      await system.tokenMailedTo(plain, confirmSubject)
      expect(text).toBe(system.mailsTo(plain, confirmSubject)[0]?.text.replace(/\?token=[\w-]{43}\s/, '?token=TOKEN\n'))
      expect(text).toContain(`${app.webUrl}/confirm-email?token=TOKEN`)
    },
  )

  test.each(names)('never greets with a name that is a link, is long or has several lines: %j', (name) => {
    const mails = [newPassword, existingAccount].flatMap((write) => locales.map((locale) => write.bind(null, locale)))
    for (const write of mails) {
      const { text, subject } = write({ name, email: 'ada@example.com' }, 'https://app.example.com/x')
      expect(text.match(/https?:\S+/g)).toEqual(['https://app.example.com/x'])
      const [greeting = '', empty] = text.split('\n')
      expect(greeting.length).toBeLessThan(80)
      expect([empty, subject]).toEqual(['', write({ name: 'Ada', email: 'ada@example.com' }, '').subject])
      expect(text).not.toMatch(/evil|Bcc|\u202e|\u2028|\r/)
    }
  })

  test.each(['Ada', 'Zoë O’Brien', '李小龍', 'Nguyễn Thị'])('greets users by their names: %s', (name) => {
    expect(newPassword('en', { name, email: 'ada@example.com' }, '').text).toMatch(new RegExp(`^Hello ${name},\n`))
  })
})
