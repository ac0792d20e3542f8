import { StoreError } from '@ownlist/db'
import type { Right } from '@ownlist/scopes'
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
  /** Where the API is; relative to the document where it is served by the API itself. */
  readonly url: string
}

/** Ready to be sent as JSON. */
export type OpenApiDocument = ReturnType<typeof createDocument>

/** What tRPC keeps of a procedure. Its types hide the validators, which are zod's here. */
interface ProcedureParts {
  readonly type: 'query' | 'mutation' | 'subscription'
  readonly inputs: readonly unknown[]
  readonly output?: unknown
  readonly meta?: ProcedureMeta
}

/**
 * Describes a router's procedures as plain HTTP: a query is a GET with a parameter for each field of its input, a mutation a
 * POST with its input as the body. Batches and `?input=` are left out; they are for tRPC's own clients.
 * @param procedures a router's `_def.procedures`, by their whole names
 * @throws {Error} for a subscription
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
        'Everything here belongs to the caller. Send a token of the web app’s `GET /api/auth/token` with every call; it lives for 5 minutes. ' +
        'A program’s may be narrowed to scopes, which each operation names; behind some of them the id of a list may stand, ' +
        'such as `tasks:read:019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11`, and then there is nothing outside that list. ' +
        'Ignore fields of answers that you do not know: later versions may add some. ' +
        `Fields that are newer than version 1 are sent to callers that state their version of this contract in the header \`${contractVersionHeader}\`. ` +
        'Plain JSON throughout; a text in an input has no NUL and no half of a surrogate pair.',
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
  if (type === 'subscription') throw new Error(`${name} is a subscription, which OpenAPI cannot describe`)
  const [input] = inputs
  const schema = input instanceof z.ZodType ? input : type === 'mutation' ? nothing : null
  const operation = {
    operationId: name,
    tags: [name.split('.')[0] ?? name],
    ...(meta?.summary === undefined ? {} : { summary: meta.summary }),
    ...securityOf(meta),
    ...(schema === null ? {} : { requestBody: bodyOf(schema) }),
    responses: { '200': success(output), ...refusals(input !== undefined, type === 'mutation', meta) },
  } satisfies ZodOpenApiOperationObject
  return type === 'query' ? { get: operation } : { post: operation }
}

/** Either of the scopes will do. */
function securityOf({ needs, listsSuffice = false }: ProcedureMeta = {}) {
  if (needs === undefined || needs === 'person') return {}
  const scopes = listsSuffice ? [needs, `${needs}:LIST`] : [needs]
  return { security: scopes.map((scope) => ({ token: [scope] })) }
}

/** The library makes a body of every input; a query's fields are parameters. */
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

/** A URL has no null: there it is written as the word. */
function parameterOf({ description, ...schema }: Record<string, unknown>) {
  const { anyOf } = schema
  const inText = Array.isArray(anyOf)
    ? { ...schema, anyOf: anyOf.map((each) => (each.type === 'null' ? { type: 'string', const: 'null' } : each)) }
    : schema
  return { ...(typeof description === 'string' ? { description } : {}), schema: inText }
}

const nothing = z.strictObject({}).meta({ description: 'Nothing is read from it.', examples: [{}] })

const bodyOf = (schema: z.ZodType) => ({
  required: !schema.safeParse(undefined).success,
  content: { 'application/json': { schema, ...exampleOf(schema) } },
})

/** The schema's first example, where every tool finds it. */
function exampleOf(schema: z.ZodType): { example?: unknown } {
  const { examples } = z.object({ examples: z.array(z.unknown()).optional() }).parse(schema.meta() ?? {})
  return examples === undefined ? {} : { example: examples[0] }
}

function success(output: unknown): ZodOpenApiResponseObject {
  const data = output instanceof z.ZodType ? output : z.unknown()
  const schema = z.strictObject({ result: z.strictObject({ data }) })
  return { description: 'Done.', content: { 'application/json': { schema } } }
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

const badInput = { id: 'BadInput', ...refusal('The input is not right; `issues` says where.') }
const tooLong = { id: 'TooLong', ...refusal('The body has more than 64 KiB.') }
const notJson = { id: 'NotJson', ...refusal('The body is not sent as `application/json`.') }
const noToken = {
  id: 'NoToken',
  ...refusal('No token, or one that is not good, or no longer.', {
    'WWW-Authenticate': {
      description: 'RFC 6750: with `error="invalid_token"` where there was a token.',
      required: true,
      schema: { type: 'string' },
    },
  }),
}
const tooOften = {
  id: 'TooOften',
  ...refusal('More than 100 calls in 10 seconds, unless the server is set otherwise.', retryAfter),
}
const unavailable = {
  id: 'Unavailable',
  ...refusal('The database does not answer, or tokens cannot be checked: try again.', retryAfter),
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

/** By status, in the words of the errors themselves. */
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
