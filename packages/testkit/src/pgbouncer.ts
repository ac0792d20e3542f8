import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type NeededProgram, needProgram } from './needed-programs.js'

/** For tests that need PgBouncer. */
export const pgBouncer = (): NeededProgram => needProgram('pgbouncer')

export interface PgBouncer extends AsyncDisposable {
  /** The given URL, but through PgBouncer. */
  readonly url: string
  /** The certificate of the authority that signed its own, if it requires TLS. */
  readonly authority: string
}

interface PgBouncerOptions {
  /** Refuses connections without TLS. */
  readonly tls?: boolean
  /** The number of connections to the server that all clients share; 1 by default. */
  readonly poolSize?: number
}

/** PgBouncer in transaction mode. @param program its path */
export async function startPgBouncer(
  program: string,
  url: string,
  { tls = false, poolSize = 1 }: PgBouncerOptions = {},
): Promise<PgBouncer> {
  const folder = await mkdtemp(join(tmpdir(), 'pgbouncer-'))
  const server = new URL(url)
  const port = await freePort()
  const authority = join(folder, 'certificate.pem')
  if (tls) makeCertificate(folder, authority)
  const { hostname: host, port: serverPort, username, password, pathname } = server
  await writeFile(
    join(folder, 'pgbouncer.ini'),
    [
      '[databases]',
      `* = host=${host} port=${serverPort || 5432} user=${username} password=${decodeURIComponent(password)}`,
      '[pgbouncer]',
      `listen_addr = 127.0.0.1`,
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = any',
      'pool_mode = transaction',
      `default_pool_size = ${poolSize}`,
      ...(tls
        ? [
            'client_tls_sslmode = require',
            `client_tls_key_file = ${join(folder, 'key.pem')}`,
            `client_tls_cert_file = ${authority}`,
          ]
        : []),
    ].join('\n'),
  )
  // PgBouncer refuses to run as the superuser.
  const isRoot = process.getuid?.() === 0
  if (isRoot) await chmod(folder, 0o755)
  const child = spawn(program, [join(folder, 'pgbouncer.ini')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.once('exit', () => reject(new Error(`PgBouncer ended: ${said}`)))
    child.stderr.on('data', (chunk) => {
      said += chunk
      if (said.includes('process up')) resolve()
    })
  })
  return {
    url: `postgresql://${username}@127.0.0.1:${port}${pathname}`,
    authority,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      // It may already have ended.
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function makeCertificate(folder: string, certificate: string): void {
  const key = join(folder, 'key.pem')
  const what = [
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '1',
    '-subj',
    '/CN=127.0.0.1',
    '-addext',
    'subjectAltName=IP:127.0.0.1',
  ]
  execFileSync('openssl', ['req', '-x509', ...what, '-keyout', key, '-out', certificate], { stdio: 'ignore' })
  execFileSync('chmod', ['644', key])
}

async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}
