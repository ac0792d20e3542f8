import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import getPort from 'get-port'
import { expect, onTestFinished } from 'vitest'

const program = fileURLToPath(new URL('../.next/standalone/apps/web/server.js', import.meta.url))
const password = 'correct horse battery staple'

/** Runs the built web app with only this environment, until the test has ended. */
export async function runBuilt(env: Record<string, string>) {
  const built = await startBuilt(env)
  onTestFinished(() => void built.app.kill('SIGKILL'))
  return built
}

/** The same, until it is stopped. */
export async function startBuilt(env: Record<string, string>) {
  const port = await getPort()
  const url = `http://localhost:${port}`
  const app = spawn(process.execPath, [program], {
    env: {
      NODE_ENV: 'production',
      BETTER_AUTH_SECRET: 'a secret that is long enough for this',
      WEB_URL: url,
      PORT: String(port),
      HOSTNAME: 'localhost',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [app.stdout, app.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  return { app, url, output: () => output }
}

/** @returns the status of the response; null if there is none */
export const statusOf = (url: string) =>
  fetch(url).then(
    ({ status }) => status,
    () => null,
  )

/** @returns the cookies of a new user */
export const signUp = (url: string, email = 'ada@example.com') =>
  enter(url, 'sign-up', { name: 'Ada', email, password })

/** @returns the cookies of a user who has signed up */
export const signIn = (url: string, email: string) => enter(url, 'sign-in', { email, password })

async function enter(url: string, way: string, body: object): Promise<string> {
  const response = await fetch(`${url}/api/auth/${way}/email`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(200)
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
}
