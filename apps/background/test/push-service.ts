// domain: tasks
import { execFileSync } from 'node:child_process'
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'

/** A message that arrived at the push service. */
export interface Arrival {
  readonly path: string
  readonly topic: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

/** A push service on https, like those of browser vendors. Disposing of it closes it. */
export interface PushService extends AsyncDisposable {
  readonly url: string
  /** The file with its certificate. */
  readonly certificate: string
  readonly arrivals: Arrival[]
  /** Answers a message; 201 by default. */
  answer(arrival: Arrival, response: ServerResponse): void
}

/** @param openssl the program that creates the certificate */
export async function startPushService(openssl: string): Promise<PushService> {
  const folder = await mkdtemp(join(tmpdir(), 'ownlist-push-'))
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const what = [
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '1',
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost',
  ]
  execFileSync(openssl, ['req', '-x509', ...what, '-keyout', key, '-out', certificate], { stdio: 'ignore' })
  const server = createServer(
    { key: await readFile(key), cert: await readFile(certificate) },
    async (request, response) => {
      const headers = request.headers as Arrival['headers']
      const arrival = { path: request.url ?? '', topic: headers.topic ?? '', headers, body: await buffer(request) }
      service.arrivals.push(arrival)
      service.answer(arrival, response)
    },
  )
  await once(server.listen(0, 'localhost'), 'listening')
  const service: PushService = {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    certificate,
    arrivals: [],
    answer: (_arrival, response) => void response.writeHead(201).end(),
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await rm(folder, { recursive: true })
    },
  }
  return service
}

/** The keys of a browser, which decrypt what was sent to it. */
export function createBrowserKeys() {
  const keys = createECDH('prime256v1')
  const publicKey = keys.generateKeys()
  const secret = randomBytes(16)
  return {
    p256dh: publicKey.toString('base64url'),
    auth: secret.toString('base64url'),
    /** As in RFC 8291 and RFC 8188, for a message with one record. */
    decrypt(body: Buffer): unknown {
      const [salt, sender, record] = [body.subarray(0, 16), body.subarray(21, 86), body.subarray(86)]
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender])
      const input = Buffer.from(hkdfSync('sha256', keys.computeSecret(sender), secret, info, 32))
      const derive = (name: string, length: number) =>
        Buffer.from(hkdfSync('sha256', input, salt, Buffer.from(`Content-Encoding: ${name}\0`), length))
      const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
      decipher.setAuthTag(record.subarray(-16))
      const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
      return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString())
    },
  }
}

/** The claims of the VAPID header of a message, if its signature is valid. */
export function vapidClaims({ headers }: Arrival, publicKey: string): unknown {
  const [, token = ''] = /t=([^,]+)/.exec(headers.authorization ?? '') ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(publicKey, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' })
  const isValid = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  return isValid ? JSON.parse(Buffer.from(claims, 'base64url').toString()) : null
}
