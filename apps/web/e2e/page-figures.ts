// domain: tasks
import type { CDPSession, Page } from '@playwright/test'
import { idle } from './idle'

/** What loading a page costs a browser that has not stored anything of it. */
export interface LoadFigures {
  /** Requests, to the web app and the API. */
  readonly requests: number
  /** Bytes that were transferred: compressed, with headers. */
  readonly bytes: number
  /** Transferred bytes of scripts. */
  readonly scriptBytes: number
  /** Addresses that were requested more than once. */
  readonly repeated: readonly string[]
  /** Nodes in the document. */
  readonly nodes: number
  /** Milliseconds until the first text was painted. */
  readonly painted: number
  /** Milliseconds until the page responded to the user. */
  readonly ready: number
}

/** Goes to the home page, in a browser context in which nothing was loaded before. */
export async function measureLoad(page: Page): Promise<LoadFigures> {
  const devTools = await page.context().newCDPSession(page)
  const transfers = await countTransfers(page, devTools)
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector('[role="grid"] [role="row"]')) performance.mark('ready')
      else requestAnimationFrame(look)
    }
    look()
  })
  await page.goto('/')
  await page.waitForFunction(() => performance.getEntriesByName('ready').length > 0)
  await idle(page)
  const [painted, ready] = await page.evaluate(() =>
    ['first-contentful-paint', 'ready'].map((name) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN),
  )
  return {
    ...(await transfers()),
    nodes: await countNodes(page),
    painted: painted ?? Number.NaN,
    ready: ready ?? Number.NaN,
  }
}

/** Counts what the page loads from now on, until it has settled. Parts that open later are loaded after that. */
async function countTransfers(page: Page, devTools: CDPSession) {
  const begun = new Map<string, { readonly url: string; readonly isPreflight: boolean }>()
  const scripts = new Set<string>()
  const sizes = new Map<string, number>()
  devTools.on('Network.requestWillBeSent', ({ requestId, request }) =>
    begun.set(requestId, { url: request.url, isPreflight: request.method === 'OPTIONS' }),
  )
  devTools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  devTools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength))
  await devTools.send('Network.enable')
  const sum = (ids: Iterable<string>) => [...ids].reduce((bytes, id) => bytes + (sizes.get(id) ?? 0), 0)
  return async () => {
    const later = new Set(await loadedLater(page))
    for (const [id, { url }] of begun) if (later.has(url)) sizes.delete(id)
    const urls = [...begun].flatMap(([id, { url, isPreflight }]) => (sizes.has(id) && !isPreflight ? [url] : []))
    const repeated = urls.filter((url, place) => urls.indexOf(url) !== place)
    return { requests: sizes.size, bytes: sum(sizes.keys()), scriptBytes: sum(scripts), repeated }
  }
}

/** The addresses that were loaded after the page had settled. */
const loadedLater = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const settled = performance.getEntriesByName('settled')[0]?.startTime ?? Number.POSITIVE_INFINITY
    const files = performance.getEntriesByType('resource').filter(({ startTime }) => startTime >= settled)
    return files.map(({ name }) => name)
  })

/** The distance of the first task from the top of the window in pixels, for a window of this size. */
export async function firstRowTop(page: Page, width: number, height: number): Promise<number> {
  const before = page.viewportSize()
  await page.setViewportSize({ width, height })
  await idle(page)
  const box = await page.locator('[role="grid"] [role="row"]').first().boundingBox()
  if (before !== null) await page.setViewportSize(before)
  return box?.y ?? Number.NaN
}

/** How many requests a page makes when the person returns to it. Preflights do not count. */
export async function requestsOnRefocus(page: Page): Promise<number> {
  await idle(page)
  let requests = 0
  const count = () => requests++
  page.on('request', count)
  for (const state of ['hidden', 'visible']) {
    // Pages of a headless browser are never hidden.
    await page.evaluate((visibilityState) => {
      Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
      dispatchEvent(new Event(visibilityState === 'visible' ? 'focus' : 'blur'))
    }, state)
    await idle(page)
  }
  page.off('request', count)
  return requests
}

/** The nodes in the document, including texts and comments. */
export const countNodes = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document)
    let nodes = 1
    while (walker.nextNode()) nodes++
    return nodes
  })

/** Megabytes of JavaScript objects in use. */
export async function usedHeap(page: Page): Promise<number> {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devTools.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}

/**
 * The milliseconds from an event, such as a key press, until the browser paints a frame that contains an element that
 * matches a selector.
 * @param act causes the event
 */
export async function timeUntilPainted(
  page: Page,
  { event, selector }: { event: 'keydown' | 'click'; selector: string },
  act: () => Promise<void>,
): Promise<number> {
  await page.evaluate(
    ({ event, selector }) => {
      performance.clearMarks()
      const look = () => {
        if (!document.querySelector(selector)) requestAnimationFrame(look)
        // A message that is sent in a frame arrives after that frame is painted.
        else requestAnimationFrame(() => queueAfterPaint(() => performance.mark('painted')))
      }
      const queueAfterPaint = (done: () => void) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = done
        port2.postMessage(null)
      }
      const begin = () => {
        performance.mark('begun')
        look()
      }
      addEventListener(event, begin, { capture: true, once: true })
    },
    { event, selector },
  )
  await act()
  await page.waitForFunction(() => performance.getEntriesByName('painted').length > 0)
  return page.evaluate(() => performance.measure('time', 'begun', 'painted').duration)
}

/**
 * The milliseconds from a key press in one page until another page paints a frame that contains an element that matches a
 * selector.
 */
export async function timeUntilPaintedElsewhere(
  [page, other]: readonly [Page, Page],
  selector: string,
  act: () => Promise<void>,
): Promise<number> {
  const painted = other.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (!document.querySelector(wanted)) return void requestAnimationFrame(look)
          requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())))
        }
        look()
      }),
    selector,
  )
  await page.evaluate(() => {
    performance.clearMarks('begun')
    addEventListener('keydown', () => performance.mark('begun'), { capture: true, once: true })
  })
  await act()
  const begun = await page.evaluate(
    () => performance.timeOrigin + (performance.getEntriesByName('begun')[0]?.startTime ?? Number.NaN),
  )
  return (await painted) - begun
}

/** The median of milliseconds between two frames while the page scrolls by 120 pixels per frame. */
export const scrollFrame = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const frames: number[] = []
    let before = await frame()
    scrollTo(0, 0)
    for (let n = 0; n < 60; n++) {
      scrollBy(0, 120)
      const now = await frame()
      frames.push(now - before)
      before = now
    }
    return frames.sort((a, b) => a - b)[frames.length / 2] ?? Number.NaN
  })
