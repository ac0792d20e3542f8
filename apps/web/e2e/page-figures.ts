// domain: tasks
import type { CDPSession, Page } from '@playwright/test'
import { idle } from './idle'

/** What loading a page costs a browser that has nothing of it yet. */
export interface LoadFigures {
  /** Requests, to the web app and the API. */
  readonly requests: number
  /** Bytes that were transferred: compressed, with headers. */
  readonly bytes: number
  /** Those of scripts. */
  readonly scriptBytes: number
  /** Nodes in the document. */
  readonly nodes: number
  /** Milliseconds until the first text was painted. */
  readonly painted: number
  /** Milliseconds until the page answered to what the user does. */
  readonly ready: number
}

/** Goes to the home page, in a browser context in which nothing was loaded before. */
export async function measureLoad(page: Page): Promise<LoadFigures> {
  const devTools = await page.context().newCDPSession(page)
  const sizes = await countTransfers(devTools)
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
  return { ...sizes(), nodes: await countNodes(page), painted: painted ?? Number.NaN, ready: ready ?? Number.NaN }
}

/** Counts what the page loads from now on. */
async function countTransfers(devTools: CDPSession) {
  const scripts = new Set<string>()
  const sizes = new Map<string, number>()
  devTools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  devTools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength))
  await devTools.send('Network.enable')
  const sum = (ids: Iterable<string>) => [...ids].reduce((bytes, id) => bytes + (sizes.get(id) ?? 0), 0)
  return () => ({ requests: sizes.size, bytes: sum(sizes.keys()), scriptBytes: sum(scripts) })
}

/** The nodes in the document, texts and comments included. */
export const countNodes = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document)
    let nodes = 1
    while (walker.nextNode()) nodes++
    return nodes
  })

/** Megabytes of JavaScript objects that are in use. */
export async function usedHeap(page: Page): Promise<number> {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devTools.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}

/**
 * The milliseconds from an event, such as a key press, until a frame is painted in which an element that matches a selector exists.
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

/** The milliseconds from one frame to the next, in the median, while the page scrolls by 120 pixels a frame. */
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
