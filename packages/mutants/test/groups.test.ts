// domain: tasks
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { expect, test } from 'vitest'
import { groups } from '../src/groups.js'

const cwd = join(import.meta.dirname, '../../..')
const filesOf = (patterns: readonly string[]) => globSync(patterns, { cwd, expandDirectories: false })

test('every pattern of a group names files that exist', () => {
  const patterns = groups.flatMap(({ mutate, tests }) => [...mutate, ...tests])
  expect(patterns.filter((pattern) => filesOf([pattern]).length === 0)).toEqual([])
})

test('every file of the stores, the token verifier and the scopes is in one group', () => {
  const mutated = groups.flatMap(({ mutate }) => filesOf(mutate))
  expect(mutated.filter((file, n) => mutated.indexOf(file) !== n)).toEqual([])
  const all = filesOf(['packages/{auth,db,scopes}/src/**/!(index).ts', '!packages/db/src/generated/**'])
  expect(all.filter((file) => !mutated.includes(file))).toEqual([])
})
