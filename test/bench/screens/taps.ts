/** From a tap to the picture that came of it, on a slow device with a big menu. */
import type { Page } from 'playwright-core'
import { openPage, openPos } from './pages.ts'
import type { ScreensWorld } from './screens-world.ts'
import {
  heapOf,
  inWords,
  quantile,
  slowDown,
  takeTaps,
  throttle,
  workInWords,
  workMeter,
} from './tap-meter.ts'
import { markTaps, spentInWords, traced } from './tap-trace.ts'

const megabyte = 1024 * 1024
/** Says what the main thread did, too; the trace makes taps a little slower. */
const isTraced = process.env['BENCH_TRACE'] === '1'

/** Prints how long taps take, and what the page holds; gives the heap of ours and of the bare page, in bytes. */
export async function measureTaps({ till, bare, browser }: ScreensWorld, dishes: number): Promise<void> {
  const page = await openPos(browser, till)
  await page.evaluate(`location.hash = '#/hall'`)
  await page.locator('[data-table="7"]').tap()
  await page.locator('[data-action="open-order"]:not([aria-disabled])').tap()
  await page.locator('.card').waitFor()
  await slowDown(page)
  if (isTraced) await markTaps(page)
  const work = await workMeter(page)
  const all: number[] = []
  let used = 0
  const kinds: [string, (page: Page) => Promise<void>][] = [
    ['the menu is opened', openMenu],
    ['groups', chooseGroups],
    ['dishes', takeDishes],
    ['letters of a search', search],
    ['amounts', changeAmounts],
    ['dishes are added', addDishes],
    ['tables', lookAtTables],
    ['sections', lookAround],
  ]
  process.stdout.write(`tap to paint, processor ${throttle} times slower, ${dishes} dishes:\n`)
  for (const [name, tapAll] of kinds) {
    let where = ''
    if (isTraced) where = `    ${spentInWords(await traced(browser, page, () => tapAll(page)))}\n`
    else await tapAll(page)
    const taps = await takeTaps(page)
    const usedHere = await work()
    all.push(...taps)
    used += usedHere
    process.stdout.write(
      `  ${name.padEnd(24)} ${inWords(taps)}  ${workInWords(usedHere, taps.length)}\n${where}`,
    )
  }
  const heap = await heapOf(page)
  await page.context().close()
  const plain = await openPage(browser, bare)
  await slowDown(plain)
  const plainWork = await workMeter(plain)
  for (let tap = 0; tap < 40; tap++) await plain.locator(`[data-product="${tap * 2}"]`).tap()
  const theirs = await takeTaps(plain)
  const theirWork = await plainWork()
  const bareHeap = await heapOf(plain)
  await plain.context().close()
  process.stdout.write(
    `  all                      ${inWords(all)}  ${workInWords(used, all.length)}  goal: p95 50 ms\n`,
  )
  process.stdout.write(
    `  bare page                ${inWords(theirs)}  ${workInWords(theirWork, theirs.length)}\n`,
  )
  const ratio = quantile(all, 0.95) / quantile(theirs, 0.95)
  const workRatio = used / all.length / (theirWork / theirs.length)
  process.stdout.write(
    `  p95 of ours is ${ratio.toFixed(1)} of the bare page's, its work ${workRatio.toFixed(1)}\n`,
  )
  process.stdout.write(
    `memory of a page: ${(heap / megabyte).toFixed(1)} MB of objects (bare ${(bareHeap / megabyte).toFixed(1)} MB)\n`,
  )
}

async function openMenu(page: Page): Promise<void> {
  await page.locator('[data-action="add-items"]:not([aria-disabled])').tap()
  await page.locator('.dishes .dish, .quick-group').first().waitFor()
}

async function chooseGroups(page: Page): Promise<void> {
  const groups = page.locator('[data-group]')
  const count = await groups.count()
  for (let tap = 0; tap < 20; tap++) await groups.nth(count - 1 - tap * 3).tap()
  await page.locator('.dishes .dish').first().waitFor()
}

async function takeDishes(page: Page): Promise<void> {
  for (let tap = 0; tap < 40; tap++)
    await page
      .locator('.dishes .dish')
      .nth(tap % 8)
      .tap()
}

async function changeAmounts(page: Page): Promise<void> {
  for (let tap = 0; tap < 20; tap++)
    await page
      .locator('.basket-line .stepper button')
      .nth((tap % 4) * 2 + 1)
      .tap()
}

async function search(page: Page): Promise<void> {
  await page.locator('.picker-search input').tap()
  const key = (name: string) => page.locator('.keyboard').getByRole('button', { name, exact: true })
  for (const letter of ['б', 'л', 'ю', 'д', 'о']) await key(letter).tap()
  for (let tap = 0; tap < 5; tap++) await key('Стереть').tap()
  await page.locator('[data-group]').first().tap()
}

async function addDishes(page: Page): Promise<void> {
  await page.locator('[data-action="add"]:not([aria-disabled])').tap()
  await page.locator('.dialog').waitFor({ state: 'detached' })
}

async function lookAtTables(page: Page): Promise<void> {
  for (let tap = 0; tap < 10; tap++) {
    await page.locator('.sections [href="#/hall"]').tap()
    await page.locator('[data-table="7"]').tap()
    await page.locator('.card').waitFor()
  }
}

async function lookAround(page: Page): Promise<void> {
  for (let tap = 0; tap < 12; tap++)
    await page
      .locator('.sections a')
      .nth(tap % 4)
      .tap()
}
