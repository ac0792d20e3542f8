import { expect, test } from 'vitest'
import { done, migratedFolder, run } from './running.js'

test('db:distribute on a server without Citus changes nothing, and says in one sentence what is missing', async () => {
  const { env } = await migratedFolder()
  const { code, output } = await done(run(env, 'distribute'))
  expect(code).toBe(1)
  expect(output.trim()).toMatch(/^The database ownlist_tasks has no Citus: [^\n]+CREATE EXTENSION citus[^\n]+\.$/)
})
