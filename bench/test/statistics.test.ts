import { expect, test } from 'vitest'
import { median, percentile, ratio, summarize } from '../src/statistics.js'

test('the median is the middle value, or the mean of the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1, 2, 100])).toBe(3)
})

test('the spread is the distance of the round that is furthest from the median', () => {
  expect(summarize([10, 11, 16])).toEqual({ median: 11, spread: 5 })
  expect(summarize([7])).toEqual({ median: 7, spread: 0 })
})

test('a ratio compares round with round, so a slow round does not change it', () => {
  expect(ratio([10, 30, 10], [20, 60, 20])).toEqual({ median: 0.5, spread: 0 })
})

test('a percentile is a value that was seen', () => {
  const values = Array.from({ length: 200 }, (_, n) => 200 - n)
  expect(percentile(values, 50)).toBe(100)
  expect(percentile(values, 99)).toBe(198)
  expect(percentile([3], 99)).toBe(3)
})

test('there is no figure without values, and no ratio of different rounds', () => {
  expect(() => median([])).toThrow(RangeError)
  expect(() => percentile([], 50)).toThrow(RangeError)
  expect(() => ratio([1, 2], [1])).toThrow(RangeError)
})
