// domain: tasks

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { hostileNotes } from './markdown/hostile-notes'
import { serveNotes } from './markdown/serve'

/** A server of an outsider, to which notes refer. It counts its requests. */
async function serveAway() {
  const asked: string[] = []
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    response.end()
  })
  server.listen(0)
  await once(server, 'listening')
  return {
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.dispose]: () => server.close(),
  }
}

/** Shows notes, and waits until they are rendered, or shown as plain text. */
async function show(page: Page, markdown: string): Promise<void> {
  await page.evaluate((text) => window.show(`${text}\n\nThe end.`), markdown)
  await expect(page.getByText('The end.')).toBeVisible({ timeout: 5_000 })
}

test('hostile notes run nothing, load nothing, contain no link to a script, and do not break the page', async ({
  page,
}) => {
  await using served = await serveNotes()
  using away = await serveAway()
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('dialog', (dialog) => requests.push(dialog.message()))
  await page.goto(served.url)
  await show(page, '**bold**')
  await expect(page.locator('strong')).toHaveText('bold')
  requests.length = 0
  const notes = Object.entries(hostileNotes(away.url))
  expect(notes.length).toBeGreaterThan(30)
  for (const [what, markdown] of notes) {
    await show(page, markdown)
    const found = await page.evaluate(() => {
      const all = [...document.querySelectorAll('main *')]
      return {
        title: document.title,
        elements: all
          .map(({ localName }) => localName)
          .filter((name) =>
            /^(script|style|iframe|object|embed|form|input|button|img|video|audio|source|picture|link|meta|base|math|svg:.*)$/.test(
              name,
            ),
          ),
        attributes: all
          .flatMap((one) => one.getAttributeNames())
          .filter((name) => /^on|^style$|^src|^srcdoc$|^formaction$/.test(name)),
        links: all
          .flatMap((one) => (one instanceof HTMLAnchorElement ? [[one.protocol, one.rel]] : []))
          .filter(
            ([protocol, rel]) =>
              !/^(https?|mailto|tel):$/.test(protocol ?? '') || rel !== 'noopener noreferrer nofollow',
          ),
      }
    })
    const links = what === 'a footnote with HTML' ? found.links : []
    expect(found, what).toEqual({ title: 'Notes', elements: [], attributes: [], links })
  }
  expect(requests).toEqual([])
  expect(away.asked).toEqual([])
})

test('notes are rendered as Markdown: headings, lists, tables, tasks, links, and images as links', async ({ page }) => {
  await using served = await serveNotes()
  await page.goto(served.url)
  await show(
    page,
    [
      '# Packing',
      '- [x] passport\n- [ ] charger',
      '| Day | Cost |\n| :-- | --: |\n| Mon | 12 |',
      'See https://example.com/a and [this](https://example.org "title").',
      '![the map](https://example.com/map.png)',
      'مرحبا بالعالم',
      'a ~~b~~ `c`',
    ].join('\n\n'),
  )
  await expect(page.getByRole('heading', { name: 'Packing', level: 4 })).toBeVisible()
  await expect(page.getByRole('listitem').first()).toHaveText('done passport')
  await expect(page.getByRole('cell', { name: '12' })).toHaveAttribute('data-align', 'right')
  const link = page.getByRole('link', { name: 'this' })
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow')
  await expect(link).toHaveAttribute('target', '_blank')
  await expect(page.getByRole('link', { name: 'Image: the map' })).toHaveAttribute(
    'href',
    'https://example.com/map.png',
  )
  await expect(page.getByText('مرحبا')).toHaveCSS('unicode-bidi', 'plaintext')
})
