/** A plugin has the person at the till take a payment (front-api §9, complaint 6): behind its button, out of a hook, by itself. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { HallScreen } from './drivers/hall.ts'
import { type Look, openScreen } from './support/browser.ts'
import { placeOrder } from './support/deliveries.ts'
import { anEvening } from './support/evening.ts'
import { inspect, looks } from './support/inspect.ts'
import type { ScreensServer } from './support/screens-server.ts'

const pluginsDir = mkdtempSync(join(tmpdir(), 'trapeza-pay-now-'))
const fixture = fileURLToPath(new URL('../plugins-fixtures/pay-now', import.meta.url))
cpSync(fixture, join(pluginsDir, 'pay-now'), { recursive: true })
afterAll(() => rmSync(pluginsDir, { recursive: true }))

const evening = anEvening(pluginRuns, { pluginsDir })
const soup = ({ language }: Look) => ({ group: language === 'en' ? 'Soups' : 'Супы', code: '10101' })

async function pluginRuns({ plugins }: ScreensServer): Promise<void> {
  await plugins?.ready()
  await vi.waitUntil(() => plugin()?.busHandlers.size === 1, { timeout: 60_000 })
}
const plugin = () => evening.server.plugins?.host.sessions().find(({ till: { code } }) => code === 'pokrovka')
/** Has the plugin do something that no screen asked for. */
const ask = (deed: string, more: object = {}): Promise<unknown> | undefined =>
  plugin()?.callback(plugin()?.busHandlers.get('pay.do') ?? '', [{ deed, ...more }, null])
const log = (): string => {
  const file = join(evening.server.dataDir, 'CashServer/Logs/plugin-pay-now.log')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

async function waiter(look: Look = {}, pin = '1111'): Promise<HallScreen> {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, look)
  await enterPin(page, pin)
  await page.locator('.board').waitFor()
  const hall = new HallScreen(page)
  await hall.enter()
  return hall
}
const card = (hall: HallScreen): Promise<string> =>
  hall.page.locator('[data-card]').getAttribute('data-card') as Promise<string>
const form = (hall: HallScreen) => hall.page.locator('dialog .pay')
async function payHere(hall: HallScreen): Promise<void> {
  await form(hall).waitFor()
  await hall.do('exact')
  await hall.do('close')
}

test.each(looks)(
  'a button of a plugin begins the payment of the order on the screen; the plugin hears that it was paid: $name',
  { timeout: 180_000 },
  async (look) => {
    const hall = await waiter(look)
    const { page } = hall
    await hall.openOrder(look.language === 'ru' ? 3 : 4)
    await hall.addDishes(soup(look))
    const orderId = await card(hall)
    await page.locator('[data-plugin-button="Оплатить сейчас"]').tap()
    await form(hall).waitFor()
    await page.locator('.toast', { hasText: /Оплата сразу: (примите оплату|take the payment)/ }).waitFor()
    await inspect(page, `plugin-payments-${look.name}-1-form`)
    await payHere(hall)
    await page.locator('.toast', { hasText: 'Спасибо за оплату' }).waitFor()
    await expect.poll(log).toContain(`${orderId} ended: paid null null`)
    await page.locator('.tables .table').first().waitFor()
  },
)

test('a bill that a plugin refuses until it is paid: the payment opens behind the hook', {
  timeout: 180_000,
}, async () => {
  const hall = await waiter()
  await hall.openOrder(5)
  await hall.addDishes(soup({}))
  const orderId = await card(hall)
  await hall.do('print-bill')
  await form(hall).waitFor()
  await hall.page.locator('.toast', { hasText: 'сначала оплата' }).waitFor()
  await inspect(hall.page, 'plugin-payments-2-behind-the-hook')
  // The cashier changes their mind, and then the plugin is told so.
  await hall.closeDialog()
  await expect.poll(log).toContain(`${orderId} ended: left person null`)
  await hall.page.locator('.toast', { hasText: 'Без оплаты: person' }).waitFor()
  expect(await hall.page.locator('.card').count()).toBe(1)
})

