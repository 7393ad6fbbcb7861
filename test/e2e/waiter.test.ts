import { expect, test } from 'vitest'
import { cake, soup, WaiterPhone } from './drivers/waiter.ts'
import type { Look } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { ordersAt } from './support/hall.ts'
import { holdCommands } from './support/held-commands.ts'
import { inspect, looks } from './support/inspect.ts'

const evening = anEvening()
const take = (pin: string, look: Look = {}) => WaiterPhone.take(evening.browser, evening.server, pin, look)

/** The kitchen finishes the dishes of an order. */
async function cook(number: number): Promise<void> {
  const [order] = await ordersAt(evening.server, number)
  const positionIds = order.order.items.map((item: { positionId: string }) => item.positionId)
  const till = evening.server.till('pokrovka')
  for (const status of ['CookingStarted', 'CookingCompleted'] as const) {
    const done = await till.run({ kind: 'tableOrder.setCooking', orderId: order.id, positionIds, status })
    expect(done.refusal).toBeNull()
  }
}

test('a waiter seats guests, takes their order, hears that it is ready, gives the bill; a manager takes the money', async () => {
  const phone = await take('4444')
  await phone.enter()
  await phone.waitForTable(4, 'Свободен')
  await phone.openOrder(4)
  await phone.addDishes(soup, cake)
  await phone.waitForToast('Блюда добавлены')
  await phone.do('print-to-kitchen')
  await phone.waitForToast('Отправлено на кухню')
  await phone.enterMine()
  await phone.myOrders().filter({ hasText: 'Стол 4' }).waitFor()

  await phone.enterReady()
  await phone.page.locator('.empty').waitFor()
  await phone.enterMine()
  await cook(4)
  await phone.waitForToast('Готово: Борщ')
  await phone.enterReady()
  await phone.page.locator('[data-ready]').first().waitFor()
  expect(await phone.page.locator('[data-ready]').count()).toBe(2)
  await phone.page.locator('[data-ready]').first().tap()

  await phone.do('print-bill')
  await phone.waitForToast('Пречек выдан')
  await phone.action('cancel-bill').waitFor()
  await phone.pressLocked(phone.action('take-payment'))
  await phone.waitForToast('У вас нет права на это действие')

  const manager = await take('1111')
  await manager.enterMine()
  expect(await manager.myOrders().count()).toBe(0)
  await manager.enter()
  await manager.waitForTable(4, 'Пречек')
  await manager.openTable(4)
  await manager.payInCash()
  await manager.waitForToast('Заказ закрыт')
  await phone.page.locator('.card-waits', { hasText: 'Заказ завершён' }).waitFor()
  const [order] = await ordersAt(evening.server, 4)
  expect(order.order).toMatchObject({ status: 'Closed', sum: 740, processedPaymentsSum: 740 })
})

test('the phone can be installed: a manifest, icons of ours, and a page that opens by itself', async () => {
  const { screensUrl } = evening.server
  const phone = await take('4444', { keepsShell: true })
  await phone.waitUntilKept()
  const href = await phone.page.locator('link[rel="manifest"]').getAttribute('href')
  const manifest = await phone.page.request.get(new URL(href ?? '', phone.page.url()).href)
  const { icons, display, start_url } = await manifest.json()
  expect([display, start_url]).toEqual(['standalone', './'])
  for (const { src, type } of icons) {
    const icon = await phone.page.request.get(new URL(src, `${screensUrl}/waiter/`).href)
    expect([icon.status(), icon.headers()['content-type']], src).toEqual([200, type])
  }
})

test.each(looks)(
  'every screen of the phone can be read and touched by everybody: $name',
  { timeout: 240_000 },
  async (look) => {
    const phone = await take('1111', look)
    const number = look.language === 'ru' ? 7 : 8
    const shown = (name: string): Promise<void> => inspect(phone.page, `waiter-${look.name}-${name}`)
    await phone.enter()
    await shown('01-tables')
    await phone.table(number).tap()
    await shown('02-open')
    await phone.do('open-order')
    await phone.page.locator('.card').waitFor()
    await shown('03-empty-order')
    await phone.do('add-items')
    await phone.page.locator('.dish').first().waitFor()
    await shown('04-menu')
    await phone.page.locator('[data-product="10101"]').tap()
    await phone.page.locator('[data-action="take-dish"]').waitFor()
    await shown('05-dish')
    await phone.do('take-dish')
    await phone.page.locator('.basket-line').first().waitFor()
    await shown('06-basket')
    await phone.do('add')
    await phone.page.locator('.dialog').waitFor({ state: 'detached' })
    await phone.page.locator('.card .item').first().waitFor()
    await shown('07-order')
    await phone.printToKitchen()
    await cook(number)
    await phone.enterReady()
    await phone.page.locator('[data-ready]').first().waitFor()
    await shown('08-ready')
    await phone.enterMine()
    await phone.myOrders().first().waitFor()
    await shown('09-mine')
    await phone.myOrders().first().tap()
    await phone.do('take-payment')
    await shown('10-payment')
    await phone.closeDialog()
    await phone.page.locator('.user-button').tap()
    await shown('11-employee')
  },
)

