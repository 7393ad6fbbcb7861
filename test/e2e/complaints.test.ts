/** What people complained about at the screens of other tills, and of ours. */
import { expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { AdminScreen } from './drivers/admin.ts'
import { HallScreen } from './drivers/hall.ts'
import { KioskScreen } from './drivers/kiosk.ts'
import { cake, soup, WaiterPhone } from './drivers/waiter.ts'
import { accessibilityProblems, openScreen, screenshot } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { ordersAt } from './support/hall.ts'

const evening = anEvening()
const slow = 120_000
const english = { language: 'en', theme: 'dark' } as const

test('the last digit of a guest’s phone could not be typed', { timeout: slow }, async () => {
  const { browser, server } = evening
  const kiosk = new KioskScreen(await openScreen(browser, `${server.screensUrl}/kiosk/?till=pokrovka`))
  await kiosk.switchOn('8888')
  await kiosk.start('here')
  await kiosk.openGroup('Суп')
  await kiosk.dish('10101').tap()
  await kiosk.press('take')
  await kiosk.press('show')
  await kiosk.page.getByRole('button', { name: 'Копить бонусы' }).tap()
  for (const digit of '9005550146') await kiosk.page.locator('dialog .pad-key', { hasText: digit }).tap()
  await kiosk.page.getByText('+7 900 555-01-46').waitFor()
  await screenshot(kiosk.page, 'complaint-kiosk-phone')
  await kiosk.press('phone-take')
  await kiosk.page.getByRole('button', { name: '+7 900 555-01-46' }).waitFor()
})

test('nobody could say that the guests have their dishes; words of a button were cut off', {
  timeout: slow,
}, async () => {
  const { browser, server } = evening
  const phone = await WaiterPhone.take(browser, server, '4444', english)
  await phone.enter()
  await phone.openOrder(4)
  await phone.addDishes({ ...soup, group: 'Soups' }, { ...cake, group: 'Desserts' })
  await phone.printToKitchen()
  await screenshot(phone.page, 'complaint-waiter-order')
  const [{ id, order }] = await ordersAt(server, 4)
  const positionIds = order.items.map((item: { positionId: string }) => item.positionId)
  const run = (status: 'CookingStarted' | 'CookingCompleted') =>
    server.till('pokrovka').run({ kind: 'tableOrder.setCooking', orderId: id, positionIds, status })
  await run('CookingStarted')
  await run('CookingCompleted')
  await phone.enterReady()
  await phone.page.locator('[data-served-all]').waitFor()
  await screenshot(phone.page, 'complaint-waiter-ready')
  expect.soft(await accessibilityProblems(phone.page)).toEqual([])
  await phone.page.locator('[data-served]').first().tap()
  await phone.page.locator('[data-served-all]').waitFor({ state: 'detached' })
  await phone.page.locator('[data-served]').tap()
  await phone.page.locator('.empty').waitFor()
  const [served] = await ordersAt(server, 4)
  expect(served.order.items.map(({ status }: { status: string }) => status)).toEqual(['Served', 'Served'])

  const hall = new HallScreen(await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, english))
  await hall.logIn('1111')
  await hall.enter()
  await hall.openTable(4)
  await screenshot(hall.page, 'complaint-order-head')
  const cut = await hall.page
    .locator('.order-extras .button')
    .evaluateAll((buttons) =>
      buttons.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
    )
  expect(cut).toEqual([])
})

test('a printer that failed told nobody but whoever stood beside it', { timeout: slow }, async () => {
  const { browser, server } = evening
  const printer = demoId('printer', 'pokrovka/kitchen')
  await server.post('/__/till/pokrovka/printers', { printer, state: 'no-paper' }, null)
  const page = await openScreen(browser, `${server.screensUrl}/monitor/`)
  await new AdminScreen(page).logIn(server.credentials.admin)
  const card = page.locator('[data-till="pokrovka"]')
  const till = await evening.atTheTill('1111')
  const hall = new HallScreen(till.page)
  await hall.enter()
  await hall.openOrder(5)
  await hall.addDishes(soup)
  await hall.do('print-to-kitchen')
  await card.getByText('Кухня: нет бумаги').waitFor()
  await card.getByText('1 документ не напечатан').waitFor()
  await screenshot(page, 'complaint-monitor')
  expect.soft(await accessibilityProblems(page)).toEqual([])
})
