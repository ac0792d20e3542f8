import type { Defence } from './defence.js'

const test = 'packages/auth/test/key-set.test.ts'
const text = { file: 'packages/auth/dist/fetch-text.js', test }
const set = { file: 'packages/auth/dist/fetch-keys.js', test }
const held = { file: 'packages/auth/dist/key-set.js', test }
const meant = { ...set, name: 'passes over keys' }

/** Rows of B: the issuer's keys. */
export const keys: readonly Defence[] = [
  { ...text, rows: ['B21'], defence: 'no redirect', from: "redirect: 'manual'", to: "redirect: 'follow'" },
  {
    ...text,
    rows: ['B4', 'B5'],
    defence: 'a time for an answer, to its last byte',
    from: 'signal: AbortSignal.timeout(limits.timeoutMs),',
    to: '',
    name: 'no answer|without end',
  },
  { ...text, rows: ['B6'], defence: '200 and nothing else', from: 'response.status !== 200', to: 'false' },
  {
    ...text,
    rows: ['B13', 'B18', 'B19'],
    defence: 'the longest body, unpacked',
    from: 'length > limits.longestBody',
    to: 'false',
  },
  { ...text, rows: ['B22'], defence: 'https', from: "protocol === 'https:' || ", to: 'true || ' },
  { ...text, rows: ['B22'], defence: 'http to this machine only', from: ' && loopback.has(hostname)', to: '' },
  {
    ...text,
    rows: ['B22'],
    defence: 'no credentials in the address',
    from: "username !== '' || password !== ''",
    to: 'false',
  },
  { ...held, rows: ['B22'], defence: 'the address, when the set is made', from: 'assertSafe(url);', to: '' },
  {
    file: 'packages/auth/dist/key-set.js',
    test: 'apps/server/test/main.test.ts',
    name: 'address of keys',
    rows: ['B22'],
    defence: 'the address, before the process listens',
    from: 'assertSafe(url);',
    to: '',
  },
  { ...set, rows: ['A77'], defence: 'no private key', from: 'list.some((jwk) => jwk?.d !== undefined)', to: 'false' },
  { ...set, rows: ['A81'], defence: 'one key for a kid', from: 'kids.has(jwk.kid)', to: 'false' },
  { ...set, rows: ['B12'], defence: 'a key in use stays readable', from: 'held?.has(jwk.kid)', to: 'false' },
  { ...set, rows: ['B11'], defence: 'a bad key costs no other', from: 'return null;', to: 'throw new Error();' },
  { ...set, rows: ['B9', 'B10'], defence: 'a usable key at least', from: 'keys.size === 0', to: 'false' },
  { ...meant, rows: ['A78'], defence: 'keys of this algorithm', from: "alg === 'EdDSA' && ", to: '' },
  { ...meant, rows: ['A78'], defence: 'keys for signatures', from: "use === 'sig' && ", to: '' },
  // Each of the two by itself, and what a key's `key_ops` say, jose holds as well.
  {
    ...meant,
    rows: ['A76', 'A78', 'B11'],
    defence: 'keys of this type',
    from: "kty === 'OKP' && crv === 'Ed25519' && ",
    to: '',
  },
  { ...meant, rows: ['A78', 'B11'], defence: 'keys with a name', from: "typeof kid === 'string' && ", to: '' },
  {
    ...held,
    rows: ['B2', 'B3', 'B6', 'B7', 'B9', 'B10', 'B12', 'B20'],
    defence: 'a failure replaces nothing',
    from: 'lastFault = error;',
    to: 'lastFault = error; held = undefined;',
  },
  { ...held, rows: ['B3'], defence: 'keys grow too old', from: 'ageOf(held) < maxAgeMs', to: 'true' },
  {
    ...held,
    rows: ['B3'],
    defence: 'old by the clock that nobody sets',
    from: ', performance.now() - steadySince',
    to: '',
  },
  { ...held, rows: ['B3'], defence: 'old by the clock of the machine', from: 'Date.now() - since, ', to: '' },
  {
    ...held,
    rows: ['B15', 'B16', 'A17'],
    defence: 'a pause between two attempts',
    from: 'attempt === undefined && performance.now() - lastAttempt < cooldownMs',
    to: 'false',
  },
  {
    ...held,
    rows: ['B3', 'B6', 'B16'],
    defence: 'a failed attempt counts too',
    from: 'lastFault = error;',
    to: 'lastFault = error; lastAttempt = Number.NEGATIVE_INFINITY;',
  },
  { ...held, rows: ['B17'], defence: 'one fetch for all who wait', from: 'attempt ??= load()', to: 'attempt = load()' },
  {
    ...held,
    rows: ['B14', 'A90'],
    defence: 'a kid that is not known may be new',
    from: '            await fetchIfAllowed();\n',
    to: '',
  },
  {
    ...held,
    rows: ['B1', 'B23', 'A91'],
    defence: 'fetches in the background',
    from: '            schedule();\n',
    to: '',
  },
  {
    ...held,
    rows: ['B3'],
    defence: 'growing intervals',
    from: 'Math.min(cooldownMs * 2 ** (failures - 1), 30_000)',
    to: 'cooldownMs',
  },
  {
    ...held,
    rows: ['B1'],
    defence: 'no such intervals without keys',
    from: 'held === undefined ? cooldownMs : ',
    to: '',
  },
  {
    ...held,
    rows: ['B23', 'A91'],
    defence: 'reload() heeds no pause',
    from: 'reload: fetchOnce',
    to: 'reload: fetchIfAllowed',
  },
  {
    ...held,
    rows: ['B1'],
    defence: 'ready() with keys only',
    from: 'ready: () => fresh() !== undefined',
    to: 'ready: () => true',
  },
  {
    ...held,
    rows: ['B1', 'B3'],
    defence: 'no keys is not a bad token',
    from: 'throw new KeysUnavailableError(lastFault)',
    to: 'return null',
  },
  { ...held, rows: ['B24'], defence: 'a clock that is off is told', from: 'held?.issuerTime ? ', to: 'false ? ' },
]
