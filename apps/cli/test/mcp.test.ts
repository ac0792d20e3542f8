import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { newUserId } from '@ownlist/testkit'
import { expect, test } from 'vitest'
import { startTestApi } from '../../server/test/api.js'

test('an agent speaks to `ownlist mcp` on its standard input and output, as whoever let it in', async () => {
  await using api = await startTestApi()
  const configDir = await mkdtemp(join(tmpdir(), 'ownlist-mcp-'))
  const userId = newUserId()
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(import.meta.dirname, '../dist/main.js'), 'mcp'],
    env: { OWNLIST_API_URL: api.url, OWNLIST_CONFIG_DIR: configDir, OWNLIST_TOKEN: await api.issuer.token(userId) },
  })
  const agent = new Client({ name: 'a test', version: '1.0.0' })
  try {
    await agent.connect(transport)
    expect((await agent.listTools()).tools.map(({ name }) => name)).toContain('create_task')
    const made = await agent.callTool({ name: 'create_task', arguments: { title: 'From an agent' } })
    expect(made.structuredContent).toMatchObject({ title: 'From an agent' })
    expect((await api.clientFor(userId).task.list.query()).items).toMatchObject([{ title: 'From an agent' }])
    const refused = await agent.callTool({
      name: 'get_task',
      arguments: { id: '019a0000-0000-7000-8000-000000000000' },
    })
    expect(refused).toMatchObject({ isError: true, content: [{ text: expect.stringMatching(/^NOT_FOUND: /) }] })
  } finally {
    await agent.close()
    await rm(configDir, { recursive: true })
  }
})
