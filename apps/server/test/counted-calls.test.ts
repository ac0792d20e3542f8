import { request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './api.js'

const limit = 20

let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ calls: limit })
})
afterAll(() => api[Symbol.asyncDispose]())

interface Answer {
  readonly status: number
  readonly body: string
}

/** Sends a request target unchanged, because `fetch` would normalize it. */
const send = (path: string, authorization: string, body?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = {
      authorization,
      accept: 'application/json, text/event-stream',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    httpRequest({ host: '127.0.0.1', port: api.port, path, headers, method: body === undefined ? 'GET' : 'POST' })
      .on('response', (response) => {
        text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject)
      })
      .on('error', reject)
      .end(body)
  })

/** Only a procedure that ran puts the caller’s id into the answer. */
const runsIn = (answers: readonly Answer[], userId: string) =>
  answers.reduce((sum, { body }) => sum + body.split(userId).length - 1, 0)

/** How many procedures run for a new user who sends the same target again and again, up to the limit. */
async function runsOf(target: string, body?: string): Promise<number> {
  const userId = newUserId()
  const authorization = `Bearer ${await api.issuer.token(userId)}`
  const answers: Answer[] = []
  for (let n = 0; n <= limit; n++) answers.push(await send(target, authorization, body))
  for (const { status } of answers) expect(status).toBeLessThan(500)
  return runsIn(answers, userId)
}

const names = (separator: string) => Array(10).fill('probe.whoami').join(separator)
const encoded = [...'probe.whoami'].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('')

test.each([
  ['a comma', `/trpc/${names(',')}?batch=1`],
  ['%2C', `/trpc/${names('%2C')}?batch=1`],
  ['%2c', `/trpc/${names('%2c')}?batch=1`],
  ['each of these in turn', `/trpc/${names('|').split('|').join(',').replace(',', '%2C').replace(',', '%2c')}?batch=1`],
  ['a comma, with every other letter percent-encoded', `/trpc/${Array(10).fill(encoded).join('%2c')}?batch=1`],
  ['a comma, with `batch` percent-encoded', `/trpc/${names('%2C')}?b%61tch=%31`],
  ['a comma, with `batch` after another parameter', `/trpc/${names('%2C')}?input={}&batch=1`],
  ['a comma, after two slashes', `/trpc//${names('%2C')}?batch=1`],
  ['a comma, after `..`', `/trpc/x/../${names('%2C')}?batch=1`],
  ['a comma, and one at the end', `/trpc/${names('%2C').slice(0, -'%2Cprobe.whoami'.length)}%2C?batch=1`],
])('a batch of names separated by %s runs no more procedures than the limit allows', async (_what, target) => {
  const runs = await runsOf(target)
  expect(runs).toBeGreaterThan(0)
  expect(runs).toBeLessThanOrEqual(limit)
})

test.each([
  ['names separated by a comma that is encoded twice', `/trpc/${names('%252C')}?batch=1`],
  ['names separated by semicolons', `/trpc/${names(';')}?batch=1`],
  ['names without `batch`', `/trpc/${names('%2C')}`],
  ['names with another value of `batch`', `/trpc/${names('%2C')}?batch=true`],
  ['names with `batch` in capital letters', `/trpc/${names('%2C')}?BATCH=1`],
  ['names with another `batch` before it', `/trpc/${names('%2C')}?batch=0&batch=1`],
  ['names with another `batch` after it', `/trpc/${names('%2C')}?batch=1&batch=0`],
  ['names with `batch` after an unknown parameter', `/trpc/${names('%2C')}?input={}&x=&batch=1`],
  ['names with `batch` in the fragment', `/trpc/${names('%2C')}#?batch=1`],
  ['names in the query', `/trpc/?batch=1&path=${names(',')}`],
  ['names after an encoded slash', `/trpc%2F${names('%2C')}?batch=1`],
  ['names after an encoded letter', `/%74rpc/${names('%2C')}?batch=1`],
  ['names after `..`', `/x/../trpc/${names('%2C')}?batch=1`],
  ['names after backslashes', `\\trpc\\${names('%2C')}?batch=1`],
  ['names at another host', `//evil.example/trpc/${names('%2C')}?batch=1`],
  ['more than ten names', `/trpc/${names('%2C')}%2Cprobe.whoami?batch=1`],
])('a request with %s runs nothing', async (_what, target) => {
  expect(await runsOf(target)).toBe(0)
})

test('a batch of names with mixed separators runs no more procedures than the limit allows', async () => {
  const separators = [',', '%2C', '%2c', '%252C', ',,', '%2C,']
  for (const [first, second] of separators.flatMap((one) => separators.map((other) => [one, other] as const))) {
    const path = Array(5).fill(`probe.whoami${first}probe.whoami`).join(second)
    expect(await runsOf(`/trpc/${path}?batch=1`), path).toBeLessThanOrEqual(limit)
  }
})
