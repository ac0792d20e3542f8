import { spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type NeededProgram, needProgram } from './needed-programs.js'

/** For tests that need nginx. */
export const nginx = (): NeededProgram => needProgram('nginx')

export interface NginxOptions {
  /** The configuration files to include in the block `http`, by absolute path. */
  readonly include: readonly string[]
  /** Files in the folder of nginx.conf, by relative path. */
  readonly files: Readonly<Record<string, string>>
  /** A port on which it will listen. */
  readonly port: number
}

/** A running nginx. */
export interface Nginx extends AsyncDisposable {
  /** The content of its error log so far. */
  errors(): string
}

/** Starts nginx with two workers. @param program its path */
export async function startNginx(program: string, { include, files, port }: NginxOptions): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'nginx-'))
  // As the superuser, nginx runs its workers as another user.
  await chmod(folder, 0o755)
  for (const [path, text] of Object.entries({ ...files, 'nginx.conf': configuration(folder, include) })) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  const child = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${errors}`)
    await sleep(20)
  }
  return {
    errors: () => errors,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      // It may already have ended.
      await ended
      await rm(folder, { recursive: true })
    },
  }
}

const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

const configuration = (folder: string, include: readonly string[]) =>
  [
    'daemon off;',
    'worker_processes 2;',
    `pid ${join(folder, 'nginx.pid')};`,
    'error_log stderr warn;',
    'events {}',
    'http {',
    'access_log off;',
    ...temporary.map((name) => `${name}_temp_path ${join(folder, name)};`),
    ...include.map((path) => `include ${path};`),
    '}',
  ].join('\n')

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
