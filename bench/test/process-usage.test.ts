import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { secondsOf, usageOf } from '../src/process-usage.js'

/** Computes for a while, says how long in microseconds, and stays. */
const busy = `
  const end = Date.now() + 300
  while (process.cpuUsage().user < 200_000 || Date.now() < end);
  const { user, system } = process.cpuUsage()
  process.stdout.write(String(user + system))
  setInterval(() => {}, 1_000)`

// Windows has neither /proc nor ps.
const onUnix = test.skipIf(process.platform === 'win32')

onUnix('the CPU time of a process includes that of its children, and nothing else', async () => {
  const code = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(busy)}], { stdio: 'inherit' })`
  const parent = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  try {
    const [spent] = await once(parent.stdout, 'data')
    const { cpu, rss } = usageOf(parent.pid ?? 0)
    expect(cpu).toBeGreaterThan(Number(spent))
    expect(cpu).toBeLessThan(Number(spent) + 2_000_000)
    expect(rss).toBeGreaterThan(30 * 2 ** 20)
  } finally {
    process.kill(-(parent.pid ?? 0), 'SIGKILL')
  }
})

/** The same in a thread that ends. */
const busyThread = `
  const { Worker } = require('node:worker_threads')
  new Worker("const end = Date.now() + 1_000; while (process.cpuUsage().user < 400_000 || Date.now() < end);", { eval: true })
    .once('exit', () => setTimeout(() => process.stdout.write(String(process.cpuUsage().user)), 100))
  setInterval(() => {}, 1_000)`

onUnix('the CPU time of a thread that has ended still counts', async () => {
  const child = spawn(process.execPath, ['-e', busyThread], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [spent] = await once(child.stdout, 'data')
    expect(usageOf(child.pid ?? 0).cpu).toBeGreaterThan(Number(spent) - 20_000)
  } finally {
    child.kill('SIGKILL')
  }
})

onUnix('a process that has ended has no usage', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  expect(() => usageOf(child.pid ?? 0)).toThrow('has ended')
})

test('the times of ps are read in every form', () => {
  expect(secondsOf('0:01.25')).toBe(1.25)
  expect(secondsOf('01:02:03')).toBe(3_723)
  expect(secondsOf('2-00:00:01')).toBe(172_801)
})
