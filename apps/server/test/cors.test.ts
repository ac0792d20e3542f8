import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi, webOrigin } from './api.js'
import { bearer, get, post } from './requests.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api[Symbol.asyncDispose]())

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

test('pages of the web app may call the API, and their preflight needs no token', async () => {
  const response = await fetch(`${api.url}/trpc/probe.echo`, { method: 'OPTIONS', headers: { origin: webOrigin } })
  expect(response.status).toBe(204)
  expect(response.headers.get('access-control-allow-origin')).toBe(webOrigin)
  expect(response.headers.get('access-control-allow-headers')).toMatch(/^authorization, content-type, /)
  expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST')
  expect(response.headers.get('access-control-max-age')).toBe('600')
  expect(response.headers.get('access-control-expose-headers')).toBe('www-authenticate, retry-after, x-request-id')
  expect(response.headers.get('access-control-allow-credentials')).toBeNull()
})

test.each(['null', `${webOrigin}.evil.example`, 'http://evil.example', `${webOrigin}:81`])(
  'pages of %s may not call the API',
  async (origin) => {
    const { headers } = await get(api, '/trpc/probe.echo', { origin })
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('vary')).toContain('origin')
  },
)

test.each([
  ['MCP', '/mcp', 'authorization, content-type, mcp-protocol-version, mcp-session-id, last-event-id'],
  ['MCP of 2026', '/mcp', 'mcp-method, mcp-name, mcp-wire-codec'],
  ['OpenTelemetry', '/trpc/probe.echo', 'traceparent, tracestate, baggage'],
  ['Sentry', '/trpc/probe.save', 'sentry-trace, baggage'],
  ['Zipkin', '/trpc/probe.save', 'b3, x-b3-traceid, x-b3-spanid, x-b3-parentspanid, x-b3-sampled, x-b3-flags'],
  ['a caller that names its requests', '/trpc/probe.save', 'x-request-id'],
  ['Datadog', '/mcp', 'x-datadog-trace-id, x-datadog-parent-id, x-datadog-origin, x-datadog-sampling-priority'],
  ['New Relic and Elastic', '/trpc/probe.echo', 'newrelic, elastic-apm-traceparent'],
  ['Jaeger and Dynatrace', '/trpc/probe.save', 'uber-trace-id, x-dtpc'],
  ['AWS X-Ray and Google Cloud', '/mcp', 'x-amzn-trace-id, x-cloud-trace-context'],
  ['Azure Application Insights', '/trpc/probe.echo', 'request-id, request-context'],
  ['tRPC', '/trpc/probe.echo', 'trpc-accept, x-trpc-source, last-event-id'],
  ['this deployment, from its settings', '/trpc/probe.echo', 'x-of-this-deployment'],
])('pages of the web app may send the headers of %s to %s', async (_of, path, headers) => {
  const allowed = allowedHeaders(await preflight(path, headers))
  expect(headers.split(', ').filter((name) => !allowed.includes(name))).toEqual([])
})

test.each(['x-forwarded-for', 'x-forwarded-host', 'cookie', 'x-http-method-override', 'x-real-ip'])(
  'pages of the web app may not send %s',
  async (header) => {
    expect(allowedHeaders(await preflight('/trpc/probe.echo', header))).not.toContain(header)
  },
)

test('every answer, whatever its status, varies by origin', async () => {
  const headers = { origin: webOrigin, ...(await bearer(api)) }
  const call = (name: string) => ({ jsonrpc: '2.0', id: 1, method: name })
  const answers = await Promise.all([
    get(api, '/trpc/probe.echo', headers),
    get(api, '/trpc/probe.echo,probe.whoami?batch=1', headers),
    get(api, '/trpc/probe.echo,probe.whoami?batch=1', { ...headers, 'trpc-accept': 'application/jsonl' }),
    get(api, '/trpc/probe.refuse', headers),
    get(api, '/trpc/nothing', headers),
    get(api, '/trpc/probe.echo'),
    post(api, '/trpc/probe.save', { title: 'x' }, headers),
    post(api, '/mcp', call('tools/list'), { ...headers, accept: 'application/json, text/event-stream' }),
    post(api, '/mcp', call('tools/list'), { accept: 'application/json, text/event-stream' }),
    preflight('/trpc/probe.echo', 'authorization'),
  ])
  const statuses = answers.map(({ status }) => status)
  expect(statuses).toEqual([200, 200, 200, 400, 404, 401, 200, 200, 401, 204])
  for (const { headers } of answers) expect(headers.get('vary')?.toLowerCase().split(/, ?/)).toContain('origin')
  // The values that tRPC itself adds remain.
  expect(answers[0]?.headers.get('vary')).toContain('trpc-accept')
})
