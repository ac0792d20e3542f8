import type { Logger } from '@stryker-mutator/api/logging'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { expect, test, vi } from 'vitest'
import { strykerPlugins } from '../src/message-ignorer.js'

const logger = { info: vi.fn(), debug: vi.fn(), isDebugEnabled: () => false } as Partial<Logger> as Logger

/** The texts in a program that Stryker would mutate. */
async function mutatedTexts(program: string): Promise<string[]> {
  const { mutants } = await new Instrumenter(logger).instrument([{ name: 'a.ts', mutate: true, content: program }], {
    plugins: null,
    excludedMutations: [],
    ignorers: strykerPlugins.map(({ value }) => value),
  })
  const lines = program.split('\n')
  return mutants
    .filter(({ mutatorName, statusReason }) => mutatorName === 'StringLiteral' && statusReason === undefined)
    .map(({ location: { start, end } }) => lines[start.line]?.slice(start.column, end.column) ?? '')
}

test.each([
  "throw new Error('The key is too short')",
  `throw new StoreError(\`There is no \${what}\`)`,
  "throw new TRPCError({ message: wrong ? 'must be a day' : 'must be a time' })",
  "class A extends Error { constructor() { super('No bearer token') } }",
  "const rule = { mustBe: 'a URL, such as https://example.com' }",
  "z.string({ error: 'must be text' }).min(1, 'must not be empty').describe('What is to do')",
  "z.string().meta({ example: 'https://api.example.com' })",
  "log.error({ error }, 'request failed')",
  "refuse('Send exactly one header.')",
  `refuse(\`The limit is \${limit} rows. Delete \${some} of them.\`)`,
])('ignores a message: %s', async (program) => {
  expect(await mutatedTexts(program)).toEqual([])
})

test.each([`readStatement('note_get', \`\`)`, `const step = { name: 'counter_step', text: \`\` }`])(
  'ignores the name of a prepared statement: %s',
  async (program) => {
    expect(await mutatedTexts(program)).toEqual(['``'])
  },
)

test.each([
  ["response.setHeader('cache-control', 'private, no-store')", "'cache-control'", "'private, no-store'"],
  ["fetch(url, { redirect: 'manual' })", "'manual'"],
  ["throw new TRPCError({ code: 'FORBIDDEN', message: 'You may not' })", "'FORBIDDEN'"],
  ["throw new StoreError('NOT_FOUND')", "'NOT_FOUND'"],
  ["readStatement(name, 'select 1')", "'select 1'"],
  ["const role = { name: 'ownlist_due', login: true }", "'ownlist_due'"],
  [`query(\`select \${id} from note where user_id = $1\`)`, `\`select \${id} from note where user_id = $1\``],
])('mutates a text that a program reads: %s', async (program, ...texts) => {
  expect(await mutatedTexts(program)).toEqual(texts)
})
