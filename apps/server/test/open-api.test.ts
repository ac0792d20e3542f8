import { appRouter, indexProcedures } from '@ownlist/api'
import { execute, newUserId } from '@ownlist/testkit'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppApi, startAppApi } from './app-api.js'

// These tests know only the document, like a program in another language.
interface Media {
  readonly example?: Readonly<Record<string, unknown>>
}
type Content = Readonly<Record<'application/json', Media>>
interface DescribedResponse {
  readonly $ref?: string
  readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>
}
interface Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly example?: unknown
}
interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, DescribedResponse>>
}
/** The parts of the document that these tests use. */
interface ErrorBody {
  readonly error: { readonly data: { readonly issues: readonly unknown[] } }
}
interface Described {
  readonly servers: readonly [{ readonly url: string }]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly responses: Readonly<Record<string, DescribedResponse>> }
}

const document = JSON.parse(JSON.stringify(indexProcedures(appRouter).describe({ url: '.' }))) as Described
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation, name: operation.operationId })),
)
type DescribedOperation = (typeof operations)[number]

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(document, 'api')
const pointer = (...keys: string[]) =>
  keys.map((key) => `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')
function faultsOf(value: unknown, at: string): unknown {
  // Compiles it only the first time.
  const validate = ajv.getSchema(`api#${at}`)
  if (validate === undefined) throw new Error(`The document has nothing at ${at}`)
  return validate(value) ? null : validate.errors
}

const takesInput = ({ operation }: DescribedOperation) => (operation.parameters ?? operation.requestBody) !== undefined

/** The example of the body, or of all parameters. */
function exampleOf({ operation: { parameters, requestBody } }: DescribedOperation) {
  if (requestBody) return requestBody.content['application/json'].example
  const given = parameters?.filter(({ example }) => example !== undefined)
  return given && Object.fromEntries(given.map(({ name, example }) => [name, example]))
}

/** The faults of an input according to the document's schemas. */
function faultsOfInput({ path, method, operation }: DescribedOperation, input: Readonly<Record<string, unknown>>) {
  const at = pointer('paths', path, method)
  if (operation.requestBody) {
    return faultsOf(input, at + pointer('requestBody', 'content', 'application/json', 'schema'))
  }
  const names = operation.parameters?.map(({ name }) => name) ?? []
  const faults = Object.entries(input).map(([name, value]) =>
    names.includes(name)
      ? faultsOf(value, at + pointer('parameters', String(names.indexOf(name)), 'schema'))
      : `there is no ${name}`,
  )
  return faults.some((fault) => fault !== null) ? faults : null
}

interface Call {
  readonly on: AppApi
  readonly user?: string
  readonly token?: string
  readonly input?: Readonly<Record<string, unknown>> | undefined
  readonly contentType?: string
}

