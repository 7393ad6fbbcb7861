import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { named } from '../support/cloud-answers.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'
import { AdminScreen } from './drivers/admin.ts'
import {
  accessibilityProblems,
  type Look,
  openBrowser,
  openScreen,
  screenshot,
  takeProblems,
} from './support/browser.ts'

let server: TestServer
let browser: Browser
let receiver: WebhookReceiver

beforeAll(async () => {
  server = await startServer({ licences: 'strict' })
  receiver = await startWebhookReceiver()
  browser = await openBrowser()
})
/** The node is strict, so each story begins with a licence, whatever the one before left. */
beforeEach(async () => {
  await server.node.storage.now.licences.save(server.chain.tenant.id, {
    module: 'Cloud',
    seats: null,
    expiresAt: null,
  })
  server.licences.forget(server.chain.tenant.id)
})
afterAll(async () => {
  await browser.close()
  await receiver.close()
  await server.close()
})
afterEach(() => expect(takeProblems()).toEqual([]))

const slow = 240_000
const open = async (look: Look = {}): Promise<AdminScreen> =>
  new AdminScreen(await openScreen(browser, `${server.baseUrl}/admin/`, look))
const pokrovka = () => named(server.chain, 'organization', 'Покровке')

/** A courier order to Покровка 17 for which the program names no till. */
async function orderTo(token: string): Promise<{ terminalGroupId: string | null; error: string | null }> {
  const product = server.chain.items.find((one) => one.book === 'product' && one.body.code === '10101')
  const answer = await server.post(
    '/api/1/deliveries/create',
    {
      organizationId: pokrovka().id,
      terminalGroupId: null,
      order: {
        phone: '+79005550301',
        orderServiceType: 'DeliveryByCourier',
        customer: { type: 'regular', name: 'Anna' },
        deliveryPoint: {
          address: { type: 'legacy', street: { name: 'Покровка', city: 'Москва' }, house: '17' },
        },
        items: [{ type: 'Product', productId: product?.id, amount: 3, price: 420 }],
      },
    },
    token,
  )
  const { id, errorInfo } = answer.json.orderInfo
  await server.settle()
  const body = { organizationId: pokrovka().id, orderIds: [id] }
  const [found] = (await server.post('/api/1/deliveries/by_id', body, token)).json.orders
  return {
    terminalGroupId: found?.order?.terminalGroupId ?? null,
    error: errorInfo?.code ?? found?.errorInfo?.code ?? null,
  }
}

test('a manager makes a key, takes a right away, sets a webhook, moves a minimum sum and ends a licence', {
  timeout: slow,
}, async () => {
  // Friday noon in Moscow: every kitchen is open.
  server.clock.jumpTo(Date.UTC(2027, 2, 12, 9))
  await server.settle()
  const admin = await open()
  const { page } = admin
  await admin.logIn({ login: 'admin', password: 'wrong' })
  await admin.waitForText('Неверный логин или пароль')
  await admin.logIn(server.credentials.admin)
  await page.locator('.row').first().waitFor()

  // A key, used over the API.
  await admin.press('Новый ключ')
  await admin.press('Создать ключ')
  await admin.waitForText('назовите ключ')
  await admin.fill('Название', 'Новый сайт')
  await admin.press('Создать ключ')
  const apiLogin = await admin.takeSecret()
  const token = await server.token(apiLogin)
  expect((await server.post('/api/1/organizations', {}, token)).status).toBe(200)

  // A right is taken away.
  await page.getByRole('heading', { name: 'Новый сайт' }).waitFor()
  await page.locator('summary', { hasText: /^Права/ }).click()
  await page.locator('summary', { hasText: /^Organizations/ }).click()
  await page.locator('.check-item', { hasText: 'api/1/organizations/settings' }).click()
  await admin.press('Сохранить')
  await admin.waitForText('Сохранено')
  const settings = { organizationIds: [pokrovka().id], parameters: ['IsDeliveryEnabled'] }
  const denied = await server.post('/api/1/organizations/settings', settings, token)
  expect([denied.status, denied.json.errorDescription]).toEqual([
    401,
    'Right api/1/organizations/settings is not allowed for this ApiLogin',
  ])
  expect((await server.post('/api/1/organizations', {}, token)).status).toBe(200)

  // A webhook for changes of the zones.
  await page.locator('.row', { hasText: 'Трапеза на Покровке' }).getByRole('button').click()
  await admin.fill('Адрес', receiver.url)
  await page.getByText('Зоны и часы изменились').click()
  await page.locator('dialog').getByRole('button', { name: 'Сохранить' }).click()
  await admin.press('Проверить сохранённое')
  await admin.waitForText(/Ответил 200/)
  expect(receiver.events.at(-1)).toMatchObject({ eventType: 'NomenclatureUpdate' })
  await page.locator('dialog').getByRole('button', { name: 'Закрыть' }).click()

  // A minimum sum above the order's: the till that took it takes it no more, the subscriber hears of it.
  const before = await orderTo(token)
  expect(before).toEqual({ terminalGroupId: server.till('pokrovka').terminalGroupId, error: null })
  await admin.visit(`#/zones/${pokrovka().id}`)
  await page.locator('.rule').first().waitFor()
  await page
    .locator('.rule')
    .first()
    .getByLabel(/От суммы/)
    .fill('9000')
  await admin.press('Сохранить')
  await admin.waitForText('касса и облако уже знают')
  const { json } = await server.post(
    '/api/1/delivery_restrictions',
    { organizationIds: [pokrovka().id] },
    token,
  )
  expect(json.deliveryRestrictions[0].restrictions[0].minSum).toBe(9000)
  expect((await orderTo(token)).error).toBe('TerminalGroupIdNotDetermined')
  await receiver.waitFor(({ eventType }) => eventType === 'BusinessHoursAndMappingUpdate')

  // The licence ends.
  await admin.visit('#/licences')
  await admin.fill('Действует по', '2020-01-01')
  await admin.press('Выдать')
  await page.locator('.rows .row', { hasText: 'Истёк' }).waitFor()
  const ended = await server.post('/api/1/organizations', {}, token)
  expect([ended.status, ended.json.errorDescription]).toEqual([
    402,
    'Apilogin`s license for using the Cloud API has expired.',
  ])
  await page.locator('.rows .row').getByRole('button', { name: 'Убрать' }).click()
  await page.locator('.dialog-foot').getByRole('button', { name: 'Убрать' }).click()
  await page.locator('.rows .row').waitFor({ state: 'detached' })
  await admin.fill('Действует по', '2030-01-01')
  await admin.press('Выдать')
  await page.locator('.rows .row', { hasText: 'По ' }).waitFor()
  expect((await server.post('/api/1/organizations', {}, token)).status).toBe(200)
})

