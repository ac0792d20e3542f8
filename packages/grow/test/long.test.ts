import { describe, inject, test } from 'vitest'
import { compileAndLint, copyRepository, runWholeSuite, succeed } from './copy.js'

declare module 'vitest' {
  export interface ProvidedContext {
    long: boolean
  }
}

const timeout = 3_600_000

describe.runIf(inject('long'))('overnight', () => {
  test('four new resources pass the check, and the tests that came with them', { timeout }, async () => {
    await using copy = await copyRepository()
    for (const name of ['note', 'feed-item', 'order', 'user']) {
      await succeed(copy.grow('new:resource', name))
      await copy.commit()
    }
    await compileAndLint(copy)
    await succeed(copy.run('knip'))
    const own = ['notes', 'feed-items', 'orders', 'users'].map((name) => `packages/db/test/${name}`)
    await succeed(copy.run('vitest', 'run', ...own, 'procedures', 'server/test/offline', 'owned-tables'))
  })

  test('with new resources the whole suite passes', { timeout }, async () => {
    await using copy = await copyRepository('new')
    for (const name of ['note', 'feed-item']) {
      await succeed(copy.grow('new:resource', name))
      await copy.commit()
    }
    await succeed(copy.run('npx', '-y', 'pnpm@12', 'build'))
    await runWholeSuite(copy)
    await succeed(copy.run('npx', '-y', 'pnpm@12', '--filter', '@ownlist/web', 'e2e'))
  })

  test('under a new name the check and the whole suite pass', { timeout }, async () => {
    await using copy = await copyRepository('new')
    await succeed(copy.grow('rename', `ac${'me'}`))
    await copy.commit()
    await succeed(copy.run('npx', '-y', 'pnpm@12', 'check'))
    await succeed(copy.run('npx', '-y', 'pnpm@12', 'build'))
    await runWholeSuite(copy)
  })
})
