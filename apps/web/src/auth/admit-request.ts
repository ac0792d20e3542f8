import { z } from 'zod'
import { clientAddressHeader } from './client-address'
import { comesFromElsewhere, mayComeFromElsewhere } from './cross-site'
import { type Endpoint, endpoints } from './endpoints'
import { mostBodyBytes, readBody } from './read-body'
import type { FieldFault } from './request-fields'

const basePath = '/api/auth'

/** A session stores at most this much of the User-Agent header. */
const longestUserAgent = 512

interface Route {
  readonly method: string
  readonly pattern: RegExp
  readonly endpoint: Endpoint
}

const routes: readonly Route[] = Object.entries(endpoints).map(([name, endpoint]) => {
  const [method = '', path = ''] = name.split(' ')
  return { method, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[\\w-]{1,64}')}$`), endpoint }
})

/**
 * Returns the request that Better Auth may see, or the response that refuses it. An admitted request goes to an
 * endpoint of the table and comes from our own page or a program. It is rebuilt from what the endpoint's schemas
 * parsed, so that nothing is parsed in two ways. A request that is refused here counts towards no limit, and at most 64
 * KiB of its body were read.
 * @param webUrl the web app's own origin
 * @param listed other origins whose pages may call the endpoints that are meant for them
 */
export async function admitRequest(
  request: Request,
  webUrl: string,
  listed: readonly string[] = [],
): Promise<Request | Response> {
  const { pathname, searchParams } = new URL(request.url)
  const path = pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : ''
  const found = routes.filter(({ pattern }) => pattern.test(path))
  if (found.length === 0) return refuse(404, { code: 'NOT_FOUND', message: 'There is no such endpoint.' })
  const route = found.find(({ method }) => method === request.method)
  if (route === undefined) {
    const allow = found.map(({ method }) => method).join(', ')
    const message = `This endpoint takes ${allow}.`
    return refuse(405, { code: 'METHOD_NOT_ALLOWED', message, headers: { allow } })
  }
  const { endpoint } = route
  if (comesFromElsewhere(request, webUrl) && !mayComeFromElsewhere(request, endpoint, listed)) {
    return refuse(403, {
      code: 'INVALID_ORIGIN',
      message: 'This request comes from a page of another site, which may not call this endpoint.',
    })
  }
  const query = readPairs(searchParams, endpoint.query)
  if (query instanceof Response) return query
  const body = request.method === 'POST' ? await readFields(request, endpoint) : null
  if (body instanceof Response) return body
  const search = new URLSearchParams(query as Record<string, string>).toString()
  const url = `${webUrl}${basePath}${path}${search === '' ? '' : `?${search}`}`
  return new Request(url, {
    method: request.method,
    headers: headersOf(request, body !== null),
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  })
}

/** The original headers, except for those that describe the body. The User-Agent, which is stored, is cut. */
function headersOf(request: Request, hasBody: boolean): Headers {
  const headers = new Headers(request.headers)
  for (const name of ['content-length', 'content-encoding', 'content-type', 'transfer-encoding']) headers.delete(name)
  if (hasBody) headers.set('content-type', 'application/json')
  const userAgent = headers.get('user-agent')
  if (userAgent !== null) headers.set('user-agent', userAgent.slice(0, longestUserAgent))
  // This is a request over a Unix socket, or one from before the front door opened. All of these count as one client.
  if (!headers.has(clientAddressHeader)) headers.set(clientAddressHeader, '0.0.0.0')
  return headers
}

const nothing = z.strictObject({})

async function readFields(request: Request, endpoint: Endpoint): Promise<object | Response> {
  const schema = endpoint.body ?? nothing
  let body: string | null
  try {
    body = await readBody(request)
  } catch {
    return malformed()
  }
  if (body === null) {
    const message = `The body may have at most ${mostBodyBytes} bytes.`
    return refuse(413, { code: 'PAYLOAD_TOO_LARGE', message, headers: { connection: 'close' } })
  }
  if (body === '') return read({}, schema)
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'application/x-www-form-urlencoded' && endpoint.takesForms) {
    return readPairs(new URLSearchParams(body), schema)
  }
  if (type !== 'application/json') {
    return refuse(415, { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send the body as application/json.' })
  }
  try {
    return read(JSON.parse(body), schema)
  } catch {
    return malformed()
  }
}

/** A query or a form. */
function readPairs(pairs: URLSearchParams, schema: z.ZodType<object> = nothing): object | Response {
  const names = [...pairs.keys()]
  if (new Set(names).size !== names.length) {
    return refuse(400, { code: 'INVALID_REQUEST', message: 'A parameter was given twice. Give each one once.' })
  }
  return read(Object.fromEntries(pairs), schema)
}

function read(value: unknown, schema: z.ZodType<object>): object | Response {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const [issue] = error.issues
  const params: FieldFault | undefined = issue?.code === 'custom' ? issue.params : undefined
  const message = params === undefined ? `${issue?.path.join('.')}: ${issue?.message}` : `${issue?.message}`
  return refuse(400, {
    code: params?.code ?? 'INVALID_REQUEST',
    message: message.slice(0, 256),
    error: params?.error,
  })
}

const malformed = () => refuse(400, { code: 'INVALID_REQUEST', message: 'The body is not valid JSON.' })

interface Refusal {
  readonly code: string
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
  /** OAuth's code; `invalid_request` by default. */
  readonly error?: string | undefined
}

/**
 * The response has Better Auth's fields, and OAuth's (RFC 6749, section 5.2) for the programs that call the device
 * endpoints.
 */
function refuse(status: number, { code, message, headers = {}, error = 'invalid_request' }: Refusal): Response {
  return Response.json({ code, message, error, error_description: message }, { status, headers })
}
