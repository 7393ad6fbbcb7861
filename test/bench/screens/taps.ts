/** From a tap to the picture that came of it, on a slow device with a big menu. */
import type { Page } from 'playwright-core'
import { tap } from './finger.ts'
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

/** What is tapped in a pass, in this order. */
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

type Taps = { taps: number[]; used: number }
/** A page has one meter of its work: each one more makes every task of the page longer. */
type Metered = { page: Page; work: () => Promise<number> }

/**
 * Prints how long taps take, and what the page holds; gives the heap of ours and of the bare page, in bytes. All is tapped
 * twice: a till is opened in the morning and tapped until night, so what counts is the second pass.
 */
export async function measureTaps({ till, bare, browser }: ScreensWorld, dishes: number): Promise<void> {
  process.stdout.write(`tap to paint, processor ${throttle} times slower, ${dishes} dishes:\n`)
  const page = await openPos(browser, till)
  await page.evaluate(`location.hash = '#/hall'`)
  await page.locator('[data-table="7"]').tap()
  await page.locator('[data-action="open-order"]:not([aria-disabled])').tap()
  await page.locator('.card').waitFor()
  await slowDown(page)
  if (isTraced) await markTaps(page)
  const work = await workMeter(page)
  await tapAll(browser, { page, work }, 'just opened')
  await openTable(page)
  // The way back belongs to neither pass.
  await takeTaps(page)
  await work()
  const ours = await tapAll(browser, { page, work }, 'in use')
  const heap = await heapOf(page)
  await page.context().close()
  const plain = await openPage(browser, bare)
  await slowDown(plain)
  const plainWork = await workMeter(plain)
  await tapPlain({ page: plain, work: plainWork }, 'just opened')
  const theirs = await tapPlain({ page: plain, work: plainWork }, 'in use')
  const bareHeap = await heapOf(plain)
  await plain.context().close()
  const ratio = quantile(ours.taps, 0.95) / quantile(theirs.taps, 0.95)
  const workRatio = ours.used / ours.taps.length / (theirs.used / theirs.taps.length)
  process.stdout.write(
    `  p95 of ours is ${ratio.toFixed(1)} of the bare page's, its work ${workRatio.toFixed(1)}; goal: p95 50 ms\n`,
  )
  process.stdout.write(
    `memory of a page: ${(heap / megabyte).toFixed(1)} MB of objects (bare ${(bareHeap / megabyte).toFixed(1)} MB)\n`,
  )
}

async function tapAll(
  browser: ScreensWorld['browser'],
  { page, work }: Metered,
  when: string,
): Promise<Taps> {
  const all: Taps = { taps: [], used: 0 }
  for (const [name, tapKind] of kinds) {
    let where = ''
    if (isTraced) where = `    ${spentInWords(await traced(browser, page, () => tapKind(page)))}\n`
    else await tapKind(page)
    const taps = await takeTaps(page)
    const used = await work()
    all.taps.push(...taps)
    all.used += used
    tell(name, { taps, used })
    process.stdout.write(where)
  }
  tell(`all, ${when}`, all)
  return all
}

async function tapPlain({ page, work }: Metered, when: string): Promise<Taps> {
  for (let product = 0; product < 40; product++) await tap(page.locator(`[data-product="${product * 2}"]`))
  const all = { taps: await takeTaps(page), used: await work() }
  tell(`bare page, ${when}`, all)
  return all
}

const tell = (name: string, { taps, used }: Taps): void =>
  void process.stdout.write(`  ${name.padEnd(24)} ${inWords(taps)}  ${workInWords(used, taps.length)}\n`)

async function openMenu(page: Page): Promise<void> {
  await tap(page.locator('[data-action="add-items"]:not([aria-disabled])'))
  await page.locator('.dishes .dish, .quick-group').first().waitFor()
}

async function chooseGroups(page: Page): Promise<void> {
  const groups = page.locator('[data-group]')
  const count = await groups.count()
  for (let taken = 0; taken < 20; taken++) await tap(groups.nth(count - 1 - taken * 3))
  await page.locator('.dishes .dish').first().waitFor()
}

async function takeDishes(page: Page): Promise<void> {
  for (let taken = 0; taken < 40; taken++) await tap(page.locator('.dishes .dish').nth(taken % 8))
}

async function changeAmounts(page: Page): Promise<void> {
  const steppers = page.locator('.basket-line .stepper button')
  for (let changed = 0; changed < 20; changed++) await tap(steppers.nth((changed % 4) * 2 + 1))
}

async function search(page: Page): Promise<void> {
  await tap(page.locator('.picker-search input'))
  const key = (name: string) => page.locator('.keyboard').getByRole('button', { name, exact: true })
  for (const letter of ['б', 'л', 'ю', 'д', 'о']) await tap(key(letter))
  for (let wiped = 0; wiped < 5; wiped++) await tap(key('Стереть'))
  await tap(page.locator('[data-group]').first())
}

async function addDishes(page: Page): Promise<void> {
  await tap(page.locator('[data-action="add"]:not([aria-disabled])'))
  await page.locator('.dialog').waitFor({ state: 'detached' })
}

async function lookAtTables(page: Page): Promise<void> {
  for (let looked = 0; looked < 10; looked++) await openTable(page)
}

async function openTable(page: Page): Promise<void> {
  await tap(page.locator('.sections [href="#/hall"]'))
  await tap(page.locator('[data-table="7"]'))
  await page.locator('.card').waitFor()
}

async function lookAround(page: Page): Promise<void> {
  for (let looked = 0; looked < 12; looked++) await tap(page.locator('.sections a').nth(looked % 4))
}
