/** An evening on which phones lose their till: what is written stays, goes once, and a no is shown with a way out. */
import { afterEach, expect, test } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { cake, soup, WaiterPhone } from './drivers/waiter.ts'
import { accessibilityProblems, type Look, openTab, screenshot } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { ordersAt } from './support/hall.ts'
import { smallTargets } from './support/inspect.ts'
import { publishNewer } from './support/kept.ts'

const evening = anEvening()
afterEach(() => evening.server.returnScreens())
const take = (pin: string, look: Look = {}) =>
  WaiterPhone.take(evening.browser, evening.server, pin, { keepsShell: true, ...look })
const lost = (phone: WaiterPhone) => phone.page.locator('.banner', { hasText: 'Касса не отвечает' })
const names = async (number: number): Promise<string[]> =>
  (await ordersAt(evening.server, number)).flatMap(({ order }) =>
    order.items.map((item: { product: { name: string } }) => item.product.name),
  )

test('guests are seated and served while the till is out of reach; after a reload all is there and goes once', async () => {
  const phone = await take('4444')
  await phone.waitUntilKept()
  await phone.enter()
  await evening.server.loseScreens()
  await lost(phone).waitFor()
  await phone.openOrder(2)
  await phone.waitForToast('Записано на этом устройстве')
  await phone.addDishes(soup, cake)
  await phone.unsent(2).waitFor()
  // Kitchen, bill and payment are not even offered for an order that the till does not know.
  for (const action of ['print-to-kitchen', 'print-bill', 'take-payment'])
    expect(await phone.action(action).count(), action).toBe(0)
  expect(await phone.page.locator('.card .item', { hasText: 'Ждёт связи' }).count()).toBe(2)
  await screenshot(phone.page, 'waiter-offline-1-order')
  expect(await accessibilityProblems(phone.page)).toEqual([])
  expect(await smallTargets(phone.page)).toEqual([])

  await phone.page.reload()
  await lost(phone).waitFor()
  await phone.unsent(2).waitFor()
  await phone.page.locator('.card .item', { hasText: 'Борщ' }).waitFor()
  await phone.enter()
  await phone.waitForTable(2, 'Занят')
  await screenshot(phone.page, 'waiter-offline-2-after-reload')
  expect(await ordersAt(evening.server, 2)).toEqual([])

  await evening.server.returnScreens()
  await phone.waitUntilSent()
  await phone.openTable(2)
  await phone.do('print-to-kitchen')
  await phone.waitForToast('Отправлено на кухню')
  const orders = await ordersAt(evening.server, 2)
  expect(orders).toHaveLength(1)
  expect(orders[0].order).toMatchObject({ sum: 740, status: 'New' })
  expect(orders[0].order.number).toBeGreaterThan(0)
})

test('two phones that were cut off add to one order: both sets of dishes are there, nothing twice', async () => {
  const [mine, yours] = [await take('4444'), await take('4445')]
  await mine.enter()
  await mine.openOrder(3)
  await yours.enter()
  await yours.waitForTable(3, 'Занят')
  await yours.openTable(3)
  await evening.server.loseScreens()
  await Promise.all([lost(mine).waitFor(), lost(yours).waitFor()])
  await mine.addDishes(soup)
  await yours.addDishes(cake)
  await yours.addDishes(soup)
  await mine.unsent(1).waitFor()
  await yours.unsent(2).waitFor()
  await evening.server.returnScreens()
  await Promise.all([mine.waitUntilSent(), yours.waitUntilSent()])
  for (const phone of [mine, yours]) {
    await expect.poll(() => phone.page.locator('.card .item').count()).toBe(3)
    expect(await phone.page.locator('.total-sum', { hasText: '1 160' }).count()).toBe(1)
  }
  expect(await names(3)).toHaveLength(3)
})

test('dishes for an order that was paid meanwhile are shown with a way out, and a new order takes them', async () => {
  const { server } = evening
  const phone = await take('4444')
  await phone.enter()
  await phone.openOrder(5)
  await phone.addDishes(soup)
  await phone.waitForToast('Блюда добавлены')
  await server.loseScreens()
  await lost(phone).waitFor()
  await phone.addDishes(cake)
  await phone.unsent(1).waitFor()
  const [order] = await ordersAt(server, 5)
  const cash = await cashType()
  const payments = [
    {
      ...{ typeId: cash, kind: null, sum: 420_00n, isProcessedExternally: false },
      ...{ isFiscalizedExternally: false, isPrepay: false, additionalData: null },
    },
  ]
  const closed = await server
    .till('pokrovka')
    .run({ kind: 'tableOrder.close', orderId: order.id, payments, cheque: null })
  expect(closed.refusal).toBeNull()

  await server.returnScreens()
  await phone.refused(1).waitFor()
  await phone.showUnsent()
  await screenshot(phone.page, 'waiter-offline-3-refused')
  expect(await accessibilityProblems(phone.page)).toEqual([])
  await phone.takeWayOut('new-order')
  await phone.closeDialog()
  await phone.waitUntilSent()
  await phone.enter()
  await phone.waitForTable(5, 'Занят')
  const orders = await ordersAt(server, 5)
  expect(orders.map(({ order: each }) => [each.status, each.sum]).sort()).toEqual([
    ['Closed', 420],
    ['New', 320],
  ])
})

