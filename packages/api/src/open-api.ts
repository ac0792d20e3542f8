import { StoreError } from '@ownlist/db'
import { type Right, readRight } from '@ownlist/scopes'
import { type TRPC_ERROR_CODE_KEY, TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { z } from 'zod'
import {
  type CreateDocumentOptions,
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathItemObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi'
import packageJson from '../package.json' with { type: 'json' }
import { componentNames } from './component-names.js'
import { contractVersion, contractVersionHeader } from './contract-version.js'
import { trpcCodes } from './error-codes.js'
import { errorShape } from './error-shape.js'
import { InsufficientScopeError } from './insufficient-scope-error.js'
import { openOutput } from './published-output.js'
import type { ProcedureMeta } from './trpc.js'

export interface OpenApiOptions {
  /** The API's address, relative to the document if the API itself serves it. */
  readonly url: string
}

/** Ready to be sent as JSON. */
export type OpenApiDocument = ReturnType<typeof createDocument>

/** What tRPC stores about a procedure. Its types hide the validators, which are zod's here. */
interface ProcedureParts {
  readonly type: 'query' | 'mutation' | 'subscription'
  readonly inputs: readonly unknown[]
  readonly output?: unknown
  readonly meta?: ProcedureMeta
}

/**
 * Describes a router's procedures as plain HTTP. A query is a GET with one parameter per field of its input. So is a
 * subscription, whose response is a stream. A mutation is a POST with its input as the body. Batches and `?input=` are left
 * out, since they are for tRPC's own clients.
 * @param procedures a router's `_def.procedures`, by their full names
 */
export function describeProcedures(procedures: object, { url }: OpenApiOptions): OpenApiDocument {
  const entries = Object.entries(procedures) as [string, { readonly _def: ProcedureParts }][]
  const description: ZodOpenApiObject = {
    openapi: '3.1.0',
    info: {
      title: 'Ownlist',
      version: packageJson.version,
      'x-contract-version': contractVersion,
      description:
        'Everything here belongs to the caller. Send a token with every call. The web app’s `GET /api/auth/token` issues it; it is valid for 5 minutes. ' +
        'An app’s token may be limited to scopes. Each operation names the scopes that it needs. A scope may end with the id of a list, ' +
        `such as \`${readRight}:019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11\`, which limits the app to that list. ` +
        'Ignore unknown fields in responses: later versions may add some. ' +
        `Fields that are newer than version 1 are only sent to callers that state their version of this contract in the header \`${contractVersionHeader}\`. ` +
        'All data is plain JSON. Texts in an input must not contain NUL or half of a surrogate pair.',
    },
    servers: [{ url }],
    security: [{ token: [] }],
    components: {
      schemas: namedOutputs(entries.map(([, { _def }]) => _def.output)),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
    paths: Object.fromEntries(entries.map(([name, { _def }]) => [`/trpc/${name}`, pathOf(name, _def)])),
  }
  const override: CreateDocumentOptions['override'] = (context) => {
    if (context.io === 'output') openOutput(context)
  }
  return withInputsInQueries(createDocument(description, { override }))
}

function namedOutputs(outputs: readonly unknown[]): Record<string, z.ZodType> {
  const schemas = outputs.filter((output) => output instanceof z.ZodType)
  const named = schemas.map((schema) => [componentNames.get(schema)?.name, schema] as const)
  return Object.fromEntries(named.filter(([name]) => name !== undefined).sort())
}

function pathOf(name: string, { type, inputs, output, meta }: ProcedureParts): ZodOpenApiPathItemObject {
  const [input] = inputs
  const schema = input instanceof z.ZodType ? input : type === 'mutation' ? nothing : null
  const operation = {
    operationId: name,
    tags: [name.split('.')[0] ?? name],
    ...(meta?.summary === undefined ? {} : { summary: meta.summary }),
    ...securityOf(meta),
    ...(schema === null ? {} : { requestBody: bodyOf(schema) }),
    responses: {
      '200': type === 'subscription' ? stream : success(output),
      ...refusals(input !== undefined, type === 'mutation', meta),
    },
  } satisfies ZodOpenApiOperationObject
  return type === 'mutation' ? { post: operation } : { get: operation }
}

/** Either scope is enough. */
function securityOf({ needs, listsSuffice = false }: ProcedureMeta = {}) {
  if (needs === undefined || needs === 'person') return {}
  const scopes = listsSuffice ? [needs, `${needs}:LIST`] : [needs]
  return { security: scopes.map((scope) => ({ token: [scope] })) }
}

/** The library turns every input into a body. The fields of a query are parameters. */
function withInputsInQueries(document: OpenApiDocument): OpenApiDocument {
  for (const { get } of Object.values(document.paths ?? {})) {
    if (get?.requestBody === undefined || !('content' in get.requestBody)) continue
    const { schema, example } = inputSchema.parse(get.requestBody.content['application/json'])
    const required = new Set(schema.required)
    get.parameters = Object.entries(schema.properties).map(([name, field]) => ({
      name,
      in: 'query',
      required: required.has(name),
      ...parameterOf(field),
      ...(Object.hasOwn(example, name) ? { example: example[name] } : {}),
    }))
    delete get.requestBody
  }
  return document
}

const inputSchema = z.object({
  schema: z.object({
    properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
    required: z.array(z.string()).default([]),
  }),
  example: z.record(z.string(), z.unknown()).default({}),
})

/** A URL has no null, so it is written as the word. */
function parameterOf({ description, ...schema }: Record<string, unknown>) {
  const { anyOf } = schema
  const inText = Array.isArray(anyOf)
    ? { ...schema, anyOf: anyOf.map((each) => (each.type === 'null' ? { type: 'string', const: 'null' } : each)) }
    : schema
  return { ...(typeof description === 'string' ? { description } : {}), schema: inText }
}

const nothing = z.strictObject({}).meta({ description: 'The body is ignored.', examples: [{}] })

const bodyOf = (schema: z.ZodType) => ({
  required: !schema.safeParse(undefined).success,
  content: { 'application/json': { schema, ...exampleOf(schema) } },
})

/** The first example of the schema, where every tool finds it. */
function exampleOf(schema: z.ZodType): { example?: unknown } {
  const { examples } = z.object({ examples: z.array(z.unknown()).optional() }).parse(schema.meta() ?? {})
  return examples === undefined ? {} : { example: examples[0] }
}

function success(output: unknown): ZodOpenApiResponseObject {
  const data = output instanceof z.ZodType ? output : z.unknown()
  const schema = z.strictObject({ result: z.strictObject({ data }) })
  return { description: 'Done.', content: { 'application/json': { schema } } }
}

/** OpenAPI 3.1 cannot describe the events of a stream. */
const stream: ZodOpenApiResponseObject = {
  description:
    'Server-sent events. Unnamed events have an `id` and JSON as `data`. `ping` means that nothing is new. ' +
    '`serialized-error` ends the stream with an `Error` as `data`, for example when the token expires: ' +
    'connect again with a new token, and with the last `id` in the header `Last-Event-ID`. After `return`, there are no more events.',
  content: { 'text/event-stream': { schema: z.string() } },
}

const errorBody = z.strictObject({ error: errorShape }).meta({ id: 'Error' })

const retryAfter = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' as const, minimum: 1 } },
}

const refusal = (description: string, headers?: ZodOpenApiResponseObject['headers']): ZodOpenApiResponseObject => ({
  description,
  ...(headers === undefined ? {} : { headers }),
  content: { 'application/json': { schema: errorBody } },
})

const badInput = { id: 'BadInput', ...refusal('The input is invalid. `issues` says where.') }
const tooLong = { id: 'TooLong', ...refusal('The body is larger than 64 KiB.') }
const notJson = { id: 'NotJson', ...refusal('The content type of the body is not `application/json`.') }
const noToken = {
  id: 'NoToken',
  ...refusal('There is no token, or it is invalid or has expired.', {
    'WWW-Authenticate': {
      description: 'As in RFC 6750, with `error="invalid_token"` if there was a token.',
      required: true,
      schema: { type: 'string' },
    },
  }),
}
const tooOften = {
  id: 'TooOften',
  ...refusal('Too many calls: by default, more than 100 in 10 seconds.', retryAfter),
}
const unavailable = {
  id: 'Unavailable',
  ...refusal('The database does not answer, or tokens cannot be verified. Try again.', retryAfter),
}

function refusals(takesInput: boolean, takesBody: boolean, meta: ProcedureMeta | undefined) {
  return {
    ...(takesInput ? { '400': badInput } : {}),
    '401': noToken,
    ...namedRefusals(meta ?? {}),
    ...(takesBody && takesInput ? { '413': tooLong } : {}),
    ...(takesBody ? { '415': notJson } : {}),
    '429': tooOften,
    '503': unavailable,
  }
}

/** The error descriptions by status, taken from the errors themselves. */
function namedRefusals({ needs, refusals = [] }: ProcedureMeta): Record<`4${string}`, ZodOpenApiResponseObject> {
  const scope = needs === undefined ? [] : [['403', new InsufficientScopeError(scopeOf(needs))] as const]
  const said = [...scope, ...refusals.map((code) => [statusOf(trpcCodes[code]), new StoreError(code)] as const)]
  return Object.fromEntries(
    said.map(([status]) => {
      const errors = said.filter((other) => other[0] === status)
      return [status, refusal(errors.map(([, { code, message }]) => `\`${code}\`: ${message}`).join(' '))]
    }),
  )
}

const scopeOf = (needs: Right | 'person') => (needs === 'person' ? null : needs)

const statusOf = (code: TRPC_ERROR_CODE_KEY) => `${getHTTPStatusCodeFromError(new TRPCError({ code }))}`
