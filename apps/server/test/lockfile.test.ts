import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// The oldest versions without a known hole that touches this system (docs/security.md); a lockfile that falls below fails here,
// with no audit service asked.
const floors = {
  next: '16.3.3',
  'better-auth': '1.7.1',
  '@trpc/server': '11.18.0',
  '@trpc/client': '11.18.0',
  jose: '6.2.10',
  zod: '4.0.0',
}

const lockfile = readFileSync(new URL('../../../pnpm-lock.yaml', import.meta.url), 'utf8')

test.each(Object.entries(floors))('%s is nowhere older than %s', (name, floor) => {
  const versions = [...lockfile.matchAll(new RegExp(`^  '?${name}@(\\d+\\.\\d+\\.\\d+[^':(]*)'?:$`, 'gm'))]
  expect(versions.length).toBeGreaterThan(0)
  for (const [, version = ''] of versions) {
    expect(version.localeCompare(floor, 'en', { numeric: true }), `${name}@${version}`).toBeGreaterThanOrEqual(0)
  }
})
