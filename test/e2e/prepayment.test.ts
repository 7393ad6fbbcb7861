import { expect, test } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { HallScreen } from './drivers/hall.ts'
import { type Look, openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { placeReserve, reserveOf } from './support/hall.ts'
import { inspect, looks } from './support/inspect.ts'

const evening = anEvening(async (server) => {
  server.clock.setSpeed(0)
  server.clock.jumpTo(Date.parse('2027-03-12T17:05:00+03:00'))
})
const dishes = [{ code: '10101', price: 420, amount: 10 }]

async function host(look: Look = {}): Promise<HallScreen> {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, look)
  await enterPin(page, '1111')
  await page.locator('.board').waitFor()
  const hall = new HallScreen(page)
  await hall.visit('#/hall/reserves', '.timeline')
  return hall
}
async function take(hall: HallScreen, kind: string, sum: string): Promise<void> {
  await hall.dialog().locator(`[data-pay="${kind}"]`).first().tap()
  await hall.typeNumber(sum)
  await hall.do('take-prepayment')
}

test('guests of a banquet pay ahead in cash and by card, and take it back when they give up', async () => {
  const { server } = evening
  const id = await placeReserve(server, { name: 'Юбилей', tables: [8], startsIn: 60, dishes })
  const hall = await host()
  await hall.bar(8, 'Юбилей').tap()
  await hall.do('prepay')
  await take(hall, 'Cash', '1000')
  await hall.dialog().locator('[data-prepayment]').first().waitFor()
  await take(hall, 'Card', '500')
  await expect.poll(() => hall.dialog().locator('[data-prepayment]').count()).toBe(2)
  expect((await reserveOf(server, id)).reserve.order).toMatchObject({ processedPaymentsSum: 1500 })
  await hall.closeDialog()

  await hall.bar(8, 'Юбилей').tap()
  await hall.dialog().getByText('Внесено 1 500').waitFor()
  await hall.do('cancel')
  await hall.choose('Отказались')
  await hall.dialog().getByText('Гостям вернём предоплату').waitFor()
  await hall.do('cancel-reserve')
  await hall.bar(8, 'Юбилей').waitFor({ state: 'detached' })
  expect((await reserveOf(server, id)).reserve).toMatchObject({ cancelReason: 'ClientRefused' })
})

test.each(looks)('prepayments can be read and touched by everybody: $name', async (look) => {
  const { server } = evening
  const table = look.language === 'ru' ? 10 : 11
  await placeReserve(server, { name: 'Сергей', tables: [table], startsIn: 60, dishes })
  const hall = await host(look)
  const shown = (name: string): Promise<void> => inspect(hall.page, `prepayment-${look.name}-${name}`)
  await hall.bar(table, 'Сергей').tap()
  await shown('1-card')
  await hall.do('prepay')
  await take(hall, 'Cash', '1500')
  await hall.dialog().locator('[data-prepayment]').first().waitFor()
  await shown('2-pad')
  await hall.closeDialog()
  await hall.bar(table, 'Сергей').tap()
  await hall.do('cancel')
  await shown('3-cancel')
  await hall.closeDialog()
  await hall.visit('#/shift', '.shift')
  await hall.do('report')
  await hall.dialog().locator('[data-report="prepaid-taken"]').waitFor()
  await shown('4-report')
})
