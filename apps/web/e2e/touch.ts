// domain: tasks
import type { Locator, Page } from '@playwright/test'

interface Point {
  readonly x: number
  readonly y: number
}

/** A finger on the screen. It sends the same events as Chromium. */
export interface Finger {
  down(at: Point): Promise<void>
  /** Moves in steps, as a finger does. */
  move(to: Point): Promise<void>
  up(): Promise<void>
}

export async function fingerOn(page: Page): Promise<Finger> {
  const devTools = await page.context().newCDPSession(page)
  let here: Point = { x: 0, y: 0 }
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: Point[]) =>
    devTools.send('Input.dispatchTouchEvent', { type, touchPoints })
  return {
    async down(at) {
      here = at
      await send('touchStart', at)
    },
    async move(to) {
      const steps = 5
      for (let n = 1; n <= steps; n++)
        await send('touchMove', {
          x: here.x + ((to.x - here.x) * n) / steps,
          y: here.y + ((to.y - here.y) * n) / steps,
        })
      here = to
    },
    async up() {
      await send('touchEnd')
    },
  }
}

/** The centre of an element, in pixels of the window. */
export async function middleOf(element: Locator): Promise<Point> {
  const box = await element.boundingBox()
  if (box === null) throw new Error('It is not shown')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
