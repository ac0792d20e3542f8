import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { createClientAddresses, networkOf, type ProxySettings } from '@ownlist/http'
import { describe, expect, onTestFinished, test } from 'vitest'

/** The client address that a server with these trusted proxies determines, if this machine sends these header lines. */
async function addressSeen(settings: Partial<ProxySettings>, ...lines: string[]): Promise<string | null> {
  const addresses = createClientAddresses({ trustedProxies: [], forwardedHeader: 'x-forwarded-for', ...settings })
  const server = createServer((request, response) => void response.end(JSON.stringify(addresses.of(request))))
  onTestFinished(() => void server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.end(`GET / HTTP/1.0\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`)
  let answer = ''
  for await (const chunk of socket) answer += chunk
  return JSON.parse(answer.split('\r\n\r\n')[1] ?? '')
}

const behind = ['127.0.0.1', '10.0.0.0/8', '2001:db8:ffff::/48']
const xff = { trustedProxies: behind, forwardedHeader: 'x-forwarded-for' } as const
const forwarded = { trustedProxies: behind, forwardedHeader: 'forwarded' } as const

describe('without a trusted proxy', () => {
  test.each(['X-Forwarded-For: 192.0.2.1', 'Forwarded: for=192.0.2.1', 'X-Real-IP: 192.0.2.1'])(
    'clients cannot choose the address under which they are counted: %s',
    async (line) => {
      expect(await addressSeen({}, line)).toBe('127.0.0.1')
      expect(await addressSeen({ forwardedHeader: 'forwarded' }, line)).toBe('127.0.0.1')
      expect(await addressSeen({ trustedProxies: ['203.0.113.1'] }, line)).toBe('127.0.0.1')
    },
  )
})

describe('behind proxies that write X-Forwarded-For', () => {
  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['203.0.113.9:4711', '203.0.113.9'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['[::ffff:203.0.113.9]:80', '203.0.113.9'],
    ['fe80::1%eth0', 'fe80::1'],
    [' \t203.0.113.9 \t', '203.0.113.9'],
    ['203.0.113.9:4711, 10.1.2.3:80', '203.0.113.9'],
    ['203.0.113.9 , 10.1.2.3,[2001:db8:ffff::7]:443', '203.0.113.9'],
    [', 203.0.113.9,, ,', '203.0.113.9'],
    ['198.51.100.7, 203.0.113.9:4711', '203.0.113.9'],
    ['10.9.9.9, 10.1.2.3', '10.9.9.9'],
  ])('the client is the nearest hop that is not a proxy: %j is %s', async (value, client) => {
    expect(await addressSeen(xff, `X-Forwarded-For: ${value}`)).toBe(client)
  })

  test.each([
    'unknown',
    '',
    '203.0.113',
    '203.0.113.256',
    '0x7f.1',
    '010.0.0.1',
    '3405803785',
    '203.0.113.9:123456',
    '203.0.113.9:',
    '[203.0.113.9]:80',
    '[2001:db8::1',
    '2001:db8::1]:443',
    'client.example',
    '"203.0.113.9"',
    '203.0.113.9;80',
    '203.0.113.9\u00a0',
  ])('an entry that is not an address counts as the proxy that wrote it: %j', async (value) => {
    expect(await addressSeen(xff, `X-Forwarded-For: 203.0.113.9, ${value}, 10.1.2.3`)).toBe(
      value === '' ? '203.0.113.9' : '10.1.2.3',
    )
    expect(await addressSeen(xff, `X-Forwarded-For: ${value}`)).toBe('127.0.0.1')
  })

  test('several header lines count as one, and the last line comes from the nearest proxy', async () => {
    const lines = ['X-Forwarded-For: 198.51.100.7', 'X-Forwarded-For: 203.0.113.9:1', 'x-forwarded-for: 10.1.2.3']
    expect(await addressSeen(xff, ...lines)).toBe('203.0.113.9')
  })

  test('a Forwarded header is ignored, with or without the other one', async () => {
    expect(await addressSeen(xff, 'Forwarded: for=198.51.100.7')).toBe('127.0.0.1')
    expect(await addressSeen(xff, 'Forwarded: for=198.51.100.7', 'X-Forwarded-For: 203.0.113.9')).toBe('203.0.113.9')
  })
})