test('over a slow link a waiter goes down the list of what the guests have, and waits for no answer', async () => {
  const phone = await take('4445')
  await phone.enter()
  await phone.openOrder(3)
  await phone.addDishes(soup, cake)
  await phone.printToKitchen()
  await cook(3)
  await phone.enterReady()
  const served = phone.page.locator('[data-served]')
  await served.nth(1).waitFor()
  const link = await holdCommands(phone.page)
  for (const nth of [0, 1]) await served.nth(nth).tap()
  await expect.poll(link.asked).toBe(2)
  // One line of words in passing at a time: below it a hand finds what it reaches for.
  expect(await phone.page.locator('.toast:visible').count()).toBeLessThanOrEqual(1)
  await inspect(phone.page, 'waiter-served-under-way')
  link.letThrough()
  await phone.page.locator('.empty').waitFor()
  const [{ order }] = await ordersAt(evening.server, 3)
  expect(order.items.map(({ status }: { status: string }) => status)).toEqual(['Served', 'Served'])
})

test('under two banners, with a dish chosen, the dishes of an order keep their room', async () => {
  const { server } = evening
  const phone = await take('1111')
  await phone.enter()
  await phone.openOrder(10)
  await phone.addDishes(soup)
  await phone.waitForToast('Блюда добавлены')
  await server.loseScreens()
  try {
    await phone.page.locator('.banner', { hasText: 'Касса не отвечает' }).waitFor()
    await phone.addDishes(cake)
    await phone.unsent(1).waitFor()
    const roomOfDishes = () =>
      phone.page.locator('.items-list').evaluate((list) => list.getBoundingClientRect().height)
    await inspect(phone.page, 'waiter-two-banners')
    expect(await roomOfDishes()).toBeGreaterThan(100)
    await phone.page.locator('.check-item').first().tap()
    await phone.page.locator('.table-panel').waitFor()
    expect(await roomOfDishes()).toBeGreaterThan(100)
    await inspect(phone.page, 'waiter-two-banners-dish')
  } finally {
    await server.returnScreens()
  }
  await phone.waitUntilSent()
})

test.each(['light', 'dark'] as const)(
  'words in passing cover neither banners nor the keys: %s',
  async (theme) => {
    const { server } = evening
    // A tablet: a phone has a keyboard of its own.
    const phone = await take('1111', { theme, viewport: { width: 768, height: 1024 } })
    const boxOf = async (where: string) => {
      const box = await phone.page.locator(where).boundingBox()
      return box ?? expect.fail(`${where} is not shown`)
    }
    const toast = '.toast >> nth=0'
    const [cooked, written] = theme === 'light' ? [5, 6] : [9, 11]
    await phone.enter()
    await phone.openOrder(cooked)
    await phone.addDishes(soup)
    await phone.do('print-to-kitchen')
    await phone.enter()
    await phone.openOrder(written)
    await phone.addDishes(cake)
    await phone.page.locator('.check-item').first().tap()
    await phone.do('item-comment')
    await phone.dialog().getByRole('textbox').tap()
    await phone.page.locator('.keyboard').waitFor()
    await phone.page.locator(toast).waitFor({ state: 'detached' })
    // The kitchen has something ready in the middle of a word.
    await cook(cooked)
    await phone.page.locator(toast).waitFor()
    const [keys, words] = [await boxOf('.keyboard'), await boxOf(toast)]
    expect(words.y + words.height).toBeLessThanOrEqual(keys.y)
    const field = (await phone.dialog().getByRole('textbox').boundingBox()) ?? expect.fail('no field')
    expect(field.y + field.height).toBeLessThanOrEqual(words.y)
    await inspect(phone.page, `waiter-words-1-keys-${theme}`)
    await phone.page.keyboard.press('Escape')
    await phone.page.locator('.dialog').waitFor({ state: 'detached' })

    await server.loseScreens()
    try {
      await phone.page.locator('.banner-lost').waitFor()
      await phone.addDishes(cake)
      await phone.unsent(1).waitFor()
      await phone.page.locator(toast).waitFor()
      const banners = await phone.page.locator('.banner').all()
      expect(banners.length).toBe(2)
      // The words make room when a banner comes after them, a moment later.
      await expect
        .poll(async () => {
          const ends = banners.map(async (one) => (await one.boundingBox()) ?? expect.fail('gone'))
          const lowest = Math.max(...(await Promise.all(ends)).map(({ y, height }) => y + height))
          return (await boxOf(toast)).y - lowest
        })
        .toBeGreaterThanOrEqual(0)
      await inspect(phone.page, `waiter-words-2-banners-${theme}`)
    } finally {
      await server.returnScreens()
    }
    await phone.waitUntilSent()
  },
)
