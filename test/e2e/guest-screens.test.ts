import { test } from 'vitest'
import { usualBoard } from '../../src/domain/queue/usual-board.ts'
import { openAdminPage } from '../support/admin-page.ts'
import { QueueBoard } from './drivers/board.ts'
import { KioskScreen } from './drivers/kiosk.ts'
import { openScreen } from './support/browser.ts'
import { placeOrder } from './support/deliveries.ts'
import { anEvening } from './support/evening.ts'
import { inspect, looks } from './support/inspect.ts'
import type { ScreensServer } from './support/screens-server.ts'

const evening = anEvening(async (server) => {
  await twoPickups(server)
  server.clock.setSpeed(0)
})

/** One that cooks and one that is ready. */
async function twoPickups(server: ScreensServer): Promise<void> {
  const till = server.till('pokrovka')
  for (const status of ['CookingStarted', 'CookingCompleted'] as const) {
    const words = { name: 'Анна', phone: '+79005550177', promisedIn: 45, lines: [{ code: '10101' }] }
    const orderId = await placeOrder(server, 'pokrovka', words)
    await till.run({ kind: 'delivery.printToKitchen', orderId })
    const orders = await server.node.app.storage.now.tillOrders.load(till.tenantId, till.organizationId, [
      orderId,
    ])
    const positionIds = (orders.get(orderId)?.items ?? [])
      .filter(({ cookingPlaceId }) => cookingPlaceId !== null)
      .map(({ positionId }) => positionId)
    await till.run({ kind: 'delivery.setCooking', orderId, positionIds, status })
  }
  await server.settle()
}

const slow = 240_000

test.each(looks)(
  'every screen of a kiosk can be read and touched by everybody: $name',
  {
    timeout: slow,
  },
  async (look) => {
    const { browser, server } = evening
    const kiosk = new KioskScreen(
      await openScreen(browser, `${server.screensUrl}/kiosk/?till=pokrovka`, look),
    )
    const { page } = kiosk
    const shown = (name: string) => inspect(page, `kiosk-${look.name}-${name}`)
    await page.locator('.pad').waitFor()
    await shown('01-pin')
    await kiosk.switchOn('8888')
    await shown('02-attract')
    await kiosk.press('begin')
    await page.locator('.where-choice').first().waitFor()
    await shown('03-where')
    await kiosk.press('here')
    await page.locator('.tile').first().waitFor()
    await shown('04-combos')
    await page.locator('[data-combo]').first().tap()
    await page.locator('.combo-dish').first().waitFor()
    await shown('05-combo')
    await kiosk.press('take')
    await kiosk.openGroup(look.language === 'ru' ? 'Пицца' : 'Pizza')
    await kiosk.dish('20001').tap()
    await page.locator('.dish-sheet').waitFor()
    await shown('06-dish')
    await kiosk.press('take')
    await kiosk.press('show')
    await page.locator('.basket-line').nth(1).waitFor()
    await shown('07-basket')
    await page.locator('.basket-more .button').nth(1).tap()
    await page.locator('.phone-typed').waitFor()
    await shown('08-phone')
    await page.setViewportSize({ width: 1080, height: 1920 })
    await page.locator('dialog .icon-button').first().tap()
    await page.locator('.kiosk-reach').tap()
    await shown('09-low')
    await kiosk.pay()
    await shown('10-number')
  },
)

const skins = ['paper', 'night', 'brand', 'contrast'] as const
const templates = ['columns', 'ready', 'advertisement', 'columns'] as const

test.each(looks)(
  'every template and skin of a board can be read by everybody: $name',
  {
    timeout: slow,
  },
  async (look) => {
    const { browser, server } = evening
    const admin = await openAdminPage(server)
    const till = server.till('pokrovka')
    const first = await openScreen(browser, `${server.screensUrl}/board/?till=pokrovka`, look)
    const board = new QueueBoard(first)
    await board.switchOn('8888')
    for (const [index, skin] of skins.entries()) {
      const template = templates[index] ?? 'columns'
      const wanted = {
        ...usualBoard(till.terminalGroupId),
        ...{ template, skin, keepCookingMinutes: null, keepReadyMinutes: 1440, names: 'masked' },
        advertisement: { lines: ['Кофе за 99 ₽'], image: null, seconds: 10 },
      }
      const made = await admin.send('POST', '/boards', wanted)
      await first.locator(`.board-${template}[data-skin="${skin}"]`).waitFor()
      for (const [width, height] of [
        [1920, 1080],
        [1080, 1920],
      ] as const) {
        await first.setViewportSize({ width, height })
        await inspect(first, `board-${look.name}-${skin}-${template}-${width}`)
      }
      await admin.send('DELETE', `/boards/${made.json.boards[0].id}`)
      await first.locator('.board[data-skin="night"]').waitFor()
    }
  },
)

test.each(looks)(
  'monitoring can be read and touched by everybody: $name',
  { timeout: slow },
  async (look) => {
    const { browser, server } = evening
    const page = await openScreen(browser, `${server.screensUrl}/monitor/`, look)
    await page.locator('input[type="password"]').waitFor()
    await inspect(page, `monitor-${look.name}-01-login`)
    await page.locator('input[autocomplete="username"]').fill(server.credentials.admin.login)
    await page.locator('input[type="password"]').fill(server.credentials.admin.password)
    await page.locator('button[type="submit"]').click()
    await page.locator('[data-till]').first().waitFor()
    await inspect(page, `monitor-${look.name}-02-tills`)
  },
)
