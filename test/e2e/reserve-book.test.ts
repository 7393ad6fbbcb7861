import { expect, test } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { HallScreen } from './drivers/hall.ts'
import { type Look, openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { placeReserve, reserveOf } from './support/hall.ts'
import { inspect, looks } from './support/inspect.ts'

const evening = anEvening(async (server) => {
  server.clock.setSpeed(0)
  // Five in the afternoon in Moscow: the evening's tables are being asked for.
  server.clock.jumpTo(Date.parse('2027-03-12T17:05:00+03:00'))
})

async function host(look: Look = {}): Promise<HallScreen> {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, look)
  await enterPin(page, '1111')
  await page.locator('.board').waitFor()
  const hall = new HallScreen(page)
  await hall.visit('#/hall/reserves', '.timeline')
  return hall
}

test('somebody calls for a table: a slot, a phone, a name; a taken table is said before it is saved', async () => {
  const { server } = evening
  const taken = await placeReserve(server, { name: 'Олег', tables: [4], startsIn: 120 })
  const hall = await host()
  await hall.slot(3, 13).tap()
  await hall.typeNumber('9005550380')
  await hall.dialog().getByLabel('Имя').fill('Инна')
  await hall.dialog().locator('[data-choose-table="4"]').tap()
  await hall
    .dialog()
    .locator('.book-conflict', { hasText: /Стол 4 занят с 19:0[56] до 21:0[56]: Олег/ })
    .waitFor()
  await hall.pressLocked(hall.dialog().locator('[data-action="save-reserve"]'))
  await hall.dialog().locator('[data-choose-table="4"]').tap()
  await hall.do('save-reserve')
  await hall.waitForToast('Стол занят для гостей')
  await hall.bar(3, 'Инна').filter({ hasText: 'через 1 ч 55 мин' }).waitFor()

  await hall.bar(3, 'Инна').tap()
  await hall.do('change')
  await hall.increase('На сколько')
  await hall.increase('Гостей')
  await hall.do('save-reserve')
  await hall.waitForToast('Резерв изменён')
  await hall.bar(3, 'Инна').tap()
  await hall.do('came')
  await hall.page.locator('.card', { hasText: 'Инна' }).waitFor()
  await hall.visit('#/hall/reserves', '.timeline')
  await hall.bar(3, 'Инна').filter({ hasText: 'завершён' }).waitFor()

  await hall.bar(4, 'Олег').tap()
  await hall.do('cancel')
  await hall.choose('Отказались')
  await hall.do('cancel-reserve')
  await hall.bar(4, 'Олег').waitFor({ state: 'detached' })
  expect((await reserveOf(server, taken)).reserve).toMatchObject({ cancelReason: 'ClientRefused' })
  // They have thought better of it: the list has who was given up.
  await hall.enterReserves()
  await inspect(hall.page, 'book-given-up')
  await hall.reserve(taken).locator('[data-action="restore"]').tap()
  await hall.waitForToast('Резерв восстановлен')
  await hall.visit('#/hall/reserves', '.timeline')
  await hall.bar(4, 'Олег').waitFor()
  expect((await reserveOf(server, taken)).reserve).toMatchObject({ status: 'New', cancelReason: null })
})

test('a banquet of next week is written down, filled with dishes and found on its day', async () => {
  const hall = await host()
  await hall.page.getByRole('button', { name: 'Неделей позже' }).tap()
  await hall.slot(7, 12).tap()
  await hall.dialog().getByRole('radio', { name: 'Банкет' }).tap()
  await hall.typeNumber('9005550381')
  await hall.dialog().getByLabel('Имя').fill('Мария')
  await hall.do('save-reserve')
  await hall.waitForToast('Стол занят для гостей')
  await hall.bar(7, 'Мария').tap()
  await hall.do('open')
  await hall.page.locator('.card').waitFor()
  await hall.addDishes({ group: 'Супы', code: '10101' })
  await hall.page.locator('.card .item').first().waitFor()
})

test('a banquet goes from the book to the kitchen, to a card with tips, and to its return', async () => {
  const { server } = evening
  const dishes = [{ code: '10101', price: 420, amount: 10 }]
  const id = await placeReserve(server, { name: 'Юбилей', tables: [8], startsIn: 10, dishes })
  const hall = await host()
  await hall.bar(8, 'Юбилей').tap()
  await hall.do('came')
  await hall.page.locator('.card').waitFor()
  await hall.do('print-to-kitchen')
  const number = Number((await reserveOf(server, id)).reserve.order.number)
  const kitchen = await evening.inTheKitchen('3333')
  await kitchen.bump(number, 'Начать')
  await hall.printBill()
  await hall.do('take-payment')
  await hall.page.locator('[data-pay="Card"]:not([aria-disabled])').first().tap()
  await hall.typeNumber('420')
  await hall.do('add-tips')
  await hall.do('take')
  await hall.do('close')
  await hall.waitForToast('Заказ закрыт')
  const { order } = (await reserveOf(server, id)).reserve
  expect(order).toMatchObject({ sum: 4200, processedPaymentsSum: 4200, tips: [{ sum: 420 }] })
  await hall.visit(`#/receipts/${id}`, '[data-action="return"]')
  await hall.do('return')
  await hall.choose('Порча')
  await hall.do('give-back')
  await hall.page.locator('.receipt-card', { hasText: 'Возвраты' }).waitFor()
})

test.each(looks)('the book of reserves can be read and touched by everybody: $name', async (look) => {
  const { server } = evening
  const [first, second] = look.language === 'ru' ? [10, 11] : [9, 1]
  await placeReserve(server, {
    ...{ name: 'Анна-Мария Константинопольская', tables: [first], startsIn: 60 },
    comment: 'Детский стул и торт со свечами',
  })
  const dishes = [{ code: '10101', price: 420, amount: 4 }]
  await placeReserve(server, { name: 'Сергей', tables: [second, second + 1], startsIn: 25, dishes })
  const hall = await host(look)
  const shown = (name: string): Promise<void> => inspect(hall.page, `book-${look.name}-${name}`)
  await hall.bar(second, 'Сергей').waitFor()
  await shown('1-timeline')
  await hall.bar(first, 'Анна').tap()
  await shown('2-card')
  await hall.do('change')
  await shown('3-change')
  await hall.closeDialog()
  await hall.slot(2, 14).tap()
  await shown('4-new')
})