describe('behind proxies that write Forwarded (RFC 7239)', () => {
  test.each([
    ['for=192.0.2.43', '192.0.2.43'],
    ['For="[2001:db8:cafe::17]:4711"', '2001:db8:cafe::17'],
    ['for="[2001:db8::1]"', '2001:db8::1'],
    ['for="192.0.2.43:47011"', '192.0.2.43'],
    ['for="192.0.2.43:_port"', '192.0.2.43'],
    ['for=192.0.2.43:47011', '192.0.2.43'],
    ['for=192.0.2.60;proto=http;by=203.0.113.43', '192.0.2.60'],
    ['proto=https ; host="a,b;for=198.51.100.7" ; FOR="192.0.2.60"', '192.0.2.60'],
    [String.raw`host="\"for=1.1.1.1,\\";for="192.0.2\.60"`, '192.0.2.60'],
    ['for=192.0.2.43, for=198.51.100.17', '198.51.100.17'],
    ['for=192.0.2.43,for="10.1.2.3:80";proto=https', '192.0.2.43'],
    ['for=192.0.2.43, for="[2001:db8:ffff::1]";by="_x,y", ,', '192.0.2.43'],
  ])('the client is the nearest hop that is not a proxy: %s is %s', async (value, client) => {
    expect(await addressSeen(forwarded, `Forwarded: ${value}`)).toBe(client)
  })

  test.each([
    'for=unknown',
    'for=_hidden',
    'for="_SEVKISEK"',
    'for=',
    'for=""',
    'for',
    'proto=https',
    'for=192.0.2.43;for=198.51.100.7',
    'for=[192.0.2.43]',
    'for="192.0.2.43',
    'for=192.0.2.43"',
    'for=192.0.2.43 by=10.0.0.1',
    '192.0.2.43',
    'by="for=192.0.2.43"',
  ])('an element without an address counts as the proxy that wrote it: %s', async (element) => {
    expect(await addressSeen(forwarded, `Forwarded: for=198.51.100.7, ${element}, for=10.1.2.3`)).toBe('10.1.2.3')
    expect(await addressSeen(forwarded, `Forwarded: ${element}`)).toBe('127.0.0.1')
  })

  test.each(['for="', 'for="x, for=1.1.1.1', String.raw`for="\\`, 'for="1.1.1.1"";', String.raw`host="a\"`])(
    'what a client sends cannot hide what the proxy adds: %s',
    async (sent) => {
      expect(await addressSeen(forwarded, `Forwarded: ${sent}, for=203.0.113.9`)).toBe('203.0.113.9')
      expect(await addressSeen(forwarded, `Forwarded: ${sent}`, 'Forwarded: for="[2001:db8::9]:1"')).toBe('2001:db8::9')
    },
  )

  test('an X-Forwarded-For header is ignored, with or without the other one', async () => {
    expect(await addressSeen(forwarded, 'X-Forwarded-For: 198.51.100.7')).toBe('127.0.0.1')
    const both = ['X-Forwarded-For: 198.51.100.7', 'Forwarded: for=203.0.113.9']
    expect(await addressSeen(forwarded, ...both)).toBe('203.0.113.9')
  })
})

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9'],
  ['2001:db8::1', '2001:db8:0:0:1::'],
  ['192.0.2.1', '192.0.2.1'],
])('%s and %s count as one client', (one, another) => expect(networkOf(one)).toBe(networkOf(another)))

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:3::1'],
  ['192.0.2.1', '192.0.2.2'],
])('%s and %s count as two', (one, another) => expect(networkOf(one)).not.toBe(networkOf(another)))
