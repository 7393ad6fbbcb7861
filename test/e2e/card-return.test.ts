import { expect, test } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { ShiftDesk } from './drivers/shift.ts'
import { accessibilityProblems, openScreen, screenshot } from './support/browser.ts'
import { anEvening } from './support/evening.ts'

const evening = anEvening()
const terminal = (steps: object[]) => evening.server.post('/__/till/pokrovka/terminal', { steps }, null)

test('a receipt paid by card: the bank declines the return, and makes it when asked again', async () => {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, {})
  await enterPin(page, '1111')
  await page.locator('.board').waitFor()
  const desk = new ShiftDesk(page)
  await desk.enter()
  await desk.openOrder(3)
  await desk.addDishes({ group: 'Супы', code: '10101' })
  await desk.do('take-payment')
  await page.locator('[data-pay="Card"]:not([aria-disabled])').first().tap()
  await desk.do('take')
  await desk.do('close')
  await desk.openReceipts()
  await desk.findReceipt('3')
  await terminal([{ do: 'decline', text: 'Карта закрыта' }])
  await desk.do('return')
  await desk.choose('Порча')
  await desk.do('give-back')
  await page.locator('[data-bank-failure="not-returned"]', { hasText: 'Карта закрыта' }).waitFor()
  await screenshot(page, 'card-return-declined')
  expect(await accessibilityProblems(page)).toEqual([])
  await terminal([{ do: 'approve', after: 'PT1H' }])
  await desk.do('return')
  await desk.choose('Порча')
  await desk.do('give-back')
  await page.locator('[data-bank="returning"]').waitFor()
  await screenshot(page, 'card-return-asked')
  await server.post('/__/clock', { advance: 'PT1H' }, null)
  await page.locator('.receipt-card', { hasText: 'Возвраты' }).waitFor()
})
