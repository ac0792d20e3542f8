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

/** Sends a request target as it is written here: `fetch` would spell it in its own way first. */
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

/** Each procedure that ran shows the caller’s id in the answer, and nothing else does. */
const runsIn = (answers: readonly Answer[], userId: string) =>
  answers.reduce((sum, { body }) => sum + body.split(userId).length - 1, 0)

/** How many procedures run for a new user who sends the same target again and again, until that would be too many. */
async function runsOf(target: string, body?: string): Promise<number> {
  const userId = newUserId()
  const authorization = `Bearer ${await api.issuer.token(userId)}`
  const answers: Answer[] = []
  for (let n = 0; n <= limit; n++) answers.push(await send(target, authorization, body))
  for (const { status } of answers) expect(status).toBeLessThan(500)
  return runsIn(answers, userId)
}

const names = (separator: string) => Array(10).fill('account.whoami').join(separator)
const encoded = [...'account.whoami'].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('')

test.each([
  ['a comma', `/trpc/${names(',')}?batch=1`],
  ['%2C', `/trpc/${names('%2C')}?batch=1`],
  ['%2c', `/trpc/${names('%2c')}?batch=1`],
  ['all of these in turn', `/trpc/${names('|').split('|').join(',').replace(',', '%2C').replace(',', '%2c')}?batch=1`],
  ['a comma, with every other letter percent-encoded', `/trpc/${Array(10).fill(encoded).join('%2c')}?batch=1`],
  ['a comma, with `batch` percent-encoded', `/trpc/${names('%2C')}?b%61tch=%31`],
  ['a comma, with another `batch` behind', `/trpc/${names('%2C')}?batch=1&batch=0`],
  ['a comma, with `batch` behind other parameters', `/trpc/${names('%2C')}?input={}&x=&batch=1`],
  ['a comma, behind two slashes', `/trpc//${names('%2C')}?batch=1`],
  ['a comma, behind a step up', `/trpc/x/../${names('%2C')}?batch=1`],
  ['a comma, and one at the end', `/trpc/${names('%2C').slice(0, -'%2Caccount.whoami'.length)}%2C?batch=1`],
])('names separated by %s run as often as the limit says, and no more', async (_what, target) => {
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
  ['names with another `batch` in front', `/trpc/${names('%2C')}?batch=0&batch=1`],
  ['names with `batch` in the fragment', `/trpc/${names('%2C')}#?batch=1`],
  ['names in the query', `/trpc/?batch=1&path=${names(',')}`],
  ['names behind an encoded slash', `/trpc%2F${names('%2C')}?batch=1`],
  ['names behind an encoded letter', `/%74rpc/${names('%2C')}?batch=1`],
  ['names behind a step up', `/x/../trpc/${names('%2C')}?batch=1`],
  ['names behind backslashes', `\\trpc\\${names('%2C')}?batch=1`],
  ['names at another host', `//evil.example/trpc/${names('%2C')}?batch=1`],
  ['more than ten names', `/trpc/${names('%2C')}%2Caccount.whoami?batch=1`],
])('%s run nothing', async (_what, target) => {
  expect(await runsOf(target)).toBe(0)
})

test('names separated in any mixture run no more often than the limit says', async () => {
  const separators = [',', '%2C', '%2c', '%252C', ',,', '%2C,']
  for (const [first, second] of separators.flatMap((one) => separators.map((other) => [one, other] as const))) {
    const path = Array(5).fill(`account.whoami${first}account.whoami`).join(second)
    expect(await runsOf(`/trpc/${path}?batch=1`), path).toBeLessThanOrEqual(limit)
  }
})
