import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { HallScreen } from './drivers/hall.ts'
import { openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'

const evening = anEvening()

/** Notes what stands on the page at the end of the first frame after each click. */
const watch = `(() => {
  window.firstPictures = []
  const channel = new MessageChannel()
  channel.port1.onmessage = () =>
    firstPictures.push({
      section: document.querySelector('.section[aria-current]')?.getAttribute('href'),
      pressed: document.querySelector('.table-pressed')?.dataset.table ?? null,
      dialog: document.querySelector('dialog[open] .picker-group') !== null,
      dish: document.querySelector('.dishes .dish')?.dataset.product ?? null,
    })
  addEventListener('click', () => requestAnimationFrame(() => channel.port2.postMessage(null)), true)
})()`
type FirstPicture = { section: string; pressed: string | null; dialog: boolean }
const pictures = (page: Page): Promise<FirstPicture[]> => page.evaluate('firstPictures.splice(0)')

/** Notes of each click, behind whoever else hears of it, whether it was taken from the browser. */
const noteClicks = `(() => {
  window.takenClicks = []
  addEventListener('click', (event) => takenClicks.push(event.defaultPrevented))
})()`

test('the first picture after a touch answers it; what is drawn longer comes behind, and links stay links', async () => {
  const { browser, server } = evening
  const hall = new HallScreen(await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`))
  await hall.logIn('1111')
  const { page } = hall
  await page.evaluate(watch)

  await page.locator('.section[href="#/hall"]').tap()
  await page.locator('.tables .table').first().waitFor()
  expect(await pictures(page)).toMatchObject([{ section: '#/hall' }])

  await hall.openOrder(3)
  await hall.enter()
  await hall.waitForTable(3, 'Занят')
  await pictures(page)
  await hall.openTable(3)
  expect(await pictures(page)).toMatchObject([{ section: '#/hall', pressed: '3' }])

  await hall.do('add-items')
  await page.locator('.dishes .dish').first().waitFor()
  expect(await pictures(page)).toMatchObject([{ dialog: true }])
  // Another group writes other names on the tiles that are there, and all its groups are; at once, for a quick hand would take
  // what lay there before.
  await page.locator('.picker-group', { hasText: 'Супы' }).first().tap()
  await page.locator('.dish[data-product="10101"]').waitFor()
  await expect.poll(() => page.evaluate<string>('firstPictures[0]?.dish')).toBe('10101')
  await page.locator('.picker-group', { hasText: 'Десерты' }).first().tap()
  await page.locator('.dish[data-product="50001"]').tap()
  await expect.poll(() => page.locator('.basket-line').allTextContents()).toHaveLength(1)
  await page.locator('.dialog-head .icon-button').tap()

  await page.goBack()
  await page.locator('.tables').waitFor()
  await page.evaluate(noteClicks)
  const tabs = async (): Promise<number> => {
    await page.locator('.section[href="#/shift"]').click({ modifiers: ['Control'] })
    return page.context().pages().length
  }
  // Chromium itself loses one such click of seventy when three of it share two cores: ours may take none of them.
  await expect.poll(tabs, { interval: 3000, timeout: 30_000 }).toBeGreaterThan(1)
  expect(new Set(await page.evaluate<boolean[]>('takenClicks'))).toEqual(new Set([false]))
  for (const other of page.context().pages()) if (other !== page) await other.close()
  expect(new URL(page.url()).hash).toBe('#/hall')
})
