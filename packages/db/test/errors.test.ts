import { StoreError, type StoreErrorCode } from '@ownlist/db'
import { expect, test } from 'vitest'

const codes: Readonly<Record<StoreErrorCode, true>> = {
  NOT_FOUND: true,
  ID_TAKEN: true,
  STALE_VERSION: true,
  ERASED: true,
  QUOTA_EXCEEDED: true,
  NOT_POSSIBLE: true,
  LOG_TRIMMED: true,
  CHANGED_SINCE: true,
  SEARCH_TOO_SLOW: true,
  UNAVAILABLE: true,
}

test('every refusal is a sentence, and names the kind of row where that helps', () => {
  for (const code of Object.keys(codes) as StoreErrorCode[]) {
    expect(new StoreError(code, { what: 'Impossible.' }).message, code).toMatch(/^[A-Z].+\.$/s)
  }
  for (const code of ['NOT_FOUND', 'ID_TAKEN', 'STALE_VERSION', 'QUOTA_EXCEEDED', 'NOT_POSSIBLE'] as const) {
    expect(new StoreError(code, { what: 'note' }).message, code).toContain('note')
    expect(new StoreError(code).message, code).toContain('row')
  }
  expect(new StoreError('QUOTA_EXCEEDED', { what: 'note', limit: 1_000 }).message).toContain(
    'its limit of 1,000 notes.',
  )
  expect(new StoreError('QUOTA_EXCEEDED', { what: 'note' }).message).toContain('its limit of notes.')
})

test('only an undo that would overwrite something names conflicts', () => {
  const conflicts = [{ kind: 'note', id: '1', title: null, fields: [] }]
  expect(new StoreError('CHANGED_SINCE', { conflicts }).conflicts).toBe(conflicts)
  expect(new StoreError('NOT_FOUND').conflicts).toBeNull()
})
