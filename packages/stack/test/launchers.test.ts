import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning } from '@ownlist/postgres'
import { expect, onTestFinished, test } from 'vitest'
import { anyEnded, launchers } from '../src/launchers.js'

/** Starts processes, each the parent of the next. A name is the title of a Node process; `sh` and `bash` are shells. */
async function chain(names: readonly string[]): Promise<{ pids: number[] }> {
  const child = spawn('sh', ['-c', commandOf(names)], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  onTestFinished(() => void process.kill(-(child.pid ?? 0), 'SIGKILL'))
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  while (text.trim().split(/\s+/).length < names.length) await once(child.stdout, 'data')
  // The outermost process is the shell of this test itself. It replaces itself with the first of them.
  return { pids: text.trim().split(/\s+/).map(Number) }
}

function commandOf([name = '', ...rest]: readonly string[]): string {
  const inner = rest.length === 0 ? '' : commandOf(rest)
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
  if (name === 'sh' || name === 'bash')
    return `exec ${name} -c ${quoted(`echo $$; ${inner.replace(/^exec /, '')}; true`)}`
  const script = [
    `process.title=${JSON.stringify(name)};console.log(process.pid)`,
    inner === '' ? '' : `require('child_process').spawn('sh',['-c',${JSON.stringify(inner)}],{stdio:'inherit'})`,
    'setInterval(()=>0,1000)',
  ]
  return `exec ${process.execPath} -e ${quoted(script.join(';'))}`
}

const npx = ['npm exec pnpm@12 start', 'sh', 'pnpm start', 'sh']

test.each([
  ['npx, which runs pnpm', [...npx, 'node'], 4],
  ['pnpm alone', ['pnpm start', 'sh', 'node'], 2],
  ['npm run', ['npm run start', 'sh', 'node'], 2],
  ['npx in a script, which may end', ['bash', ...npx, 'node'], 4],
  ['a service manager', ['node'], 0],
  ['a script', ['bash', 'node'], 0],
  ['a test runner', ['vitest', 'node'], 0],
])('%s: finds the processes whose end should stop the stack', async (_what, names, count) => {
  const { pids } = await chain(names)
  const above = launchers(pids.at(-2) ?? process.pid)
  const expected = pids.slice(0, -1).reverse().slice(0, count)
  expect(above.filter(({ pid }) => pids.includes(pid)).map(({ pid }) => pid)).toEqual(expected)
})

test('the end of each of them is noticed', async () => {
  for (const killed of [0, 1, 2, 3]) {
    const { pids } = await chain([...npx, 'node'])
    const above = launchers(pids.at(-2) ?? 0)
    const ended = anyEnded(above).then(() => 'ended')
    expect(above.every(isRunning)).toBe(true)
    process.kill(pids[killed] ?? 0, 'SIGKILL')
    expect(await Promise.race([ended, sleep(5_000, 'not noticed')])).toBe('ended')
  }
})
