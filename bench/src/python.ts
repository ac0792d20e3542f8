import { spawnSync } from 'node:child_process'

/** Python’s modules, and the Debian packages that contain them. */
const debianPackages: Readonly<Record<string, string>> = {
  jwt: 'python3-jwt',
  asyncpg: 'python3-asyncpg',
  cryptography: 'python3-cryptography',
  fastapi: 'python3-fastapi',
  httptools: 'python3-httptools',
  psycopg2: 'python3-psycopg2',
  sqlmodel: 'python3-sqlmodel',
  uvicorn: 'python3-uvicorn',
  uvloop: 'python3-uvloop',
}

/** Debian's modules belong to `/usr/bin/python3`. Another Python that comes first in PATH does not see them. */
const candidates = ['python3', '/usr/bin/python3']

const run = (python: string, code: string) => spawnSync(python, ['-c', code], { encoding: 'utf8' })

/** A Python that has these modules; or the missing ones, and how to install them. */
export function findPython(modules: readonly string[]): { readonly python: string } | { readonly missing: string } {
  const code = `import sys, ${modules.join(', ')}; print(sys.executable)`
  const found = candidates.map((candidate) => run(candidate, code)).find(({ status }) => status === 0)
  if (found !== undefined) return { python: found.stdout.trim() }
  const packages = modules.map((module) => debianPackages[module] ?? module)
  return { missing: `needs Python 3 with ${modules.join(', ')}: apt-get install ${packages.join(' ')}` }
}

/** The versions of Python and of these modules, as `name version`. */
export function pythonVersions(python: string): readonly string[] {
  const names = [
    'fastapi',
    'starlette',
    'pydantic',
    'uvicorn',
    'uvloop',
    'httptools',
    'asyncpg',
    'PyJWT',
    'sqlmodel',
    'SQLAlchemy',
    'psycopg2',
  ]
  const code = `
import platform
from importlib.metadata import PackageNotFoundError, version
print("Python", platform.python_version())
for name in ${JSON.stringify(names)}:
    try:
        print(name, version(name))
    except PackageNotFoundError:
        pass
`
  return run(python, code).stdout.trim().split('\n')
}
