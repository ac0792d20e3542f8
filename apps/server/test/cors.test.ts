import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi, webOrigin } from './api.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${api.url}${path}`, { headers })
const post = (path: string, body: unknown, headers: Record<string, string>) =>
  fetch(`${api.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const allowedHeaders = (response: Response) => response.headers.get('access-control-allow-headers')?.split(', ') ?? []
const preflight = (path: string, headers: string) =>
  fetch(`${api.url}${path}`, {
    method: 'OPTIONS',
    headers: {
      origin: webOrigin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': headers,
    },
  })

test.each([
  ['MCP', '/mcp', 'authorization, content-type, mcp-protocol-version, mcp-session-id, last-event-id'],
  ['MCP of 2026', '/mcp', 'mcp-method, mcp-name, mcp-wire-codec'],
  ['OpenTelemetry', '/trpc/task.list', 'traceparent, tracestate, baggage'],
  ['Sentry', '/trpc/task.create', 'sentry-trace, baggage'],
  ['Zipkin', '/trpc/task.create', 'b3, x-b3-traceid, x-b3-spanid, x-b3-sampled'],
  ['Datadog', '/mcp', 'x-datadog-trace-id, x-datadog-parent-id, x-datadog-origin, x-datadog-sampling-priority'],
  ['New Relic and Elastic', '/trpc/task.list', 'newrelic, elastic-apm-traceparent'],
  ['Jaeger and Dynatrace', '/trpc/task.create', 'uber-trace-id, x-dtpc'],
  ['AWS X-Ray and Google Cloud', '/mcp', 'x-amzn-trace-id, x-cloud-trace-context'],
  ['Azure Application Insights', '/trpc/task.list', 'request-id, request-context'],
  ['tRPC', '/trpc/task.list', 'trpc-accept, x-trpc-source, last-event-id'],
  ['this deployment, by setting', '/trpc/task.list', 'x-of-this-deployment'],
])('a page of the web app may send the headers of %s to %s', async (_of, path, headers) => {
  const allowed = allowedHeaders(await preflight(path, headers))
  expect(headers.split(', ').filter((name) => !allowed.includes(name))).toEqual([])
})

test.each(['x-forwarded-for', 'x-forwarded-host', 'cookie', 'x-http-method-override', 'x-real-ip'])(
  'it may not send %s',
  async (header) => {
    expect(allowedHeaders(await preflight('/trpc/task.list', header))).not.toContain(header)
  },
)

test('each answer says that it varies by origin, whatever it is', async () => {
  const headers = { origin: webOrigin, authorization: `Bearer ${await api.issuer.token(newUserId())}` }
  const call = (name: string) => ({ jsonrpc: '2.0', id: 1, method: name })
  const answers = await Promise.all([
    get('/trpc/task.list', headers),
    get('/trpc/task.list,account.whoami?batch=1', headers),
    get('/trpc/task.list,account.whoami?batch=1', { ...headers, 'trpc-accept': 'application/jsonl' }),
    get('/trpc/task.get', headers),
    get('/trpc/nothing', headers),
    get('/trpc/task.list'),
    post('/trpc/task.create', { title: 'x' }, headers),
    post('/mcp', call('tools/list'), { ...headers, accept: 'application/json, text/event-stream' }),
    post('/mcp', call('tools/list'), { accept: 'application/json, text/event-stream' }),
    preflight('/trpc/task.list', 'authorization'),
  ])
  const statuses = answers.map(({ status }) => status)
  expect(statuses).toEqual([200, 200, 200, 400, 404, 401, 200, 200, 401, 204])
  for (const { headers } of answers) expect(headers.get('vary')?.toLowerCase().split(/, ?/)).toContain('origin')
  // What tRPC says itself stays.
  expect(answers[0]?.headers.get('vary')).toContain('trpc-accept')
})
