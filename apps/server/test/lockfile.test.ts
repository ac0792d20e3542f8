import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// The oldest versions without a known vulnerability that affects this system. An older version in the lockfile fails a test here,
// without asking an audit service.
const floors = {
  next: '16.3.3',
  'better-auth': '1.7.1',
  '@trpc/server': '11.18.0',
  '@trpc/client': '11.18.0',
  jose: '6.2.10',
  zod: '4.0.0',
}

/** For packages that are only installed if others depend on them. */
const floorsIfThere = { ws: '8.21.0', defu: '6.1.5' }

const lockfile = readFileSync(new URL('../../../pnpm-lock.yaml', import.meta.url), 'utf8')

const versionsOf = (name: string, text: string): string[] =>
  [...text.matchAll(new RegExp(`^  '?${name}@(\\d+\\.\\d+\\.\\d+[^':(]*)'?:$`, 'gm'))].map(
    ([, version = '']) => version,
  )

const isOlder = (version: string, floor: string) => version.localeCompare(floor, 'en', { numeric: true }) < 0

test.each(Object.entries(floors))('%s is installed, and never in a version older than %s', (name, floor) => {
  const versions = versionsOf(name, lockfile)
  expect(versions).not.toEqual([])
  expect(versions.filter((version) => isOlder(version, floor))).toEqual([])
})

test.each(Object.entries(floorsIfThere))('%s is never installed in a version older than %s', (name, floor) => {
  expect(versionsOf(name, lockfile).filter((version) => isOlder(version, floor))).toEqual([])
})

test.each(Object.entries({ ...floors, ...floorsIfThere }))(
  'an older %s would be noticed, even next to a newer one',
  (name, floor) => {
    const older = floor.replace(/^\d+/, (major) => String(Number(major) - 1))
    const added = `${lockfile}\n  '${name}@${older}':\n`
    expect(versionsOf(name, added).filter((version) => isOlder(version, floor))).toEqual([older])
  },
)
