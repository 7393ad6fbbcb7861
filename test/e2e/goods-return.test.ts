/** Goods come back at the till, and nobody has their receipt (front-api §2.6.7, ADR 46). */
import { expect, test } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { ShiftDesk } from './drivers/shift.ts'
import { openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { inspect, looks } from './support/inspect.ts'

const evening = anEvening()
const till = '/till/pokrovka/api'
type Drawer = { expectedCash: number; returns: { sum: number } }
async function report(): Promise<Drawer> {
  const { token } = (await evening.server.post(`${till}/login`, { pin: '1111' }, null)).json
  return (await evening.server.get(`${till}/shift/report`, token)).json.report
}

test.each(looks)(
  'a cashier takes goods back without a receipt: what, why, and the money out of the drawer: $name',
  { timeout: 120_000 },
  async (look) => {
    const { browser, server } = evening
    const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, look)
    await enterPin(page, '1111')
    await page.locator('.board').waitFor()
    const desk = new ShiftDesk(page)
    await desk.enterShift()
    await desk.moveCash('in', '3000')
    await page.locator('.toast').first().waitFor()
    const before = await report()
    await desk.openReceipts()
    await desk.do('return-goods')
    await page.locator('.picker-group', { hasText: look.language === 'en' ? 'Soups' : 'Супы' }).tap()
    for (const _ of [1, 2]) await page.locator('[data-product="10103"]').tap()
    await inspect(page, `goods-return-what-${look.name}`)
    await desk.do('goods-chosen')
    // A terminal stands at the till and gives back only what it took: cash is the one way.
    await page.getByRole('radiogroup').last().locator('[aria-checked="true"]').waitFor()
    expect(await page.locator('[data-action="give-back"]').getAttribute('aria-disabled')).toBe('true')
    await desk.dialog().locator('.total-line', { hasText: '920' }).first().waitFor()
    await desk.choose(look.language === 'en' ? 'Spoil' : 'Порча')
    await inspect(page, `goods-return-money-${look.name}`)
    await desk.do('give-back')
    await page
      .locator('.receipt-card', { hasText: look.language === 'en' ? 'Returns' : 'Возвраты' })
      .waitFor()
    const listed = page.locator('.receipt-link[aria-current="true"]')
    await listed.getByText(look.language === 'en' ? 'No receipt' : 'Без чека').waitFor()
    expect(await page.locator('[data-action="return"]').getAttribute('aria-disabled')).toBe('true')
    await inspect(page, `goods-return-done-${look.name}`)
    const after = await report()
    const sum = after.returns.sum - before.returns.sum
    expect([sum > 0, before.expectedCash - after.expectedCash]).toEqual([true, sum])
  },
)
