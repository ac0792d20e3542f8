import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type AppApi, startAppApi } from '../../server/test/app-api.js'

vi.setConfig({ testTimeout: 120_000 })

const run = promisify(execFile)
const packed = ['../../../apps/cli', '../../../packages/mcp']

let outside: string
let api: AppApi
let env: Record<string, string>
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'ownlist-installed-'))
  const tarballs: string[] = []
  for (const folder of packed) {
    const { stdout } = await run('npx', ['-y', 'pnpm@12', 'pack', '--json', '--pack-destination', outside], {
      cwd: join(import.meta.dirname, folder),
    })
    tarballs.push(JSON.parse(stdout.slice(stdout.indexOf('{'))).filename)
  }
  await writeFile(join(outside, 'package.json'), '{ "type": "module", "private": true }')
  await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline', ...tarballs], {
    cwd: outside,
  })
  api = await startAppApi()
  const token = await api.issuer.token(newUserId())
  env = { OWNLIST_API_URL: api.url, OWNLIST_CONFIG_DIR: join(outside, 'config'), OWNLIST_TOKEN: token }
}, 240_000)
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await rm(outside, { recursive: true, force: true })
})

const program = () => join(outside, 'node_modules/.bin/ownlist')
const ownlist = async (...args: string[]) =>
  await run(process.execPath, [program(), ...args], { cwd: outside, env: { ...env, PATH: '' } })

test('depends on nothing else from this repository', async () => {
  const scope = join(outside, 'node_modules/@ownlist')
  expect((await readdir(scope)).sort()).toEqual(['cli', 'mcp'])
  for (const name of ['cli', 'mcp']) {
    const { dependencies } = JSON.parse(await readFile(join(scope, name, 'package.json'), 'utf8'))
    expect(Object.keys(dependencies).filter((dependency) => dependency.startsWith('@ownlist/'))).toEqual([])
    const files = (await readdir(join(scope, name))).filter((file) => file !== 'README.md')
    expect(files.sort()).toEqual(['LICENSE', 'bundle', 'package.json'])
  }
})

test('the command line works', async () => {
  expect((await ownlist('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  const { stdout } = await ownlist('add', 'From', 'outside', 'tomorrow', '--json')
  expect(JSON.parse(stdout)).toMatchObject({ title: 'From outside', dueOn: expect.any(String) })
  expect((await ownlist('ls')).stdout).toContain('From outside')
  expect((await ownlist('complete', 'bash')).stdout).toContain('ownlist')
  const failed = await ownlist('done', 'coffee', '--json').catch((error) => error)
  expect(JSON.parse(failed.stderr)).toMatchObject({ error: { code: 'USAGE' } })
})

test('`ownlist mcp` serves an agent', async () => {
  const agent = new Client({ name: 'a test', version: '1.0.0' })
  await agent.connect(new StdioClientTransport({ command: process.execPath, args: [program(), 'mcp'], env }))
  const made = await agent.callTool({ name: 'create_task', arguments: { title: 'From an agent' } })
  expect(made.structuredContent).toMatchObject({ title: 'From an agent' })
  await agent.close()
})

test('another program can use the MCP server from its tarball', async () => {
  const script = `
    import { createMcpServer, tools } from '@ownlist/mcp'
    const server = createMcpServer({ call: async () => ({}), allows: () => true, version: '1.0.0' })
    console.log(JSON.stringify([typeof server.connect, Object.keys(tools).includes('create_task')]))`
  await writeFile(join(outside, 'own.js'), script)
  const { stdout } = await run(process.execPath, ['own.js'], { cwd: outside })
  expect(JSON.parse(stdout)).toEqual(['function', true])
})
