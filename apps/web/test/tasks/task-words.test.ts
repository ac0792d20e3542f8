import { describe, expect, test } from 'vitest'
import { dueLabel, localDay } from '../../src/tasks/due-day'
import { readView, viewPath } from '../../src/view/task-view'
import { textsOf } from '../texts'

describe('a due day reads', () => {
  test.each([
    ['2026-11-23', 'Overdue: Nov 23', 'overdue'],
    ['2025-12-31', 'Overdue: Dec 31, 2025', 'overdue'],
    ['2026-11-24', 'Due today', 'today'],
    ['2026-11-25', 'Due tomorrow', 'ahead'],
    ['2026-12-01', 'Due Dec 1', 'ahead'],
    ['2027-01-01', 'Due Jan 1, 2027', 'ahead'],
  ])('%s on 24 November 2026 as %s', (dueOn, text, state) => {
    expect(dueLabel(textsOf('tasks'), 'en', { dueOn, today: '2026-11-24' })).toEqual({ text, state })
  })

  test('by the person’s own clock', () => {
    expect(localDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
    expect(localDay(new Date(2026, 0, 6, 0, 0))).toBe('2026-01-06')
  })
})

describe('the view in the address', () => {
  const reader = (query: string) => (name: string) => new URLSearchParams(query).get(name)

  test.each(['/', '/?status=all', '/?status=done&q=milk'])('of %s comes back the same', (path) => {
    expect(viewPath(readView(reader(path.slice(2))))).toBe(path)
  })

  test('is the open tasks when it says something else, and a search as long as the API takes', () => {
    expect(readView(reader('status=deleted&q=%20'))).toEqual({ status: 'open', search: '' })
    expect(readView(reader(`q=${'x'.repeat(300)}`)).search).toHaveLength(200)
  })
})
