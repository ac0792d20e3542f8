import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Declaration, parse } from 'postcss'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '../src')

/** Every declaration in a stylesheet that says left or right, which is wrong in one of the two writing directions. */
function physical(css: string): string[] {
  const found: string[] = []
  parse(css).walkDecls((declaration) => {
    if (isPhysical(declaration)) found.push(`${declaration.prop}: ${declaration.value}`)
  })
  return found
}

/** Widths of borders are allowed, because a check mark is drawn with them. */
const sides = /^(padding|margin|inset|scroll-margin|scroll-padding)$/

function isPhysical({ prop, value }: Declaration): boolean {
  if (/(^|-)(left|right)(-|$)/.test(prop)) return true
  if (/^(text-align|float|clear)$/.test(prop) && /^(left|right)$/.test(value)) return true
  const [, atRight, , atLeft] = parts(value)
  return sides.test(prop) && atLeft !== undefined && atLeft !== atRight
}

/** The values of a shorthand property. Spaces within brackets do not separate. */
const parts = (value: string): string[] => value.match(/(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+/g) ?? []

test('no style uses left or right: in Arabic, everything is mirrored', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.css'))
  expect(files.length).toBeGreaterThan(5)
  const found = files.flatMap((path) =>
    physical(readFileSync(join(folder, path), 'utf8')).map((declaration) => `${path}: ${declaration}`),
  )
  expect(found).toEqual([])
})

test.each([
  'a { margin-left: 1px }',
  'a { left: 0 }',
  'a { text-align: right }',
  'a { padding: 0 calc(1px + (2px)) 0 2px }',
  '@media print { a { border-right-color: red } }',
])('a style that is not mirrored is found: %s', (css) => {
  expect(physical(css)).toHaveLength(1)
})

test('a style that is the same on both sides is not refused', () => {
  expect(physical('a { padding: 1px 2px 3px; inset: auto 1px 0 1px; margin-inline-start: 2px }')).toEqual([])
})
