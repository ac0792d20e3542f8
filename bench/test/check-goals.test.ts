import { expect, test } from 'vitest'
import { checkGoals, describeGoal, isFailure } from '../src/check-goals.js'
import { Figures } from '../src/figures.js'
import { type Goal, goals } from '../src/goals.js'

const figure = (contender: string) => ({ contender, operation: 'list', connections: 16, measure: 'cpu' }) as const
const half: Goal = { of: figure('ours'), per: figure('theirs'), atMost: 0.5 }

/** Rounds of two contenders. The other one always takes 100 µs. */
function figuresOf(...rounds: number[]): Figures {
  const figures = new Figures()
  for (const cpu of rounds) {
    figures.add(figure('ours'), { cpu, p50: 1, p99: 2 })
    figures.add(figure('theirs'), { cpu: 100, p50: 1, p99: 2 })
  }
  return figures
}

const verdictOf = (figures: Figures, goal = half) => checkGoals(figures, [goal])[0]

test('a ratio at or below its goal meets it', () => {
  expect(verdictOf(figuresOf(50, 40, 50))).toMatchObject({ outcome: 'met', ratio: { median: 0.5 } })
})

test('a ratio above its goal by less than the spread of its rounds does not fail a check', () => {
  const verdict = verdictOf(figuresOf(52, 55, 49))
  expect(verdict?.outcome).toBe('unclear')
  expect(verdict && isFailure(verdict)).toBe(false)
})

test('a ratio above its goal by more than the spread of its rounds fails a check', () => {
  const verdict = verdictOf(figuresOf(60, 61, 60))
  expect(verdict?.outcome).toBe('missed')
  expect(verdict && isFailure(verdict)).toBe(true)
})

test('a stretch goal never fails a check', () => {
  const verdict = verdictOf(figuresOf(90, 90, 90), { ...half, stretch: true })
  expect(verdict?.outcome).toBe('missed')
  expect(verdict && isFailure(verdict)).toBe(false)
})

test('a goal against a contender that did not run is not measured, and fails no check', () => {
  const verdict = verdictOf(new Figures())
  expect(verdict).toMatchObject({ outcome: 'not measured', ratio: null })
  expect(verdict && isFailure(verdict)).toBe(false)
})

test('no two goals have the same description', () => {
  expect(new Set(goals.map(describeGoal)).size).toBe(goals.length)
})
