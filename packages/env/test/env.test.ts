import { host, httpUrl, listOf, origin, parseEnv, plainText, port, postgresUrl, smtpUrl } from '@ownlist/env'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const read = (rule: z.ZodType, text: string) =>
  parseEnv(z.object({ NAME: rule.meta({ example: 'right' }) }), { NAME: text }).NAME

/** The error message, without its first line. */
function faultOf(rule: z.ZodType, text: string): string {
  try {
    read(rule, text)
  } catch (error) {
    return (
      String(error instanceof Error ? error.message : error)
        .split('\n')[1]
        ?.trim() ?? ''
    )
  }
  return 'accepted'
}

test('the error names each variable, the fault and an example, and shows no value', () => {
  const variables = z.object({
    DATABASE_URL: postgresUrl.meta({ example: 'postgresql://db.example.com/rows' }),
    API_PORT: port.meta({ example: '4000' }),
    SECRET: z.string().meta({ example: 'abc' }),
  })
  expect(() => parseEnv(variables, { DATABASE_URL: 'mysql://user:hunter2@db', API_PORT: '4000x', SECRET: '' })).toThrow(
    [
      'Invalid environment variables:',
      '  DATABASE_URL: must be a postgresql:// URL, with special characters of the password percent-encoded. Example: DATABASE_URL=postgresql://db.example.com/rows',
      '  API_PORT: must be a port from 0 to 65535. Example: API_PORT=4000',
      '  SECRET: must be set. Example: SECRET=abc',
    ].join('\n'),
  )
})

test('an empty variable counts as not set', () => {
  expect(parseEnv(z.object({ A: port.default(1), B: port.optional() }), { A: '', B: '' })).toEqual({ A: 1 })
})

describe('an origin', () => {
  test.each([
    'http://localhost:3000',
    'https://app.example.com',
    'https://[::1]:8443',
    'https://xn--bcher-kva.example',
  ])('can be %s', (text) => {
    expect(read(origin(), text)).toBe(text)
  })

  test.each([
    ['app.example.com', 'must start with a scheme'],
    ['localhost:3000', 'must start with a scheme'],
    ['//app.example.com', 'must start with a scheme'],
    ['https://app.example.com,', 'must name one host'],
    ['https://app.example.com;https://b.example', 'must name one host'],
    ['https://.example.com', 'must name one host'],
    ['https://app..example.com', 'must name one host'],
    ['https://app.example.com.', 'must name one host'],
    ['https://', 'is not a URL'],
    ['https://app example.com', 'is not a URL'],
    ['https://app.example.com/', 'as browsers send it: https://app.example.com'],
    ['https://app.example.com/path?x=1', 'as browsers send it: https://app.example.com'],
    ['https://App.Example.com', 'as browsers send it: https://app.example.com'],
    ['https://app.example.com:443', 'as browsers send it: https://app.example.com'],
    ['https://user:hunter2@app.example.com', 'as browsers send it: https://app.example.com'],
    ['https://bücher.example', 'as browsers send it: https://xn--bcher-kva.example'],
    ['*', 'has a wildcard, which would match nothing'],
    ['https://*.example.com', 'has a wildcard, which would match nothing'],
    ['http://localhost:*', 'has a wildcard, which would match nothing'],
    ['null', 'cannot be null'],
    ['ftp://app.example.com', 'must start with https:// or http://'],
    ['tauri://localhost', 'must start with https:// or http://'],
  ])('cannot be %s', (text, fault) => {
    expect(faultOf(origin(), text)).toContain(fault)
    expect(faultOf(origin(), text)).not.toContain('hunter2')
  })
})

describe('the origin of an app with its own browser', () => {
  test.each([
    'tauri://localhost',
    'capacitor://localhost',
    'ionic://localhost',
    'app://bundle',
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    'moz-extension://0b9d4d4f-54d5-4f2b-8f6a-3d8a8a1e2c11',
    'http://tauri.localhost',
  ])('can be %s', (text) => {
    expect(read(origin('any'), text)).toBe(text)
  })

  test.each([
    ['tauri://localhost/', 'without a path: tauri://localhost'],
    ['tauri://', 'without a path'],
    ['Capacitor://localhost', 'in lower case'],
    ['chrome-extension://*', 'has a wildcard'],
    ['app://user@host', 'without a path: app://host'],
    ['file:///index.html', 'no page has such an origin'],
    ['wss://app.example.com', 'no page has such an origin'],
    ['javascript://localhost', 'no page has such an origin'],
  ])('cannot be %s', (text, fault) => {
    expect(faultOf(origin('any'), text)).toContain(fault)
  })
})

describe('a list', () => {
  test('is separated by commas, with or without spaces', () => {
    expect(read(listOf(origin()), 'https://a.example, https://b.example')).toEqual([
      'https://a.example',
      'https://b.example',
    ])
  })

  test.each([
    ['https://a.example,', 'entry 2 is empty'],
    [',https://a.example', 'entry 1 is empty'],
    ['https://a.example,,https://b.example', 'entry 2 is empty'],
    [' , ', 'entry 1 is empty'],
    ['https://a.example,https://b.example/', 'entry 2 must be written'],
    ['https://a.example;https://b.example', 'entry 1 must name one host'],
  ])('cannot be %j, and the error says which entry is wrong', (text, fault) => {
    expect(faultOf(listOf(origin()), text)).toContain(`NAME: ${fault}`)
  })
})

describe.each([
  ['a port', port, ['0', '65535'], ['65536', '-1', '4e3', '0x10', '80.0', ' 80', 'http', '99999999999999999999']],
  [
    'a host',
    host,
    ['127.0.0.1', '::1', 'web', 'web.internal', '_srv.example', '4chan.example'],
    ['http://web', 'web:3000', '[::1]', '*', 'web/', '256.1.1.1', '1.2.3', 'a b'],
  ],
  [
    'an address to fetch',
    httpUrl,
    ['https://a.example/x', 'http://web:3000/x'],
    ['a.example/x', 'https://', 'file:///x', 'https://me:secret@a.example', 'https://me@a.example'],
  ],
  [
    'a mail server',
    smtpUrl,
    ['smtp://mail.example', 'smtps://u:p@mail.example:465'],
    ['mail.example:587', 'https://mail.example', 'smtp:', 'smtp://u:p#w@mail.example'],
  ],
  ['a plain text', plainText, ['ownlist-api', 'two words'], [' ', ' x', 'x ', '"x"', "'x'", 'a\nb']],
] as const)('%s', (_name, rule, right, wrong) => {
  test.each(right)('can be %j', (text) => {
    expect(String(read(rule, text))).toBe(text)
  })

  test.each(wrong)('cannot be %j', (text) => {
    expect(faultOf(rule, text)).toMatch(/^NAME: must .*Example: NAME=right$/)
  })
})