test('by itself: whatever is on the screen, its order opens when the person is free', {
  timeout: 180_000,
}, async () => {
  const hall = await waiter()
  const { page } = hall
  await hall.openOrder(6)
  await hall.addDishes(soup({}))
  const orderId = await card(hall)
  await hall.enter()
  await hall.openOrder(7)
  await hall.do('add-items')
  await page.locator('dialog .picker-group').first().waitFor()
  await ask('start', { order: orderId })
  await page.locator('.toast', { hasText: 'Оплата сразу: примите оплату' }).waitFor()
  await new Promise((resolve) => setTimeout(resolve, 1000))
  // Whoever puts an order together is not disturbed.
  expect(await form(hall).count()).toBe(0)
  await hall.closeDialog()
  await form(hall).waitFor()
  expect(await card(hall)).toBe(orderId)

  await hall.closeDialog()
  await expect.poll(log).toContain(`${orderId} ended: left person null`)

  // A veto stands before the form, and its words are the outcome.
  await ask('patience', { value: 'strict' })
  await ask('start', { order: orderId })
  await page.locator('.toast', { hasText: 'платить рано' }).waitFor()
  await expect.poll(log).toMatch(new RegExp(`${orderId} ended: refused plugin .*платить рано`))
  await ask('patience', { value: 'none' })
  expect(await form(hall).count()).toBe(0)
})

test('what cannot be paid is not opened; a page that is closed has left; who logs out has gone', {
  timeout: 180_000,
}, async () => {
  const hall = await waiter()
  const { page } = hall
  await hall.openOrder(8)
  const orderId = await card(hall)
  // There is nothing to pay yet.
  await ask('start', { order: orderId })
  await page.locator('.toast', { hasText: 'Этот заказ сейчас нельзя оплатить' }).waitFor()
  await inspect(page, 'plugin-payments-3-refused')
  await expect.poll(log).toContain(`${orderId} ended: refused notAllowed Этот заказ сейчас нельзя оплатить`)
  await hall.addDishes(soup({}))
  await ask('start', { order: orderId })
  await form(hall).waitFor()
  // The page is gone with the form open: a line that stays broken is a person who left.
  await page.close()
  await expect.poll(log, { timeout: 30_000 }).toContain(`${orderId} ended: left screenGone null`)

  const entered = (): string[] => [...log().matchAll(/user created (\S+)/g)].map(([, id = '']) => id)
  const known = entered().length
  const next = await waiter()
  await expect.poll(() => entered().length).toBe(known + 1)
  const screenId = entered().at(-1) ?? ''
  expect(log()).not.toContain(`user removed ${screenId}`)
  await next.page.locator('.user-button').tap()
  await next.dialog().locator('button', { hasText: 'Сменить сотрудника' }).tap()
  await expect.poll(log).toContain(`user removed ${screenId} nobody`)
})

test('a delivery, from the board: its card opens, its payment, and the order is paid', {
  timeout: 180_000,
}, async () => {
  const hall = await waiter()
  const { page } = hall
  const guest = { name: 'Елизавета', phone: '+79005550147' }
  const orderId = await placeOrder(evening.server, 'pokrovka', { ...guest, lines: [{ code: '10101' }] })
  await hall.visit('#/board', '.board')
  await ask('start', { order: orderId })
  await payHere(hall)
  await expect.poll(log).toContain(`${orderId} ended: paid null null`)
  await page.locator('.board').waitFor()
})

test('whoever has no right to take money does not take it for a plugin', { timeout: 180_000 }, async () => {
  const hall = await waiter({}, '4444')
  await hall.openOrder(9)
  await hall.addDishes(soup({}))
  const orderId = await card(hall)
  await hall.page.locator('[data-plugin-button="Оплатить сейчас"]').tap()
  await hall.page.locator('.toast', { hasText: 'У вас нет права на это действие' }).waitFor()
  await expect.poll(log).toContain(`${orderId} ended: refused notAllowed У вас нет права на это действие`)
  expect(await form(hall).count()).toBe(0)
})
