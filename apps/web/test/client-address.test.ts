import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientAddressHeader, noteClientAddresses } from '../src/auth/client-address'

// Another proxy than this machine, so that what comes from here is a stranger's.
noteClientAddresses(['203.0.113.1'])
const server = createServer((request, response) => void response.end(request.headers[clientAddressHeader]))
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => void server.close())

test.each<Record<string, string>>([{}, { [clientAddressHeader]: '192.0.2.1' }, { 'x-forwarded-for': '192.0.2.1' }])(
  'the address of a request is that of its connection, whatever it says: %j',
  async (headers) => {
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}`, { headers })
    expect(await response.text()).toBe('127.0.0.1')
  },
)
