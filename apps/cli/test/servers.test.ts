import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { emptyMachine, envOf, startSystem, type TestSystem } from './two-systems.js'

// Sessions are saved in files here, even if this machine has a keychain.
vi.mock('@napi-rs/keyring', () => ({
  AsyncEntry: class {
    getPassword = async () => Promise.reject(new Error('no keychain'))
    setPassword = this.getPassword
    deletePassword = this.getPassword
  },
}))

let a: TestSystem
let b: TestSystem
beforeAll(async () => {
  a = await startSystem('a')
  b = await startSystem('b')
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
beforeEach(() => {
  a.forget()
  b.forget()
})
afterAll(async () => {
  vi.restoreAllMocks()
  await a[Symbol.asyncDispose]()
  await b[Symbol.asyncDispose]()
})

type Choice = 'a' | 'b' | 'none'
const choices = ['none', 'a', 'b'] as const
const systemOf = (choice: Choice) => ({ a, b, none: undefined })[choice]

const combinations = ['default', 'work', 'new'].flatMap((profile) =>
  choices.flatMap((web) => choices.flatMap((api) => choices.map((token) => ({ profile, web, api, token })))),
)
type Combination = (typeof combinations)[number]

const envOfCombination = ({ web, api, token }: Combination) => ({
  OWNLIST_WEB_URL: systemOf(web)?.servers.webUrl,
  OWNLIST_API_URL: systemOf(api)?.servers.apiUrl,
  OWNLIST_TOKEN: systemOf(token)?.token,
})

/** The expected system, if it is certain: `default` is signed in at a, `work` at b, `new` nowhere. */
function meant({ profile, web, api, token }: Combination): Choice {
  if (token !== 'none') return api === token && (web === 'none' || web === token) ? token : 'none'
  const home = ({ default: 'a', work: 'b' } as const)[profile]
  return home !== undefined && [web, api].every((named) => named === 'none' || named === home) ? home : 'none'
}

/** No system received a secret of the other. */
function expectSeparate() {
  const own = ({ session, token }: TestSystem) => [`Bearer ${session}`, `Bearer ${token}`]
  for (const system of [a, b]) {
    expect(own(system)).toEqual(expect.arrayContaining(system.secrets()))
    const sentToApi = system.api.seen.map(({ headers }) => headers.authorization)
    expect(sentToApi).toEqual(sentToApi.map(() => `Bearer ${system.token}`))
  }
}

async function expectMeant(machine: Awaited<ReturnType<typeof emptyMachine>>, combination: Combination) {
  const calling = machine.whoami(envOfCombination(combination), combination.profile)
  const system = systemOf(meant(combination))
  if (system === undefined) await expect(calling).rejects.toMatchObject({ name: 'CliError' })
  else expect(await calling).toEqual({ userId: 'somebody' })
  expect(a.api.seen.length > 0).toBe(system === a)
  expect(b.api.seen.length > 0).toBe(system === b)
  expectSeparate()
}

describe('with a profile signed in at each of two systems, no token of one is sent to the other', () => {
  let machine: Awaited<ReturnType<typeof emptyMachine>>
  beforeAll(async () => {
    machine = await emptyMachine()
    await machine.login(envOf(a))
    await machine.login(envOf(b), 'work')
    expectSeparate()
  })
  afterAll(() => machine[Symbol.asyncDispose]())

  test.each(combinations)(
    'profile $profile, OWNLIST_WEB_URL $web, OWNLIST_API_URL $api, OWNLIST_TOKEN $token',
    async (combination) => expectMeant(machine, combination),
  )
})

describe('with the files of an older version (one pair of addresses, and sessions without their API),', () => {
  let machine: Awaited<ReturnType<typeof emptyMachine>>
  const work = () => encodeURIComponent(`work ${b.servers.webUrl}`)
  beforeAll(async () => {
    machine = await emptyMachine()
    // As after a `login` at b and then, with another profile, at a.
    await machine.leave(['settings.json'], JSON.stringify(a.servers))
    await machine.leave(['sessions', encodeURIComponent(a.servers.webUrl)], `${a.session}\n`)
    await machine.leave(['sessions', encodeURIComponent(`agent ${a.servers.webUrl}`)], `${a.session}\n`)
    await machine.leave(['sessions', work()], `${b.session}\n`)
  })
  afterAll(() => machine[Symbol.asyncDispose]())

  test.each(combinations.filter(({ profile }) => profile !== 'work'))(
    'no token of one system arrives at the other: profile $profile, OWNLIST_WEB_URL $web, OWNLIST_API_URL $api, OWNLIST_TOKEN $token',
    async (combination) => expectMeant(machine, combination),
  )

  test('profiles that were signed in there still are', async () => {
    expect(await machine.whoami({}, 'default')).toEqual({ userId: 'somebody' })
    expect(await machine.whoami({}, 'agent')).toEqual({ userId: 'somebody' })
    expectSeparate()
  })

  test('a session whose API is unknown stays but is not used, and the message says what to do', async () => {
    const asked = machine.whoami(envOf(b), 'work')
    await expect(asked).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining('Run `ownlist login`') })
    await expect(asked).rejects.toThrow(`An older version saved the session at ${b.servers.webUrl} without its API.`)
    expect(b.api.seen).toEqual([])
    expect(await machine.read('sessions', work())).toBe(`${b.session}\n`)
    expectSeparate()
  })

  test('a login elsewhere does not affect the other profiles', async () => {
    await machine.login(envOf(b), 'work')
    expect(await machine.whoami({}, 'work')).toEqual({ userId: 'somebody' })
    expect(await machine.whoami({}, 'default')).toEqual({ userId: 'somebody' })
    expect(await machine.whoami({}, 'agent')).toEqual({ userId: 'somebody' })
    expectSeparate()
  })
})

