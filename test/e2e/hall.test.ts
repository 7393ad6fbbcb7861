import { expect, test } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { HallScreen } from './drivers/hall.ts'
import { accessibilityProblems, type Look, openScreen, screenshot } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { ordersAt, placeReserve, reserveOf } from './support/hall.ts'
import { holdCommands } from './support/held-commands.ts'
import { inspect, looks } from './support/inspect.ts'

const evening = anEvening()

async function waiter(pin = '2222', look: Look = {}): Promise<HallScreen> {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, look)
  await enterPin(page, pin)
  await page.locator('.board').waitFor()
  const hall = new HallScreen(page)
  await hall.enter()
  return hall
}
const soup = { group: 'Супы', code: '10101' }
const cake = { group: 'Десерты', code: '50001' }

test('guests sit down, order, get the bill and pay; the cloud sees it when it asks', async () => {
  const hall = await waiter()
  await hall.waitForTable(3, 'Свободен')
  await hall.openOrder(3)
  await hall.addDishes(soup, cake)
  await hall.waitForToast('Блюда добавлены')
  await hall.do('print-to-kitchen')
  await hall.waitForToast('Отправлено на кухню')
  expect((await ordersAt(evening.server, 3))[0]).toMatchObject({ order: { status: 'New', sum: 740 } })

  await hall.enter()
  await hall.waitForTable(3, 'Занят')
  evening.server.clock.advance(25 * 60_000)
  await hall.waitForTable(3, '25 мин')
  await hall.openTable(3)
  await hall.printBill()
  await hall.enter()
  await hall.waitForTable(3, 'Пречек')

  await hall.openTable(3)
  await hall.payInCash()
  await hall.waitForToast('Заказ закрыт')
  await hall.waitForTable(3, 'Свободен')
  const [order] = await ordersAt(evening.server, 3)
  expect(order.order).toMatchObject({ status: 'Closed', processedPaymentsSum: 740 })
})

test('a reserve is met, another one is given up; a banquet is served and paid', async () => {
  const { server } = evening
  const plain = await placeReserve(server, { name: 'Инна', tables: [5], startsIn: 30 })
  const late = await placeReserve(server, { name: 'Олег', tables: [6], startsIn: 40 })
  const dishes = [{ code: '10101', price: 420, amount: 2 }]
  const banquet = await placeReserve(server, { name: 'Мария', tables: [8, 9], startsIn: 60, dishes })
  const hall = await waiter()
  await hall.waitForTable(5, 'Инна')
  await hall.enterReserves()
  await hall.reserve(plain).locator('[data-action="came"]').tap()
  await hall.page.locator('.card').waitFor()
  await hall.enterReserves()
  await hall.reserve(plain).filter({ hasText: 'Завершён' }).waitFor()
  await hall.reserve(late).locator('[data-action="cancel"]').tap()
  await hall.choose('Не пришли')
  await hall.do('cancel-reserve')
  await hall.reserve(late).filter({ hasText: 'Не пришли' }).waitFor()
  expect((await reserveOf(server, late)).reserve).toMatchObject({
    status: 'Closed',
    cancelReason: 'ClientNotAppeared',
  })

  await hall.reserve(banquet).locator('[data-action="came"]').tap()
  await hall.page.locator('.card').waitFor()
  await hall.addDishes(cake)
  await hall.do('print-to-kitchen')
  await hall.enter()
  await hall.waitForTable(8, 'Занят')
  await hall.waitForTable(9, 'Занят')
  await hall.openTable(9)
  await hall.printBill()
  await hall.payInCash()
  await hall.waitForToast('Заказ закрыт')
  await hall.waitForTable(9, 'Свободен')
  expect((await reserveOf(server, banquet)).reserve).toMatchObject({
    ...{ status: 'Closed', cancelReason: null },
    order: { sum: 1160, processedPaymentsSum: 1160 },
  })
})

