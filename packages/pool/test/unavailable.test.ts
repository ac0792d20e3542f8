import pg from 'pg'
import { expect, test } from 'vitest'
import { ConnectionError } from '../src/connection-error.js'
import { isUnavailable } from '../src/unavailable.js'

const prisma = (code: string) => Object.assign(new Error('of Prisma'), { code })
const adapter = (cause: object) => Object.assign(new Error('of the adapter'), { name: 'DriverAdapterError', cause })
const wrapped = (cause: object) => Object.assign(prisma('P2010'), { meta: { driverAdapterError: adapter(cause) } })
const server = (code: string) => Object.assign(new pg.DatabaseError('of the server', 1, 'error'), { code })

test.each<[string, unknown]>([
  ['no connection', new ConnectionError('connect ECONNREFUSED')],
  ['the same below other errors', new Error('a', { cause: new Error('b', { cause: new ConnectionError('c') }) })],
  ['no connection in time', prisma('P2024')],
  ['no transaction in time', prisma('P2028')],
  ['a connection that was closed', adapter({ kind: 'ConnectionClosed' })],
  ['a server that shuts down', wrapped({ kind: 'postgres', originalCode: '57P01' })],
  ['too many connections', server('53300')],
  ['a password that is refused', server('28P01')],
  ['a statement that took too long', adapter({ originalCode: '57014' })],
  ['a database that accepts no connections', wrapped({ originalCode: '55000' })],
])('the database is unavailable with %s', (_what, error) => {
  expect(isUnavailable(error)).toBe(true)
})

test.each<[string, unknown]>([
  ['a row that already exists', prisma('P2002')],
  ['a division by zero', server('22012')],
  ['a constraint', wrapped({ kind: 'UniqueConstraintViolation', originalCode: '23505' })],
  ['a defect', new TypeError('undefined is not a function')],
  ['a table that is missing', adapter({ originalCode: '42P01' })],
  ['no error', undefined],
  ['a text', '57P01'],
])('it is available with %s', (_what, error) => {
  expect(isUnavailable(error)).toBe(false)
})
