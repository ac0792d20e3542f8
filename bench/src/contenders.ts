import { join } from 'node:path'
import type { BenchSystem } from './bench-system.js'
import { contenderUrl } from './contender-database.js'
import { findPython } from './python.js'

/** A program that serves tasks in a separate process. */
export interface Contender {
  readonly name: string
  readonly summary: string
  /** How to start it; or what is missing, with the command that installs it. */
  readonly program: Program | { readonly missing: string }
}

interface Program {
  readonly command: string
  readonly args: readonly string[]
  /** The working folder. */
  readonly folder: string
  env(system: BenchSystem, port: number): Readonly<Record<string, string>>
}

const benchFolder = join(import.meta.dirname, '..')

/** The environment of a Node program in `src/servers` or of a Python program. */
const contenderEnv: Program['env'] = ({ ownerUrl, issuer }, port) => ({
  DATABASE_URL: contenderUrl({ ownerUrl }),
  JWKS_URL: issuer.jwksUrl,
  ISSUER: issuer.issuer,
  AUDIENCE: issuer.audience,
  PORT: String(port),
})

const node = (name: string, summary: string): Contender => ({
  name,
  summary,
  program: {
    command: process.execPath,
    args: [join(benchFolder, `dist/servers/${name}.js`)],
    folder: benchFolder,
    env: contenderEnv,
  },
})

interface PythonProgram {
  /** The name of the file. */
  readonly file: string
  /** The modules that it imports, in addition to those of Python itself. */
  readonly modules: readonly string[]
  /** `fast`: uvicorn with uvloop and httptools. */
  readonly parts?: 'fast'
}

function python(name: string, summary: string, { file, modules, parts }: PythonProgram): Contender {
  const found = findPython(['fastapi', 'uvicorn', 'jwt', 'cryptography', ...modules])
  if ('missing' in found) return { name, summary, program: found }
  const env: Program['env'] = (system, port) => ({
    ...contenderEnv(system, port),
    UVICORN_PARTS: parts ?? 'own',
    PYTHONDONTWRITEBYTECODE: '1',
  })
  const args = [join(benchFolder, `python/${file}.py`)]
  return { name, summary, program: { command: found.python, args, folder: benchFolder, env } }
}

/** A contender that can be started here. */
export type Ready = Contender & { readonly program: Program }

export const isReady = (contender: Contender): contender is Ready => !('missing' in contender.program)

/** This API, as it is shipped. */
export const api: Ready = {
  name: 'ownlist',
  summary: 'this API as it is shipped: gate, limits, row-level security, log',
  program: {
    command: process.execPath,
    args: [join(benchFolder, '../apps/server/dist/main.js')],
    folder: benchFolder,
    env: ({ databaseUrl, issuer }, port) => ({
      DATABASE_URL: databaseUrl,
      AUTH_ISSUER: issuer.issuer,
      AUTH_JWKS_URL: issuer.jwksUrl,
      AUTH_REVOCATIONS_URL: issuer.revocationsUrl,
      API_PORT: String(port),
      // Calls are counted, but never refused.
      RATE_LIMIT_CALLS: '1000000000',
    }),
  },
}

/** Every contender, this API first. Starts Python to find out which of its modules are installed. */
export const findContenders = (): readonly Contender[] => [
  api,
  node('trpc-prisma', 'tRPC’s standalone server, jose, Prisma, zod in and out'),
  node('hono-prisma', 'the same router under Hono, through tRPC’s fetch adapter'),
  node('fastify-prisma', 'the same router under Fastify, through tRPC’s adapter'),
  node('bare-pg', 'node:http, pg, token cache, rows and JSON.stringify'),
  node('bare-json', 'node:http, pg, token cache, JSON built in PostgreSQL'),
  python('fastapi-asyncpg', 'FastAPI, PyJWT with a token cache, asyncpg', {
    file: 'fastapi_asyncpg',
    modules: ['asyncpg'],
  }),
  python('fastapi-uvloop', 'the same with uvloop and httptools, which speed up uvicorn', {
    file: 'fastapi_asyncpg',
    modules: ['asyncpg', 'uvloop', 'httptools'],
    parts: 'fast',
  }),
  python('fastapi-sqlmodel', 'FastAPI, PyJWT, SQLModel with psycopg2', {
    file: 'fastapi_sqlmodel',
    modules: ['sqlmodel', 'psycopg2'],
  }),
]