test('a till without its cloud serves the hall; a screen without its till composes only', async () => {
  const { server } = evening
  const hall = await waiter()
  await server.till('pokrovka').unplug()
  await hall.page.locator('.banner').waitFor()
  await hall.openOrder(2)
  await hall.addDishes(soup)
  await hall.do('print-to-kitchen')
  await hall.waitForToast('Отправлено на кухню')
  await screenshot(hall.page, 'hall-cut-off-cloud')
  server.till('pokrovka').plug()
  await hall.page.locator('.banner').waitFor({ state: 'detached' })

  await server.loseScreens()
  await hall.page.locator('.banner', { hasText: 'Касса не отвечает' }).waitFor()
  for (const action of ['take-payment', 'print-bill'])
    expect(await hall.action(action).getAttribute('aria-disabled'), action).toBe('true')
  await hall.pressLocked(hall.action('print-bill'))
  await hall.waitForToast('Касса не отвечает: действие недоступно')
  expect(await hall.action('add-items').getAttribute('aria-disabled')).toBeNull()
  await screenshot(hall.page, 'hall-cut-off-till')
  expect(await accessibilityProblems(hall.page)).toEqual([])
  await server.returnScreens()
  await hall.page.locator('.banner').waitFor({ state: 'detached' })
})

test.each(looks)('every screen of the hall can be read and touched by everybody: $name', async (look) => {
  const { server } = evening
  const number = look.language === 'ru' ? 11 : 12
  const dishes = [{ code: '10101', price: 420, amount: 4 }]
  const reserve = await placeReserve(server, {
    ...{ name: 'Анна-Мария Константинопольская', tables: [number], startsIn: 50, dishes },
    comment: 'Детский стул и торт со свечами',
  })
  const hall = await waiter('1111', look)
  const shown = (name: string): Promise<void> => inspect(hall.page, `hall-${look.name}-${name}`)
  await hall.table(number).tap()
  await shown('2-open')
  await hall.do('open-order')
  await hall.page.locator('.card').waitFor()
  await shown('3-new-order')
  await hall.do('add-items')
  await hall.page.locator('[data-product="10101"]').tap()
  await hall.do('take-dish')
  await hall.do('add')
  await hall.page.locator('.card .item').first().waitFor()
  await shown('4-order')
  await hall.enter()
  await hall.table(number).locator('.table-foot').waitFor()
  await shown('1-tables')
  await hall.enterReserves()
  await hall.reserve(reserve).waitFor()
  await shown('5-reserves')
  await hall.reserve(reserve).locator('[data-action="cancel"]').tap()
  await shown('6-cancel')
  await hall.closeDialog()
  await hall.reserve(reserve).locator('[data-action="came"]').tap()
  await hall.page.locator('.card').waitFor()
  await hall.printToKitchen()
  await hall.do('print-bill')
  await hall.action('cancel-bill').waitFor()
  await shown('7-banquet')
  await hall.do('take-payment')
  await shown('8-payment')
})

test('who goes elsewhere before the till has answered stays there', async () => {
  const hall = await waiter()
  const { page } = hall
  const { letThrough } = await holdCommands(page)
  await hall.table(7).tap()
  await hall.do('open-order')
  await hall.closeDialog()
  await hall.goTo('Стоп-лист')
  await page.locator('[aria-label="Стоп-лист"]').first().waitFor()
  const answer = page.waitForResponse('**/commands')
  letThrough()
  await (await answer).finished()
  expect(await ordersAt(evening.server, 7)).toHaveLength(1)
  await page.locator('.section[aria-current="page"]', { hasText: 'Стоп-лист' }).waitFor()
  expect(await page.evaluate(() => location.hash)).toBe('#/stop-list')
})

test('an order that closes in the moment in which the cashier leaves it does not call them back', async () => {
  const hall = await waiter('1111')
  const { page } = hall
  await hall.openOrder(8)
  await hall.addDishes(soup)
  await hall.do('take-payment')
  await hall.do('exact')
  // No picture is painted from here on: the address is another one, and what is seen is still the order.
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1000)
  await hall.do('close')
  await page.evaluate(() => {
    location.hash = '#/receipts'
  })
  await hall.waitForToast('Заказ закрыт')
  await page.clock.resume()
  await page.locator('.receipts').waitFor()
})