test('a single address is refused if the other one does not belong to it, and the message says what to set', async () => {
  await using machine = await emptyMachine()
  const refusal = (env: Record<string, string>) => machine.whoami(env).catch(String)
  expect(await refusal({ OWNLIST_API_URL: b.servers.apiUrl })).toBe(
    'CliError: OWNLIST_API_URL is set and OWNLIST_WEB_URL is not. The defaults are http://localhost:3000 with the API http://localhost:4000, which does not belong to it. Set both or neither.',
  )
  await machine.login(envOf(a))
  expect(await refusal({ OWNLIST_WEB_URL: b.servers.webUrl })).toBe(
    `CliError: OWNLIST_WEB_URL is set and OWNLIST_API_URL is not. The profile “default” uses ${a.servers.webUrl} with the API ${a.servers.apiUrl}, which does not belong to it. Set both or neither.`,
  )
})

test('an address is the same however it is spelled', async () => {
  await using machine = await emptyMachine()
  await machine.login({ ...envOf(a), OWNLIST_API_URL: `${a.servers.apiUrl.toUpperCase()}//` })
  for (const OWNLIST_API_URL of [
    `${a.servers.apiUrl}/`,
    ` ${a.servers.apiUrl}`,
    a.servers.apiUrl.replace('http', 'HTTP'),
  ]) {
    expect(await machine.whoami({ OWNLIST_API_URL })).toEqual({ userId: 'somebody' })
  }
})

test('a session for one API is not used for another API of the same web app until the next login', async () => {
  await using machine = await emptyMachine()
  await machine.login(envOf(a))
  a.forget()
  const moved = { ...envOf(a), OWNLIST_API_URL: b.servers.apiUrl }
  await expect(machine.whoami(moved)).rejects.toThrow(
    `The session at ${a.servers.webUrl} is for the API ${a.servers.apiUrl}, not for ${b.servers.apiUrl}.`,
  )
  expect(a.web.seen).toEqual([])
  expect(b.api.seen).toEqual([])
})

test('a token in the environment goes only to an API that the environment names', async () => {
  await using machine = await emptyMachine()
  await machine.login(envOf(a))
  a.forget()
  for (const OWNLIST_TOKEN of [a.token, b.token, 'opaque']) {
    await expect(machine.whoami({ OWNLIST_TOKEN })).rejects.toThrow('OWNLIST_TOKEN is set and OWNLIST_API_URL is not')
  }
  expect(a.secrets()).toEqual([])
  expect(await machine.whoami({ OWNLIST_TOKEN: 'opaque', OWNLIST_API_URL: b.servers.apiUrl })).toBeDefined()
  await expect(machine.login({ ...envOf(a), OWNLIST_TOKEN: a.token })).rejects.toThrow('Unset it first')
})

test('an issuer whose address differs from its web app’s is known from the login', async () => {
  await using machine = await emptyMachine()
  await using named = await startSystem('named', 'https://issuer.example')
  await machine.login(envOf(named))
  expect(await machine.whoami({ OWNLIST_TOKEN: named.token, OWNLIST_API_URL: named.servers.apiUrl })).toBeDefined()
  const elsewhere = machine.whoami({ OWNLIST_TOKEN: named.token, OWNLIST_API_URL: b.servers.apiUrl })
  await expect(elsewhere).rejects.toThrow('was issued by https://issuer.example, which is not for')
  expect(b.secrets()).toEqual([])
})

test('the token does not follow a redirect of the API', async () => {
  await using machine = await emptyMachine()
  await using turning = await startSystem('turning')
  await machine.login(envOf(turning))
  turning.api.answer = (response) => void response.writeHead(307, { location: b.servers.apiUrl }).end()
  await machine.whoami().catch(() => undefined)
  expect(b.secrets()).toEqual([])
})

test('if profiles sign in at the same time, each keeps its servers', async () => {
  await using machine = await emptyMachine()
  const profiles = Array.from({ length: 20 }, (_, n) => `agent ${n} / ü`)
  await Promise.all(profiles.map((profile, n) => machine.login(envOf(n % 2 === 0 ? a : b), profile)))
  for (const [n, profile] of profiles.entries()) {
    a.forget()
    b.forget()
    await machine.whoami({}, profile)
    expect(a.api.seen).toHaveLength(n % 2 === 0 ? 1 : 0)
    expect(b.api.seen).toHaveLength(n % 2)
  }
})

test.each([
  ['OWNLIST_WEB_URL', 'localhost:3000'],
  ['OWNLIST_API_URL', 'https://user:password@api.example.com'],
  ['OWNLIST_API_URL', 'https://api.example.com?tenant=1'],
  ['OWNLIST_API_URL', 'ftp://api.example.com'],
  ['OWNLIST_WEB_URL', 'https://'],
  ['OWNLIST_TOKEN', 'two words'],
])('%s must not be %s', async (name, value) => {
  await using machine = await emptyMachine()
  await expect(machine.whoami({ ...envOf(a), [name]: value })).rejects.toThrow(`${name}: must be`)
})

test('a profile must have a name', async () => {
  await using machine = await emptyMachine()
  await expect(machine.whoami(envOf(a), '')).rejects.toThrow('The name of the profile must not be empty.')
})
