import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { audience, encode, goodClaims, goodHeader, issuer, signParts, type TestKey, tokenWith } from './tokens.js'

/** A description of each bad token, and the token itself. */
type Cases = [name: string, token: string][]

/** A token that somebody else signed with RSA or ECDSA, with the kid of a published key. */
function signedBy(alg: 'RS256' | 'ES256', kid: string, payload: string): string {
  const { privateKey } =
    alg === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signed = `${encode({ alg, kid })}.${payload}`
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}

/** JSON in base64url, with a wrong last character that lenient decoders accept. */
function strayBits(json: string): string {
  const part = encode(json.padEnd(Math.ceil(json.length / 3) * 3 + 1))
  return part.slice(0, -1) + String.fromCharCode(part.charCodeAt(part.length - 1) + 1)
}

/**
 * Bad tokens of every known kind, for a verifier that has the first two keys.
 * @param stranger somebody else's key, with the kid of the first key
 */
export function badTokens(key: TestKey, second: TestKey, stranger: TestKey): Record<string, Cases> {
  const now = Math.floor(Date.now() / 1_000)
  const foreignly = (alg: 'RS256' | 'ES256') => signedBy(alg, key.kid, payload)
  const [header, payload, signature] = tokenWith(key).split('.') as [string, string, string]
  const hmac = (secret: string | Buffer, alg = 'HS256') => {
    const signed = `${encode({ alg, kid: key.kid })}.${payload}`
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
  }
  const withHeader = (json: string) => signParts(key, encode(json), payload)
  const withPayload = (bytes: string | Uint8Array) => signParts(key, encode(goodHeader(key)), encode(bytes))

  const badAlgorithms: Cases = [
    ['alg none without signature', `${encode({ alg: 'none', kid: key.kid })}.${payload}.`],
    ['alg none with the old signature', `${encode({ alg: 'none', kid: key.kid })}.${payload}.${signature}`],
    ...['None', 'nOnE', 'eddsa', 'Ed25519', 'ES256', 'RS256', '', 1, null, ['EdDSA'], undefined].map(
      (alg): Cases[number] => [`alg ${JSON.stringify(alg)}`, tokenWith(key, {}, { alg })],
    ),
    ['HS256 with the public key as PEM', hmac(key.publicKey.export({ type: 'spki', format: 'pem' }) as string)],
    ['HS256 with the public key’s bytes', hmac(Buffer.from(key.jwk.x ?? '', 'base64url'))],
    ['HS256 with an empty key', hmac('')],
    ['HS256 with the key as JSON', hmac(JSON.stringify(key.jwk))],
    ['HS256 with one of the issuer’s secrets', hmac('a secret that is long enough for this')],
    ['RS256 with a different key', foreignly('RS256')],
    ['ES256 with a different key', foreignly('ES256')],
    [
      'ES256 with a signature of zeros',
      `${encode({ alg: 'ES256', kid: key.kid })}.${payload}.${encode(new Uint8Array(64))}`,
    ],
  ]

  const badHeaders: Cases = [
    ...[
      undefined,
      '',
      1,
      null,
      {},
      [key.kid],
      'nope',
      '../../dev/null',
      "' OR 1=1 --",
      '__proto__',
      'k'.repeat(65),
    ].map((kid): Cases[number] => [`kid ${JSON.stringify(kid)?.slice(0, 30)}`, tokenWith(key, {}, { kid })]),
    ['the kid of another key', tokenWith(second, {}, { kid: key.kid })],
    ['a key of a stranger under a known kid', tokenWith(stranger)],
    ...Object.entries({
      jwk: stranger.jwk,
      jku: 'https://evil.example/jwks',
      x5u: 'https://evil.example/x',
      x5c: ['MA=='],
      crit: ['exp'],
      b64: true,
      cty: 'JWT',
      zip: 'DEF',
      nonce: 'x',
    }).map(([member, value]): Cases[number] => [`a header with ${member}`, tokenWith(key, {}, { [member]: value })]),
    ...['logout+jwt', 'dpop+jwt', 'jwt', '', 1, null].map((typ): Cases[number] => [
      `typ ${JSON.stringify(typ)}`,
      tokenWith(key, {}, { typ }),
    ]),
    ['alg given twice', withHeader(`{"alg":"none","alg":"EdDSA","kid":"${key.kid}"}`)],
    ['alg given twice, once by an escape', withHeader(`{"\\u0061lg":"none","alg":"EdDSA","kid":"${key.kid}"}`)],
    ['a header that is an array', withHeader('["EdDSA"]')],
    ['a header that is null', withHeader('null')],
    ['a header that is not JSON', withHeader('{alg}')],
    ['a header with a byte order mark', withHeader(`\uFEFF{"alg":"EdDSA","kid":"${key.kid}"}`)],
    ['a header that is not UTF-8', signParts(key, encode(Uint8Array.of(0x7b, 0xff, 0x7d)), payload)],
    ['alg in the prototype', withHeader(`{"__proto__":{"alg":"EdDSA"},"kid":"${key.kid}"}`)],
  ]

  const notStrings = [null, '', 1, true, [], {}, { not: '' }]
  const notTimes = [null, `${now + 60}`, true, [], {}, 1.5, Number.MAX_SAFE_INTEGER + 2]
  const claimsAsText = JSON.stringify(goodClaims())
  const badClaims: Cases = [
    ...['iss', 'aud', 'sub', 'iat', 'exp'].map((claim): Cases[number] => [
      `no ${claim}`,
      tokenWith(key, { [claim]: undefined }),
    ]),
    ...notStrings.flatMap((value) =>
      ['iss', 'aud', 'sub'].map((claim): Cases[number] => [
        `${claim} ${JSON.stringify(value)}`,
        tokenWith(key, { [claim]: value }),
      ]),
    ),
    ...notTimes.flatMap((value) =>
      ['iat', 'exp'].map((claim): Cases[number] => [
        `${claim} ${JSON.stringify(value)}`,
        tokenWith(key, { [claim]: value }),
      ]),
    ),
    ...['a b', 'a/b', 'a\0', 'ä', 'a'.repeat(65), '../x'].map((sub): Cases[number] => [
      `sub ${JSON.stringify(sub).slice(0, 20)}`,
      tokenWith(key, { sub }),
    ]),
    ...[
      ...notStrings,
      ' ',
      ' a',
      'a ',
      'a  b',
      'a\tb',
      'a\nb',
      'a"b',
      'a\\b',
      'ä',
      'a\0',
      'a\u007f',
      'a'.repeat(65),
      'abcdefg '.repeat(65).trim(),
      ['notes:read'],
    ].map((scope): Cases[number] => [`scope ${JSON.stringify(scope).slice(0, 20)}`, tokenWith(key, { scope })]),
    ...[
      `${audience}/`,
      audience.slice(0, -1),
      `${audience} other`,
      issuer,
      audience.toUpperCase(),
      ['other'],
      [audience, 1],
    ].map((aud): Cases[number] => [`aud ${JSON.stringify(aud)}`, tokenWith(key, { aud })]),
    ...[
      `${issuer}/`,
      issuer.replace('https', 'http'),
      issuer.toUpperCase(),
      `${issuer} `,
      [issuer],
      issuer.slice(0, -1),
    ].map((iss): Cases[number] => [`iss ${JSON.stringify(iss)}`, tokenWith(key, { iss })]),
    ...[
      ...notStrings,
      '',
      ' ',
      ' a',
      'a ',
      'a\u00a0',
      'a\0',
      'a\nb',
      'a\u0085b',
      'a\u2028b',
      'a\u2029b',
      'a\u202eb',
      'a\u2066b',
      '\ud83c',
      'a'.repeat(65),
      '🌱'.repeat(65),
    ].map((client_id): Cases[number] => [
      `client_id ${JSON.stringify(client_id).slice(0, 20)}`,
      tokenWith(key, { client_id }),
    ]),
    ...[...notStrings, 'a b', 'a'.repeat(65)].map((sid): Cases[number] => [
      `sid ${JSON.stringify(sid).slice(0, 20)}`,
      tokenWith(key, { sid }),
    ]),
    ['exp past the tolerance', tokenWith(key, { iat: now - 300, exp: now - 8 })],
    ['exp between two seconds', tokenWith(key, { exp: now + 60.5 })],
    ['iat between two seconds', tokenWith(key, { iat: now - 9.5 })],
    ['exp 0', tokenWith(key, { exp: 0 })],
    ['exp negative', tokenWith(key, { exp: -1 })],
    ['exp in milliseconds', tokenWith(key, { exp: Date.now() + 60_000 })],
    ['exp in ten years', tokenWith(key, { exp: now + 10 * 365 * 86_400 })],
    ['exp that is infinite', withPayload(JSON.stringify(goodClaims()).replace(/"exp":\d+/, '"exp":1e999'))],
    ['exp before iat', tokenWith(key, { iat: now, exp: now - 1 })],
    ['iat in the future', tokenWith(key, { iat: now + 60, exp: now + 120 })],
    ['iat hours ago', tokenWith(key, { iat: now - 7_200, exp: now + 60 })],
    ['nbf in the future', tokenWith(key, { nbf: now + 60 })],
    ['nbf that is a string', tokenWith(key, { nbf: `${now}` })],
    ['nbf that is not whole', tokenWith(key, { nbf: 1.5 })],
    ['nbf null', tokenWith(key, { nbf: null })],
    [
      'a member given twice deep inside',
      withPayload(JSON.stringify(goodClaims()).replace('{', '{"x":[{"a":1,"a":2}],')),
    ],
    ['sub given twice', withPayload(JSON.stringify(goodClaims()).replace('{', '{"sub":"user-2",'))],
    ['a payload with a byte order mark', withPayload(`\uFEFF${JSON.stringify(goodClaims())}`)],
    ['a payload that is an array', withPayload('[]')],
    ['a payload that is a string', withPayload('"x"')],
    ['a payload that is null', withPayload('null')],
    ['a payload cut short', withPayload(JSON.stringify(goodClaims()).slice(0, -1))],
    ['a payload with something after it', withPayload(`${JSON.stringify(goodClaims())}x`)],
    [
      'a string in the payload that is not UTF-8',
      withPayload(Buffer.from(claimsAsText.replace('{', '{"x":"\xff",'), 'latin1')),
    ],
    ['a payload that is not UTF-8', withPayload(Uint8Array.of(0x7b, 0xff, 0x7d))],
    ['a payload in UTF-16', withPayload(Buffer.from(JSON.stringify(goodClaims()), 'utf16le'))],
  ]

  const nextLetter = (letter: string) => String.fromCharCode(letter.charCodeAt(0) + 1)
  const badShapes: Cases = [
    ['one part', header],
    ['two parts', `${header}.${payload}`],
    ['four parts', `${header}.${payload}.${signature}.`],
    ['five parts', `${header}.${payload}.${signature}.a.b`],
    ['a leading dot', `.${header}.${payload}.${signature}`],
    ['an empty part', `${header}..${signature}`],
    ['padding', `${header}.${payload}.${signature}==`],
    ['a line break', `${header}.${payload.slice(0, 9)}\n${payload.slice(9)}.${signature}`],
    ['standard base64', `${header}.${payload}.${signature.slice(0, 9)}+/${signature.slice(11)}`],
    [
      'a last character with stray bits',
      `${header}.${payload}.${signature.slice(0, -1)}${nextLetter(signature.slice(-1))}`,
    ],
    ['a payload whose last character has stray bits', signParts(key, header, strayBits(JSON.stringify(goodClaims())))],
    [
      'a header whose last character has stray bits',
      signParts(key, strayBits(JSON.stringify(goodHeader(key))), payload),
    ],
    ['a signature one byte short', `${header}.${payload}.${signature.slice(0, -2)}`],
    ['half a signature', `${header}.${payload}.${signature.slice(0, 43)}`],
    ['no signature', `${header}.${payload}.`],
    ['a signature of zeros', `${header}.${payload}.${encode(new Uint8Array(64))}`],
    ['a flipped bit', `${header}.${payload}.${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`],
    ['another’s payload', `${header}.${encode({ ...goodClaims(), sub: 'user-2' })}.${signature}`],
    ['another’s header', `${encode(goodHeader(second))}.${payload}.${signature}`],
    ['JSON serialisation', JSON.stringify({ protected: header, payload, signature })],
    ['more than 8,192 characters', tokenWith(key, { x: 'x'.repeat(6_100) })],
    ['a megabyte', `${header}.${'A'.repeat(1_000_000)}.${signature}`],
    ['a million dots', '.'.repeat(1_000_000)],
    ['an encoded dot', `${header}%2E${payload}%2E${signature}`],
    [
      'a token as the payload of another',
      signParts(key, encode(goodHeader(key)), encode(`${header}.${payload}.${signature}`)),
    ],
    ['CORRUPT before it', `CORRUPT-${header}.${payload}.${signature}`],
    ['quotes', `"${header}.${payload}.${signature}"`],
  ]
  return { algorithms: badAlgorithms, headers: badHeaders, claims: badClaims, shapes: badShapes }
}
