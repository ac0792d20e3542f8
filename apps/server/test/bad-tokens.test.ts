import { connect } from 'node:net'
import { createKeySet } from '@ownlist/auth'
import { expect, test } from 'vitest'
import { badTokens } from '../../../packages/auth/test/bad-tokens.js'
import { audience, issuer, newKey, startJwks, tokenWith } from '../../../packages/auth/test/tokens.js'
import { startTestServer } from './api.js'

/** Written byte by byte, because no HTTP client would send some of these. */
async function answerTo(port: number, token: string) {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    text += chunk
  })
  // The server may reset the connection before it has read a megabyte.
  socket.on('error', () => undefined)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(
    `GET /trpc/probe.whoami HTTP/1.1\r\nHost: api\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  )
  await closed
  const [head = '', ...body] = text.split('\r\n\r\n')
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'mi').exec(head)?.[1]?.trim()
  return {
    status: Number(head.split(' ')[1]),
    challenge: header('www-authenticate'),
    length: header('content-length'),
    body: body.join(''),
  }
}

test('every invalid token gets the same 401 bytes over HTTP, and the API keeps working', {
  timeout: 60_000,
}, async () => {
  const [key, second] = [await newKey('key-1'), await newKey('key-2')]
  await using jwks = await startJwks([key.jwk, second.jwk])
  using keys = createKeySet({ url: jwks.url })
  await using api = await startTestServer({ keys, issuer, audience })
  const good = tokenWith(key)
  expect(await answerTo(api.port, good)).toMatchObject({ status: 200 })
  const reference = await answerTo(api.port, `${good.slice(0, -3)}AAA`)
  expect(reference).toMatchObject({ status: 401, challenge: 'Bearer realm="ownlist", error="invalid_token"' })
  for (const [name, token] of Object.values(badTokens(key, second, await newKey('key-1'))).flat()) {
    const answer = await answerTo(api.port, token)
    if (token.length > 16_000) expect(answer.status, name).toBe(431)
    else if (token.includes('\n')) expect(answer.status, name).toBe(400)
    else if (token.includes(' '))
      expect(answer, name).toMatchObject({ status: 401, challenge: 'Bearer realm="ownlist"' })
    else expect(answer, name).toEqual(reference)
  }
  expect(await answerTo(api.port, good)).toMatchObject({ status: 200 })
})