test('two tabs of one phone show the same unsent work, and it goes once', async () => {
  const phone = await take('4444')
  await phone.enter()
  await phone.openOrder(6)
  const tab = await phone.anotherTab('4444')
  await evening.server.loseScreens()
  await Promise.all([lost(phone).waitFor(), lost(tab).waitFor()])
  await phone.addDishes(soup)
  await Promise.all([phone.unsent(1).waitFor(), tab.unsent(1).waitFor()])
  await phone.page.close()
  await evening.server.returnScreens()
  await tab.waitUntilSent()
  expect(await names(6)).toHaveLength(1)
})

test('a closed tab keeps its work: the door tells of it, and it leaves once its waiter is back', async () => {
  const phone = await take('4445')
  await phone.enter()
  await phone.openOrder(9)
  await evening.server.loseScreens()
  await lost(phone).waitFor()
  await phone.addDishes(soup)
  await phone.unsent(1).waitFor()
  const context = phone.page.context()
  const url = phone.page.url()
  await phone.page.close()
  await evening.server.returnScreens()
  const page = await context.newPage()
  await page.goto(url)
  await page.locator('.entrance-unsent', { hasText: 'Белов Артём' }).waitFor()
  await screenshot(page, 'waiter-offline-4-door')
  // Somebody else does not send it in their name.
  const again = new WaiterPhone(page)
  await enterPin(page, '4444')
  await again.unsent(1).waitFor()
  expect(await names(9)).toEqual([])
  await page.locator('.user-button').tap()
  await page.getByRole('button', { name: 'Сменить сотрудника' }).tap()
  await enterPin(page, '4445')
  await expect.poll(() => names(9)).toHaveLength(1)
})

test('a newer screen is offered and taken only when somebody wants it', async () => {
  const phone = await take('4444')
  await phone.waitUntilKept()
  const { page } = phone
  await publishNewer(page)
  await page.locator('.banner', { hasText: 'Есть новая версия' }).waitFor()
  await phone.enter()
  await phone.openOrder(1)
  await screenshot(page, 'waiter-offline-5-news')
  const reloaded = page.waitForEvent('load')
  await phone.do('update')
  await reloaded
  // The same person, the same order, the newer screen.
  await phone.addDishes(soup)
  await phone.waitForToast('Блюда добавлены')
  expect(await names(1)).toHaveLength(1)
})

test('the cash shift was closed while a device still had unsent orders', async () => {
  const { server } = evening
  const phone = await take('4445')
  await phone.enter()
  await phone.openOrder(10)
  await server.loseScreens()
  await lost(phone).waitFor()
  await phone.addDishes(soup)
  await phone.unsent(1).waitFor()
  const context = phone.page.context()
  await phone.page.close()
  await server.returnScreens()

  const manager = new WaiterPhone(await openTab(context, `${server.screensUrl}/pos/?till=pokrovka#/shift`))
  await manager.page.setViewportSize({ width: 1024, height: 768 })
  await enterPin(manager.page, '1111')
  await manager.unsent(1).waitFor()
  await manager.do('count')
  await manager.typeNumber('0')
  await manager.do('close-shift')
  await manager.waitForToast('неотправленные действия')
  await manager.closeDialog()
  await manager.showUnsent()
  await manager.takeWayOut('take-over')
  await manager.closeDialog()
  await manager.waitUntilSent()
  expect(await names(10)).toHaveLength(1)
  await manager.do('count')
  await manager.typeNumber('0')
  await manager.do('close-shift')
  await manager.waitForToast('Смена закрыта')
})

async function cashType(): Promise<string> {
  const { organizationId } = evening.server.till('pokrovka')
  const { json } = await evening.server.post('/api/1/payment_types', { organizationIds: [organizationId] })
  const types = json.paymentTypes as { id: string; paymentTypeKind: string }[]
  return types.find(({ paymentTypeKind }) => paymentTypeKind === 'Cash')?.id ?? ''
}
