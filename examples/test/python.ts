import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const fastapiFolder = join(import.meta.dirname, '../fastapi')

const ownPython = join(fastapiFolder, '.venv/bin/python')
const run = (program: string, ...args: string[]) =>
  spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: fastapiFolder }).status === 0

/** Debian's modules belong to `/usr/bin/python3`. Another Python that comes first in PATH does not see them. */
const findPython = () =>
  [ownPython, 'python3', '/usr/bin/python3'].find((python) =>
    run(python, '-c', 'import fastapi, sqlmodel, uvicorn, jwt, cryptography'),
  )

const debian = ['python3-fastapi', 'python3-sqlmodel', 'python3-uvicorn', 'python3-jwt', 'python3-cryptography']

/**
 * A Python with everything that the FastAPI example needs. It is installed from the system's packages if possible, and
 * otherwise by pip into a folder of the example.
 * @throws {Error} that says what to install
 */
export function installPython(): string {
  const found = findPython()
  if (found !== undefined) return found
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    run('apt-get', 'update', '-qq')
    run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...debian)
  }
  const installed = findPython()
  if (installed !== undefined) return installed
  if (run('python3', '-m', 'venv', '.venv')) run(ownPython, '-m', 'pip', 'install', '-q', '-r', 'requirements.txt')
  const made = findPython()
  if (made !== undefined) return made
  throw new Error(
    'The FastAPI example needs Python 3 with examples/fastapi/requirements.txt: `apt-get install ' +
      `${debian.join(' ')}\`, or a virtual environment in examples/fastapi/.venv.`,
  )
}
