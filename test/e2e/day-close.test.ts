import { expect, test } from 'vitest'
import { enterPin, readCard } from './drivers/at-the-door.ts'
import { ShiftDesk } from './drivers/shift.ts'
import { type Look, openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { inspect, looks } from './support/inspect.ts'

const evening = anEvening()

async function cashier(pin = '1111', look: Look = {}): Promise<ShiftDesk> {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, look)
  await enterPin(page, pin)
  await page.locator('.board').waitFor()
  return new ShiftDesk(page)
}
const soup = { group: 'Супы', code: '10101' }
const cake = { group: 'Десерты', code: '50001' }

/** Two dishes for 740 at a table, paid in cash. */
async function aSale(desk: ShiftDesk, table: number): Promise<void> {
  await desk.enter()
  await desk.waitForTable(table, 'Свободен')
  await desk.openOrder(table)
  await desk.addDishes(soup, cake)
  await desk.payInCash()
  await desk.waitForTable(table, 'Свободен')
}

/** The shift that the demo opened, closed with nothing in the drawer: a day begins. */
async function aNewDay(desk: ShiftDesk): Promise<void> {
  await desk.enterShift()
  await desk.countAndClose('0')
  await desk.page.locator('.report').waitFor()
  await desk.closeDialog()
  await desk.openShift('Открыть смену')
}

test('a day from its float to its Z report', { timeout: 240_000 }, async () => {
  const desk = await cashier()
  await aNewDay(desk)
  await desk.waitForDrawer('0')

  // The morning: change for the till.
  await desk.moveCash('in', '3000')
  await desk.waitForToast('Наличные внесены')
  await desk.waitForDrawer('3 000')

  // Two tables pay; one of them brings a dish back.
  await aSale(desk, 3)
  await aSale(desk, 4)
  await desk.enterShift()
  await desk.waitForDrawer('4 480')
  await desk.openReceipts()
  await desk.findReceipt('4')
  await desk.do('return')
  await desk.dialog().getByRole('switch', { name: 'Весь чек' }).tap()
  await desk.increase('Борщ')
  await desk.choose('Порча')
  await desk.do('give-back')
  await desk.waitForToast('Возврат проведён')
  await desk.page.locator('.receipt-link', { hasText: 'Возвращено' }).waitFor()

  // Soap for the kitchen; more than there is cannot go out.
  await desk.enterShift()
  await desk.waitForDrawer('4 060')
  await desk.moveCash('out', '200', 'Хозяйственные')
  await desk.waitForToast('Наличные изъяты')
  await desk.moveCash('out', '4000', 'Хозяйственные')
  await desk.waitForToast('выдать 4000 нельзя')
  await desk.closeDialog()

  await desk.openReport()
  await desk.line('net').filter({ hasText: '1 060' }).waitFor()
  await desk.line('returns').filter({ hasText: '420' }).waitFor()
  await desk.line('orders').filter({ hasText: '2' }).waitFor()
  await desk.line('expected').filter({ hasText: '3 860' }).waitFor()
  await desk.closeDialog()

  // The evening: ten roubles are missing, and the report says so.
  await desk.do('count')
  await desk.typeNumber('3850')
  await desk.dialog().locator('.count-off', { hasText: 'Не хватает 10' }).waitFor()
  await desk.do('close-shift')
  await desk.page.locator('.report').waitFor()
  await desk.line('counted').filter({ hasText: '3 850' }).waitFor()
  await desk.line('difference').filter({ hasText: '10' }).waitFor()
  await desk.closeDialog()

  // What was found is what the next day begins with.
  await desk.openShift('Открыть смену')
  await desk.waitForDrawer('3 850')
})

test('a cashier without the right returns a receipt of yesterday: the manager shows a card', async () => {
  const desk = await cashier('2222')
  await desk.openReceipts()
  await desk.page.getByRole('radio', { name: 'За 30 дней' }).tap()
  await desk.findReceipt('3')
  await desk.do('return')
  await desk.choose('Порча')
  await desk.do('give-back')
  await desk.dialog().getByText('Нужно подтверждение').waitFor()
  // A reader types faster than anybody.
  await readCard(desk.page, ';TRAPEZA-1111?')
  await desk.waitForToast('Возврат проведён')
  await desk.page.locator('.receipt-card', { hasText: 'Возвраты' }).waitFor()
  expect(await desk.page.locator('[data-action="return"]').getAttribute('aria-disabled')).toBe('true')
})

test('a card opens the till, and its owner begins the day', async () => {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`)
  await page.locator('.pad').waitFor()
  await readCard(page, ';TRAPEZA-2222?')
  await page.locator('.board').waitFor()
  const desk = new ShiftDesk(page)
  await desk.enterShift()
  const own = page.getByRole('switch', { name: 'это вы' })
  await own.tap()
  await page.locator('.switch[aria-checked="true"]', { hasText: 'это вы' }).waitFor()
  await own.tap()
  await page.locator('.switch[aria-checked="false"]', { hasText: 'это вы' }).waitFor()
})

test.each(looks)('the shift’s screens can be read and touched by everybody: $name', async (look) => {
  const desk = await cashier('1111', look)
  const shown = (name: string) => inspect(desk.page, `shift-${look.name}-${name}`)
  await desk.enterShift()
  await shown('01-shift')
  await desk.do('cash-out')
  await shown('02-pay-out')
  await desk.closeDialog()
  await desk.openReport()
  await shown('03-x-report')
  await desk.closeDialog()
  await desk.do('count')
  await desk.typeNumber('12')
  await shown('04-count')
  await desk.closeDialog()
  await desk.openReceipts()
  await shown('05-receipts')
  await desk.page.locator('.page-head [role=radio]').nth(1).tap()
  await desk.findReceipt('4')
  await shown('06-receipt')
  await desk.do('return')
  await shown('07-return')
})
