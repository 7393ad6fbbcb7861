import type { CDPSession, Locator, Page } from 'playwright-core'

/** Between two taps: a quick hand takes four dishes in a second. */
const restMs = 120
/** A tap keeps the glass for so long; shorter ones are knocks. */
const touchMs = 60

/**
 * Taps as a finger does: it looks, rests, touches and lets go. The driver's own tap touches for no time at all, and asks the
 * page of this target and of the next while the page makes the picture: a slow page answers that much later, ours or a bare
 * one.
 */
export async function tap(target: Locator): Promise<void> {
  const page = target.page()
  await target.tap({ trial: true })
  const box = await target.boundingBox()
  if (!box) throw new Error(`${String(target)}: there is nothing to tap`)
  const before = await paintedTaps(page)
  await page.waitForTimeout(restMs)
  await touch(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 })
  // Looks seldom: each look is work of the page.
  for (let look = 0; look < 20; look++) {
    await page.waitForTimeout(restMs)
    const painted = await paintedTaps(page)
    if (painted === before + 1) return
    if (painted > before) throw new Error(`${String(target)}: somebody else taps, too`)
  }
  throw new Error(`${String(target)}: no picture came of a tap`)
}

const paintedTaps = (page: Page): Promise<number> => page.evaluate<number>('measuredTaps.length')

const hands = new WeakMap<Page, Promise<CDPSession>>()

async function touch(page: Page, point: { x: number; y: number }): Promise<void> {
  const known = hands.get(page)
  const opened = known ?? page.context().newCDPSession(page)
  if (!known) hands.set(page, opened)
  const hand = await opened
  await hand.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
  await page.waitForTimeout(touchMs)
  await hand.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}
