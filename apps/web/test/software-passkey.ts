import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** Bits of the authenticator data's flags (WebAuthn, section 6.1). */
const userPresent = 0x01
const userVerifiedFlag = 0x04
const attested = 0x40

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()
const bytes = (length: number) => Buffer.from([0x58, length])

interface Ceremony {
  readonly challenge: string
  readonly webUrl: string
  readonly userVerified: boolean
}

/** An authenticator in software (WebAuthn, level 3), which signs whether or not it verified its user. */
export function softwarePasskey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  // A COSE key: EC2, ES256, P-256.
  const cose = Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    ...[bytes(32), Buffer.from(x, 'base64url'), Buffer.from([0x22]), bytes(32), Buffer.from(y, 'base64url')],
  ])
  const authenticatorData = ({ webUrl, userVerified }: Ceremony, more: Buffer, flags = 0) =>
    Buffer.concat([
      sha256(new URL(webUrl).hostname),
      Buffer.from([userPresent | (userVerified ? userVerifiedFlag : 0) | flags, 0, 0, 0, 0]),
      more,
    ])
  const clientData = (type: string, { challenge, webUrl }: Ceremony) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: webUrl, crossOrigin: false }))
  const credential = (response: Record<string, Buffer>) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    response: Object.fromEntries(Object.entries(response).map(([name, value]) => [name, value.toString('base64url')])),
  })

  return {
    register(ceremony: Ceremony) {
      const idLength = Buffer.from([0, id.length])
      const data = authenticatorData(ceremony, Buffer.concat([Buffer.alloc(16), idLength, id, cose]), attested)
      const map = (name: string) => Buffer.concat([Buffer.from([0x60 + name.length]), Buffer.from(name)])
      const attestationObject = Buffer.concat([
        Buffer.from([0xa3]),
        ...[map('fmt'), map('none'), map('attStmt'), Buffer.from([0xa0]), map('authData'), bytes(data.length), data],
      ])
      return credential({ clientDataJSON: clientData('webauthn.create', ceremony), attestationObject })
    },
    signIn(ceremony: Ceremony) {
      const data = authenticatorData(ceremony, Buffer.alloc(0))
      const clientDataJSON = clientData('webauthn.get', ceremony)
      const signature = sign('sha256', Buffer.concat([data, sha256(clientDataJSON)]), privateKey)
      return credential({ clientDataJSON, authenticatorData: data, signature })
    },
  }
}
