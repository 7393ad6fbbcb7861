import { expect, test } from 'vitest'
import { productByCode } from '../support/orders.ts'
import { enterPin } from './drivers/at-the-door.ts'
import { QueueBoard } from './drivers/board.ts'
import { KioskScreen } from './drivers/kiosk.ts'
import { openScreen, screenshot } from './support/browser.ts'
import { anEvening } from './support/evening.ts'

const evening = anEvening()
const slow = 180_000

async function aKiosk(query = ''): Promise<KioskScreen> {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/kiosk/?till=pokrovka${query}`)
  const kiosk = new KioskScreen(page)
  await kiosk.switchOn('8888')
  return kiosk
}

async function aBoard(size = { width: 1920, height: 1080 }): Promise<QueueBoard> {
  const { browser, server } = evening
  const page = await openScreen(browser, 'about:blank')
  await QueueBoard.listen(page)
  await page.setViewportSize(size)
  await page.goto(`${server.screensUrl}/board/?till=pokrovka`)
  const board = new QueueBoard(page)
  await board.switchOn('8888')
  return board
}

test('guests order at the kiosk, the kitchen cooks, the board calls their numbers, and they collect', {
  timeout: slow,
}, async () => {
  const [kiosk, board] = [await aKiosk(), await aBoard()]
  const kitchen = await evening.inTheKitchen('3333')

  // The first guest takes a soup away and a pizza with a choice of its own.
  await kiosk.start('to-go')
  await kiosk.openGroup('Суп')
  await kiosk.dish('10101').tap()
  await kiosk.press('take')
  await kiosk.openGroup('Пицца')
  await kiosk.dish('20001').tap()
  await kiosk.option('25').tap()
  await screenshot(kiosk.page, 'kiosk-1-dish')
  await kiosk.press('take')
  await screenshot(kiosk.page, 'kiosk-2-menu')
  await kiosk.press('show')
  await screenshot(kiosk.page, 'kiosk-3-basket')
  const first = await kiosk.pay()
  await screenshot(kiosk.page, 'kiosk-4-number')
  await kiosk.press('finish')

  // The second one eats here, a combo.
  await kiosk.start('here')
  await kiosk.page.locator('[data-combo]').first().tap()
  await screenshot(kiosk.page, 'kiosk-5-combo')
  await kiosk.press('take')
  await kiosk.press('show')
  const second = await kiosk.pay()
  await kiosk.press('finish')
  await kiosk.begin().waitFor()
  expect(second).not.toBe(first)

  await board.number('cooking', first).waitFor()
  await board.number('cooking', second).waitFor()
  expect(await board.tones()).toBe(0)

  // The kitchen begins and ends the first one: its number is ready, it sounds, and it blinks.
  await kitchen.bump(Number(first), 'Начать')
  await kitchen.bump(Number(first), 'Готово')
  await board.number('ready', first).waitFor()
  await board.number('cooking', first).waitFor({ state: 'detached' })
  await expect.poll(() => board.tones()).toBe(2)
  expect(await board.number('ready', first).getAttribute('class')).toContain('ticket-number-news')
  await screenshot(board.page, 'board-1-columns')
  await kitchen.page.getByRole('button', { name: 'По блюдам' }).tap()
  await kitchen.page.locator('.sums li').first().waitFor()
  await screenshot(kitchen.page, 'kiosk-6-kitchen')

  // A slip is taken back, and the number is not called out twice for it.
  await kitchen.recall(Number(first))
  await board.number('cooking', first).waitFor()
  await kitchen.bump(Number(first), 'Готово')
  await board.number('ready', first).waitFor()
  expect(await board.tones()).toBe(2)

  // The guest has it: the number leaves the board.
  await kitchen.page.locator(`[data-hand-over="${first}"]`).tap()
  await board.number('ready', first).waitFor({ state: 'detached' })
  expect(await board.number('cooking', second).count()).toBe(1)
})

test('a kiosk hears of a stopped dish at once, and of a closed shift', { timeout: slow }, async () => {
  const kiosk = await aKiosk()
  const { server } = evening
  const till = server.till('pokrovka')
  const productId = productByCode(server.chain, '10101')
  await kiosk.start('here')
  await kiosk.openGroup('Суп')
  await till.run({ kind: 'stopList.put', items: [{ productId, sizeId: null, balance: 0n }] })
  await kiosk.dish('10101').getByText('Закончилось').waitFor()
  expect(await kiosk.dish('10101').isDisabled()).toBe(true)
  await till.run({ kind: 'stopList.remove', items: [{ productId, sizeId: null }] })
  await kiosk.dish('10101').getByText('Закончилось').waitFor({ state: 'detached' })
  await till.run({ kind: 'shift.close', employeeId: null })
  await kiosk.page.getByText('Кассовая смена закрыта').waitFor()
  await screenshot(kiosk.page, 'kiosk-7-closed')
  await till.run({ kind: 'shift.open', shiftId: crypto.randomUUID(), employeeId: null })
  await kiosk.page.locator('.menu').waitFor()
})

test('a basket that its guest left is cleared', { timeout: slow }, async () => {
  const kiosk = await aKiosk('&idle=2')
  await kiosk.start('here')
  await kiosk.openGroup('Суп')
  await kiosk.dish('10101').tap()
  await kiosk.page.getByText('Вы ещё здесь?').waitFor()
  await screenshot(kiosk.page, 'kiosk-8-still-here')
  await kiosk.begin().waitFor()
})

test('a kiosk that loses its till keeps the basket, and an order whose answer got lost is made and paid once', {
  timeout: slow,
}, async () => {
  const { server } = evening
  const kiosk = await aKiosk()
  await kiosk.start('here')
  await kiosk.openGroup('Суп')
  await kiosk.dish('10101').tap()
  await kiosk.press('take')
  await server.loseScreens()
  await kiosk.page.locator('.menu').waitFor({ state: 'detached' })
  await screenshot(kiosk.page, 'kiosk-9-lost')
  await server.returnScreens()
  await kiosk.page.locator('.menu').waitFor()

  const ids: string[] = []
  await kiosk.page.route('**/kiosk/orders', async (route) => {
    ids.push(String(route.request().postDataJSON().orderId))
    if (ids.length > 1) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await kiosk.press('show')
  await kiosk.pay()
  expect(ids.length).toBeGreaterThan(1)
  expect(new Set(ids).size).toBe(1)
  const { tenantId, terminalGroupId } = server.till('pokrovka')
  const orders = await server.node.storage.now.tableOrders.board(tenantId, terminalGroupId, 0)
  const own = orders.filter(({ id }) => id === ids[0])
  expect(own.map(({ status, payments }) => [status, payments.length])).toEqual([['Closed', 1]])
  expect(orders.filter(({ number }) => number === own[0]?.number)).toHaveLength(1)
})

test('a board without its till shows what it knew and says since when; after a restart, too', {
  timeout: slow,
}, async () => {
  const { server } = evening
  const board = await aBoard({ width: 1080, height: 1920 })
  await screenshot(board.page, 'board-2-portrait')
  await server.loseScreens()
  await board.page.locator('.lost').waitFor()
  await server.returnScreens()
  await board.page.locator('.lost').waitFor({ state: 'detached' })
})

test('the PIN of a waiter switches no kiosk on', { timeout: slow }, async () => {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/kiosk/?till=pokrovka`)
  await enterPin(page, '4444')
  await page.getByText('нет права').waitFor()
})
