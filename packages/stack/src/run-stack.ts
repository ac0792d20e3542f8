import { join, relative } from 'node:path'
import getPort from 'get-port'
import { readEnv, readStackSettings, root, type StackSettings } from './env.js'
import type { StackOptions } from './stack.js'
import { startSystem } from './system.js'

const say = (text: string) => void process.stdout.write(`${text}\n`)

/** Brings everything up, says where, and stops everything on Ctrl-C, SIGTERM or when an app ends by itself. */
export async function runStack(mode: StackOptions['mode']): Promise<void> {
  const env = readEnv()
  const settings = readStackSettings(env)
  await refuseTakenPorts(settings)
  const interrupted = new Promise<0>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(0))
  })
  await using stack = await startSystem(settings, mode, env)
  say(greeting(settings, mode))
  const failed = (name: 'web' | 'api') => stack[name].failed().then(() => name)
  const ended = await Promise.race([interrupted, failed('web'), failed('api')])
  if (ended === 0) return say('\nStopping…')
  process.exitCode = 1
  say(`\nThe ${ended} ended by itself; stopping. ${mode === 'dev' ? '' : `See ${join(settings.dataDir, 'logs')}.`}`)
}

function greeting({ webUrl, apiUrl, dataDir, databases }: StackSettings, mode: StackOptions['mode']): string {
  const inside = relative(root, dataDir)
  const data = inside.startsWith('..') ? dataDir : inside
  return [
    '',
    '  Ownlist is up.',
    '',
    `  App   ${webUrl}`,
    `  API   ${apiUrl}`,
    databases === null ? `  Data  ${data} (embedded PostgreSQL)` : '  Data  on the server that DATABASE_URL names',
    ...(mode === 'dev' ? [] : [`  Logs  ${join(data, 'logs')}`]),
    '',
    '  Ctrl-C stops everything.',
    '',
  ].join('\n')
}

async function refuseTakenPorts({ webPort, apiPort, metricsPorts }: StackSettings): Promise<void> {
  const wanted = { WEB_PORT: webPort, API_PORT: apiPort, ...metricsPorts }
  const seen = new Map<number, string>()
  for (const [variable, port] of Object.entries(wanted)) {
    if (port === undefined || port === 0) continue
    const other = seen.get(port)
    if (other !== undefined)
      throw new Error(`${other} and ${variable} are both ${port}. Choose another for one of them.`)
    seen.set(port, variable)
    if ((await getPort({ port })) === port) continue
    throw new Error(`Port ${port} is taken. Stop what uses it, or choose another, such as ${variable}=${port + 1}.`)
  }
}
