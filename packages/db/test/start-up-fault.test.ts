import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { openBackgroundDatabase, openDatabase } from '@ownlist/db'
import { createTestDatabase, execute } from '@ownlist/testkit'
import { expect, test } from 'vitest'

type Usable = AsyncDisposable & { assertRestrictedRole(): Promise<void> }

/** The reason why neither the API nor the background program would start with this URL. */
async function faultOf(url: string): Promise<string> {
  const [fault, other] = [await faultWith(openDatabase, url), await faultWith(openBackgroundDatabase, url)]
  // Of several addresses of a host, another one may be named.
  expect(other.split('\n').slice(1)).toEqual(fault.split('\n').slice(1))
  expect(other).toMatch(/^The database of DATABASE_URL cannot be used: /)
  return fault
}

async function faultWith(open: (url: string) => Usable, url: string): Promise<string> {
  await using database = open(url)
  const error = await database.assertRestrictedRole().then(
    () => new Error('It can be used'),
    (error: Error) => error,
  )
  return error.message
}

const changed = (url: string, change: (url: URL) => void) => {
  const parsed = new URL(url)
  change(parsed)
  return parsed.href
}

test('a database that cannot be used is reported with the real cause, and with what to do', async () => {
  await using own = await createTestDatabase()
  const name = new URL(own.url).pathname.slice(1)
  expect(
    await faultOf(
      changed(own.url, (url) => {
        url.pathname = '/nowhere'
      }),
    ),
  ).toMatch(/database "nowhere" does not exist\nCheck the name/)
  expect(
    await faultOf(
      changed(own.url, (url) => {
        url.port = '1'
      }),
    ),
  ).toMatch(/ECONNREFUSED.*\nCheck the host and the port/)
  expect(
    await faultOf(
      changed(own.url, (url) => {
        url.hostname = 'nowhere.invalid'
      }),
    ),
  ).toMatch(/(ENOTFOUND|EAI_AGAIN) nowhere\.invalid/)
  expect(await faultOf(`${own.url}?sslmode=verify-full`)).toContain('The server does not support SSL connections')
  expect(await faultOf(`${own.url}?options=-c%20nothing%3D1`)).toContain(
    'unrecognized configuration parameter "nothing"',
  )
  await execute(own.adminUrl.replace(`/${name}`, '/postgres'), [`alter database ${name} allow_connections false`])
  expect(await faultOf(own.url)).toContain('is not currently accepting connections')
})

test.each([
  [
    '28000',
    'no pg_hba.conf entry for host "192.0.2.1", user "api", database "ownlist", no encryption',
    'sslmode=verify-full',
  ],
  ['28P01', 'password authentication failed for user "api"', 'Check the user and the password'],
  ['08P01', 'unsupported startup parameter: statement_timeout', 'unsupported startup parameter'],
  ['53300', 'sorry, too many clients already', 'sorry, too many clients already'],
])('a server that refuses with %s: %s', async (code, message, advice) => {
  const refusing = createServer((socket) => {
    const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`)
    const head = Buffer.alloc(5)
    head.write('E')
    head.writeInt32BE(fields.length + 4, 1)
    socket.on('error', () => undefined).once('data', () => socket.end(Buffer.concat([head, fields])))
  })
  await once(refusing.listen(0, '127.0.0.1'), 'listening')
  const fault = await faultOf(
    `postgresql://api:very-secret@127.0.0.1:${(refusing.address() as AddressInfo).port}/ownlist`,
  )
  refusing.close()
  expect(fault).toContain(message)
  expect(fault).toContain(advice)
  expect(fault).not.toContain('very-secret')
})

test('a server that never answers is reported as a timeout, not by the way the connection ended', async () => {
  const mute = createServer((socket) => void socket.on('error', () => undefined).resume())
  await once(mute.listen(0, '127.0.0.1'), 'listening')
  const fault = await faultOf(`postgresql://api@127.0.0.1:${(mute.address() as AddressInfo).port}/rows`)
  mute.close()
  expect(fault).toMatch(/timeout/)
  expect(fault).not.toContain('unexpectedly')
})

test.each([
  ['the API', openDatabase],
  ['the background program', openBackgroundDatabase],
])('%s does not start with a role that could bypass row-level security', async (_which, open) => {
  await using own = await createTestDatabase()
  expect(await faultWith(open, own.url)).toBe('It can be used')
  expect(await faultWith(open, own.adminUrl)).toMatch(/^The role ".+" of DATABASE_URL could bypass/)
})
