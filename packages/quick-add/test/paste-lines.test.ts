// domain: tasks
import { expect, test } from 'vitest'
import { isSameName, pasteLines } from '../src/index.js'

test.each([
  ['- Milk\n- Bread', ['Milk', 'Bread']],
  ['* Milk\r\n* Bread\r\n', ['Milk', 'Bread']],
  ['• Milk\n\n   • Bread', ['Milk', 'Bread']],
  ['1. Milk\n2) Bread\n(3) Tea', ['Milk', 'Bread', 'Tea']],
  ['١. حليب\n٢. خبز', ['حليب', 'خبز']],
  ['- [ ] Milk\n- [x] Bread\n* [X] Tea', ['Milk', 'Bread', 'Tea']],
  ['[ ] Milk\n☐ Bread\n☑ Tea', ['Milk', 'Bread', 'Tea']],
  ['> - Milk\n> > Bread', ['Milk', 'Bread']],
  ['\uFEFFMilk\n\t\nBread\u2028Tea', ['Milk', 'Bread', 'Tea']],
  ['-\n- \n- [ ]\n[ ]', []],
  ['', []],
  // Text that only looks like a mark stays.
  ['-5 degrees', ['-5 degrees']],
  ['1.5 litres of milk', ['1.5 litres of milk']],
  ['2026 budget', ['2026 budget']],
  ['*important* call', ['*important* call']],
  ['[link](https://example.com)', ['[link](https://example.com)']],
  ['3 apples', ['3 apples']],
  ['C-3PO', ['C-3PO']],
])('%j has the entries %j', (text, entries) => expect(pasteLines(text)).toEqual(entries))

test.each([
  ['Garden', 'garden', true],
  ['Garden  and balcony', 'garden-and-balcony', true],
  ['Büro', 'bu\u0308ro', true],
  ['Garden', 'gard', false],
  ['', 'garden', false],
])('%j is called %j: %s', (title, name, same) => expect(isSameName(title, name)).toBe(same))