test('a corner of a zone is dragged on the map, and moved by the numbers beside it', {
  timeout: slow,
}, async () => {
  const admin = await open()
  const { page } = admin
  await admin.logIn(server.credentials.admin)
  await admin.visit(`#/zones/${pokrovka().id}`)
  const latitude = page.getByLabel('Угол 1: широта')
  await latitude.waitFor()
  const before = Number(await latitude.inputValue())
  await page.locator('.map').scrollIntoViewIfNeeded()
  const box = await page.locator('.map-corner').first().boundingBox()
  if (!box) throw new Error('the corner is not shown')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x - 30, y - 20, { steps: 4 })
  await page.mouse.up()
  expect(Number(await latitude.inputValue())).toBeGreaterThan(before)
  await latitude.fill('55.7777')
  await admin.press('Сохранить')
  await admin.waitForText('касса и облако уже знают')
  const { json } = await server.post('/api/1/delivery_restrictions', { organizationIds: [pokrovka().id] })
  expect(json.deliveryRestrictions[0].deliveryZones[0].coordinates[0].latitude).toBe(55.7777)
})

const looks = [
  { name: 'ru-light', language: 'ru', theme: 'light' },
  { name: 'en-dark', language: 'en', theme: 'dark' },
] as const

async function inspect(page: Page, name: string): Promise<void> {
  await screenshot(page, name)
  expect.soft(await accessibilityProblems(page), name).toEqual([])
  const isWider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect.soft(isWider, `${name} is wider than the screen`).toBe(false)
}

test.each(looks)('every page can be read by everybody: $name', { timeout: slow }, async (look) => {
  const admin = await open(look)
  const { page } = admin
  const shown = (name: string) => inspect(page, `admin-${look.name}-${name}`)
  await page.locator('.login-form').waitFor()
  await shown('01-login')
  await admin.logIn(server.credentials.admin)
  await page.locator('.row').first().waitFor()
  await shown('02-keys')
  await page.locator('.row').first().click()
  await page.locator('.history').waitFor({ state: 'attached' })
  await page.setViewportSize({ width: 1280, height: 2600 })
  await page.locator('summary').nth(0).click()
  await page.locator('summary').nth(3).click()
  await shown('03-key')
  await page.locator('summary').nth(0).click()
  await page.locator('.row').getByRole('button').first().click()
  await page.locator('dialog .check-list').first().waitFor()
  await shown('04-webhook')
  await page.locator('.dialog-head .icon-button').click()
  await page.setViewportSize({ width: 1024, height: 768 })
  await admin.visit('#/applications')
  await page.locator('.row').first().waitFor()
  await shown('05-applications')
  await admin.visit('#/webhooks')
  await page.locator('.row').first().waitFor()
  await shown('06-webhooks')
  await admin.visit('#/licences')
  await page.locator('.table').waitFor()
  await shown('07-licences')
  await page.setViewportSize({ width: 1440, height: 900 })
  await admin.visit(`#/zones/${pokrovka().id}`)
  await page.locator('.rule').first().waitFor()
  await shown('08-zones')
  await page.setViewportSize({ width: 1440, height: 3800 })
  await page.locator('.card').last().getByRole('button').click()
  await page.locator('.card .row').first().waitFor()
  await shown('09-zones-whole')
  await page.setViewportSize({ width: 820, height: 1180 })
  await admin.visit(`#/zones/${named(server.chain, 'organization', 'Баумана').id}`)
  await page.locator('.street').first().waitFor()
  await shown('10-streets-tablet')
})