/** Calls an operation over plain HTTP, and checks the answer against the document's schema for its status. */
async function call(described: DescribedOperation, { on, user, token, input, contentType = 'application/json' }: Call) {
  const { path, method, operation } = described
  const url = new URL(document.servers[0].url + path, `${on.url}/openapi.json`)
  const bearer = token ?? (user && (await on.issuer.token(user)))
  const headers = new Headers(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` })
  if (!operation.requestBody) {
    for (const [name, value] of Object.entries(input ?? {})) url.searchParams.set(name, String(value))
  }
  if (operation.requestBody) headers.set('content-type', contentType)
  const body = operation.requestBody ? { body: JSON.stringify(input) } : {}
  const response = await fetch(url, { method, headers, ...body })
  return await asDescribed(described, response)
}

async function asDescribed({ path, method, operation }: DescribedOperation, response: Response) {
  const status = String(response.status)
  const said = operation.responses[status]
  if (said === undefined) throw new Error(`${operation.operationId} answered ${status}, which is not in the document`)
  const at = said.$ref?.slice(1) ?? pointer('paths', path, method, 'responses', status)
  if (response.headers.get('content-type') === 'text/event-stream') {
    expect(faultsOf('', at + pointer('content', 'text/event-stream', 'schema'))).toBeNull()
    // This one would never end.
    await response.body?.cancel()
    return { status, headers: response.headers, body: noError }
  }
  const body = (await response.json()) as ErrorBody
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(faultsOf(body, at + pointer('content', 'application/json', 'schema'))).toBeNull()
  const shared = document.components.responses[at.split('/').at(-1) ?? ''] ?? said
  for (const [name, { required }] of Object.entries(shared.headers ?? {}))
    if (required) expect(response.headers.get(name)).not.toBeNull()
  return { status, headers: response.headers, body }
}

const noError: ErrorBody = { error: { data: { issues: [] } } }

const named = (name: string) => {
  const found = operations.find((operation) => operation.name === name)
  if (found === undefined) throw new Error(`The document has no ${name}`)
  return found
}

/** Another procedure of the same router. */
const beside = ({ name }: DescribedOperation, sibling: string) =>
  operations.find((operation) => operation.name === `${name.split('.')[0]}.${sibling}`)
const isCreate = ({ name }: DescribedOperation) => /\.create(Many)?$/.test(name)

/** A user who has the row that a router's examples name. */
async function somebodyWithRow(on: AppApi, described: DescribedOperation): Promise<string> {
  const user = await somebody(on, described)
  const create = beside(described, 'create')
  if (create) await call(create, { on, user, input: exampleOf(create) })
  return user
}

/** A user for whom the example succeeds. */
const somebodyFor = (described: DescribedOperation) =>
  (isCreate(described) ? somebody : somebodyWithRow)(api, described)

/** A user with everything that the examples need, apart from their own row. */
async function somebody(on: AppApi, { name }: DescribedOperation): Promise<string> {
  const user = newUserId()
  await prepare[name.split('.')[0] ?? '']?.(on, user)
  return user
}

// domain: tasks {
const exampleId = exampleOf(named('task.get'))?.id
const exampleListId = exampleOf(named('section.create'))?.listId
/** A task below ten others. In SQL, the id of the task at a level. */
const deepestId = '019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e10'
const level = (n: string) => `overlay('${deepestId}' placing to_char(${n}, 'FM00') from 35)::uuid`
// domain: tasks }

/** By procedure and status, inputs that cause a refusal that the example does not cause. */
const refusedInputs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // domain: tasks {
  'task.create 404': { listId: exampleId },
  'task.create 422': { parentId: deepestId },
  'task.createMany 404': { tasks: [{ title: 'Water the ferns', listId: exampleId }] },
  'task.createMany 409': { tasks: [{ id: exampleId, title: 'Another' }] },
  'task.createMany 422': { tasks: [{ title: 'Water the ferns', parentId: deepestId }] },
  'task.update 422': { parentId: exampleId },
  'task.bulk 422': { action: { type: 'complete' } },
  'task.list 422': { search: `${'a'.repeat(199)}b` },
  'preferences.update 404': { defaultListId: exampleId },
  // domain: tasks }
}

const inputThatIsRefused = (described: DescribedOperation, status: number) => ({
  ...exampleOf(described),
  ...refusedInputs[`${described.name} ${status}`],
})

/** Creates what the examples of a router need. */
const prepare: Record<string, (on: AppApi, user: string) => Promise<unknown>> = {
  // domain: tasks {
  section: (on, user) => call(named('list.create'), { on, user, input: { id: exampleListId, title: 'Garden' } }),
  import: (on, user) => call(named('import.read'), { on, user, input: exampleOf(named('import.read')) }),
  /** The example is the seventh action. */
  async history(on, user) {
    for (let n = 1; n <= 5; n++) await call(named('task.create'), { on, user, input: { title: `${n}` } })
    await call(named('task.create'), { on, user, input: { id: exampleId, title: 'Sixth' } })
    await rename(on, user, 'Seventh')
  },
  // domain: tasks }
}

// domain: tasks {
const rename = (on: AppApi, user: string, title: string) =>
  call(named('task.update'), { on, user, input: { id: exampleId, title } })
// domain: tasks }

let api: AppApi
/** Allows one call per user. */
let limited: AppApi
/** Its database is gone. */
let broken: AppApi
beforeAll(async () => {
  api = await startAppApi()
  limited = await startAppApi({ calls: 1 })
  broken = await startAppApi()
  const name = new URL(broken.test.adminUrl).pathname.slice(1)
  await execute(broken.test.adminUrl.replace(`/${name}`, '/postgres'), [
    `alter database ${name} allow_connections false`,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  ])
})
afterAll(async () => {
  for (const each of [api, limited, broken]) await each?.[Symbol.asyncDispose]()
})

/** How to cause each answer. The document may contain no others. */
const provoke: Record<string, (described: DescribedOperation) => ReturnType<typeof call>> = {
  async 200(described) {
    const user = await somebodyFor(described)
    return await call(described, { on: api, user, input: exampleOf(described) })
  },
  async 400(described) {
    const input = { ...exampleOf(described), userId: 'someone' }
    const answer = await call(described, { on: api, user: newUserId(), input })
    expect(answer.body.error.data.issues).toHaveLength(1)
    return answer
  },
  async 401(described) {
    const input = exampleOf(described)
    const bad = await call(described, { on: api, token: 'nonsense', input })
    expect(bad.headers.get('www-authenticate')).toContain('error="invalid_token"')
    return await call(described, { on: api, input })
  },
  async 403(described) {
    const user = newUserId()
    if (!isCreate(described)) {
      const token = await api.issuer.token(user, { scope: 'nothing' })
      return await call(described, { on: api, token, input: exampleOf(described) })
    }
    await call(named('account.erase'), { on: api, user, input: {} })
    return await call(described, { on: api, user, input: exampleOf(described) })
  },
  404: (described) => call(described, { on: api, user: newUserId(), input: inputThatIsRefused(described, 404) }),
  async 409(described) {
    const user = await somebodyWithRow(api, described)
    // domain: tasks {
    if (described.name === 'history.undo') await rename(api, user, 'Eighth')
    // domain: tasks }
    // After this, the version in the example is outdated and its id is taken.
    const update = beside(described, 'update')
    if (update) await call(update, { on: api, user, input: exampleOf(update) })
    const input = inputThatIsRefused(described, 409)
    const other = described.name.endsWith('.create') ? { title: 'Another' } : {}
    return await call(described, { on: api, user, input: { ...input, ...other } })
  },
  412: (described) => call(described, { on: api, user: newUserId(), input: { since: 1 } }),
  413: (described) =>
    call(described, { on: api, user: newUserId(), input: { ...exampleOf(described), notes: 'x'.repeat(70_000) } }),
  415: (described) =>
    call(described, { on: api, user: newUserId(), input: exampleOf(described), contentType: 'text/plain' }),
  // domain: tasks {
  async 422(described) {
    const user = await somebodyFor(described)
    await execute(api.test.adminUrl, [
      // The API does not accept such a rule.
      `update task set recurrence = 'FREQ=SECONDLY' where user_id = '${user}'`,
      `insert into task (user_id, id, title, notes, priority, digest, version, created_at, updated_at)
       select '${user}', gen_random_uuid(), 'x', repeat('a', 10000), 'none', '', 1, now(), now() from generate_series(1, 300)`,
      // Each is a subtask of the one before it.
      `insert into task (user_id, id, parent_id, title, notes, priority, digest, version, created_at, updated_at)
       select '${user}', ${level('n')}, case when n > 0 then ${level('n - 1')} end, 'x', '', 'none', '', 1, now(), now()
       from generate_series(0, 10) n`,
    ])
    return await call(described, { on: api, user, input: inputThatIsRefused(described, 422) })
  },
  // domain: tasks }
  async 429(described) {
    const user = newUserId()
    await call(named('account.whoami'), { on: limited, user })
    const answer = await call(described, { on: limited, user, input: exampleOf(described) })
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    return answer
  },
  503: (described) => call(described, { on: broken, user: newUserId(), input: exampleOf(described) }),
}

describe('the document', () => {
  test('is valid OpenAPI 3.1, and every page can get it without a token', async () => {
    const response = await fetch(`${api.url}/openapi.json`)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const served = (await response.json()) as Record<string, unknown>
    expect(served).toEqual(document)
    const { valid, errors } = await new Validator().validate(served)
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
    expect(served.openapi).toBe('3.1.0')
  })

  test('has exactly the procedures of the router, each with a summary', () => {
    expect(operations.map(({ name }) => name).sort()).toEqual(Object.keys(appRouter._def.procedures).sort())
    expect(operations.filter(({ operation }) => !operation.summary).map(({ name }) => name)).toEqual([])
  })

  test.each(operations.filter(takesInput))(
    'has an example for the input of $name that fits the schema',
    (described) => {
      const example = exampleOf(described)
      expect(example, 'give the input schema .meta({ examples: [{ … }] })').toBeTypeOf('object')
      expect(faultsOfInput(described, example ?? {})).toBeNull()
      expect(faultsOfInput(described, { ...example, userId: 'someone' })).not.toBeNull()
    },
  )

  describe.each(['/openapi.json', '/docs', '/docs/start.js', '/docs/swagger-ui.css'])('%s', (path) => {
    const statusWith = async (tag: (etag: string) => string, method = 'GET') => {
      const etag = (await fetch(`${api.url}${path}`)).headers.get('etag') ?? ''
      expect(etag).toMatch(/^"[\w-]+"$/)
      const again = await fetch(`${api.url}${path}`, { method, headers: { 'if-none-match': tag(etag) } })
      if (again.status === 304) expect([again.headers.get('etag'), await again.text()]).toEqual([etag, ''])
      return again.status
    }

    test.each<[string, (etag: string) => string]>([
      ['its tag', (etag) => etag],
      ['its tag, weakened by a proxy', (etag) => `W/${etag}`],
      ['a list', (etag) => `"other", ${etag}`],
      ['a list of weak tags', (etag) => `W/"other",W/${etag} , "third"`],
      ['any', () => '*'],
      ['a tag with a comma, and its own tag', (etag) => `"a,b", ${etag}`],
    ])('is not sent again if the request has %s', async (_what, tag) => {
      expect(await statusWith(tag)).toBe(304)
      expect(await statusWith(tag, 'HEAD')).toBe(304)
    })

    test.each<[string, (etag: string) => string]>([
      ['another tag', () => '"other"'],
      ['a part of its tag', (etag) => `${etag.slice(0, -3)}"`],
      ['its tag without quotes', (etag) => etag.slice(1, -1)],
      ['its tag inside another', (etag) => `"x${etag.slice(1)}`],
      ['nothing', () => ''],
    ])('is sent if the request has %s', async (_what, tag) => {
      expect(await statusWith(tag)).toBe(200)
    })
  })
})

