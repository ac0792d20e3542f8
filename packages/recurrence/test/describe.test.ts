// domain: tasks
import { expect, test } from 'vitest'
import { describeRule } from '../src/index.js'
import { descriptions } from './golden/descriptions.js'

const languages = ['en', 'de', 'ar'] as const

test.each(descriptions)('%s is %s', (rule, ...words) => {
  const [text = '', from = 'schedule'] = rule.split(' ')
  const options = from === 'completion' ? { from: 'completion' as const } : {}
  expect(languages.map((language) => describeRule(text, { ...options, language }))).toEqual(words)
})

test('a rule that names hours uses the minutes of the task, and its end is a day in the person’s time zone', () => {
  const rule = 'FREQ=DAILY;BYHOUR=9;UNTIL=20261231T230000Z'
  expect(describeRule(rule, { time: '18:30' })).toBe('every day at 09:30, until December 31, 2026')
  expect(describeRule(rule, { zone: 'Europe/Berlin' })).toBe('every day at 09:00, until January 1, 2027')
})

test('a rule that cannot be parsed has no description', () => {
  expect(() => describeRule('FREQ=OFTEN')).toThrow(RangeError)
})