const answers = operations
  .flatMap((described) => Object.keys(described.operation.responses).map((status) => ({ ...described, status })))
  // It uses no database. Without signing keys it is 503 like all others, before the procedure runs: see issuer-down.test.ts.
  .filter(({ name, status }) => !(name === 'account.whoami' && status === '503'))

test.each(answers)('$name answers $status as the document says', async ({ status, ...described }) => {
  const answer = await provoke[status]?.(described)
  expect(answer?.status, `this test does not know how to cause a ${status}`).toBe(status)
})

test.each(operations)('$name refuses only as the document says', async (described) => {
  // Each call fails if its answer is not in the document.
  for (const status of [403, 404, 409]) await provoke[status]?.(described)
})

describe('the page', () => {
  test('allows no content from other hosts, and no inline scripts', async () => {
    const response = await fetch(`${api.url}/docs`)
    expect(response.status).toBe(200)
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    const html = await response.text()
    expect(html).not.toMatch(/<script>|https?:/)
    for (const [, path] of html.matchAll(/(?:src|href)="(docs[^"]+)"/g))
      expect((await fetch(`${api.url}/${path}`)).status).toBe(200)
  })

  test.each(['/docs/', '/docs/package.json', '/docs/../server.js', '/docs/__proto__', '/__proto__'])(
    'has no %s',
    async (path) => {
      expect((await fetch(`${api.url}${path}`)).status).toBe(404)
    },
  )
})
