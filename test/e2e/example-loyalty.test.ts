/** The example `external-loyalty` on a real host: a discount seen, bonuses paid and returned, and a service that is away. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { Ledger } from '../../examples/external-loyalty/service/ledger.ts'
import { serveLedger } from '../../examples/external-loyalty/service/serve-ledger.ts'
import { givePaymentType } from '../../src/cli/payment-types.ts'
import { buildExample } from '../support/example-plugins.ts'
import { enterPin } from './drivers/at-the-door.ts'
import { PayingScreen } from './drivers/paying.ts'
import { ShiftDesk } from './drivers/shift.ts'
import { openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { inspect } from './support/inspect.ts'
import type { ScreensServer } from './support/screens-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-loyalty-'))
const olga = {
  ...{ id: 'g1', name: 'Ольга', card: '5550001', phone: '+79005550001', discount: 'Скидка 10%' },
  opening: 50_000,
}
let service: Server
let ledger: Ledger

async function openService(port = 0): Promise<number> {
  ledger = new Ledger(join(dataDir, 'ledger'), [olga])
  service = serveLedger(ledger)
  await new Promise<void>((resolve) => service.listen(port, '127.0.0.1', resolve))
  return (service.address() as AddressInfo).port
}
function closeService(): Promise<void> {
  service.closeAllConnections()
  return new Promise((resolve) => service.close(() => resolve()))
}
const balance = (): number | undefined => ledger.find({ id: 'g1' })?.balance

const port = await openService()
const configs = join(dataDir, 'PluginConfigs/external-loyalty')
mkdirSync(configs, { recursive: true })
const settings = { service: `http://127.0.0.1:${port}`, retryMs: 300, patienceMs: 2000 }
writeFileSync(join(configs, 'settings.json'), JSON.stringify(settings))

const example = await buildExample('external-loyalty')
const evening = anEvening(bonusesPay, { pluginsDir: example.pluginsDir, dataDir })
afterAll(async () => {
  await closeService()
  example.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

async function bonusesPay({ node, chain, plugins, till }: ScreensServer): Promise<void> {
  const scope = { tenantId: chain.tenant.id, actor: 'test' }
  await givePaymentType({ app: node.app, scope, print: () => {} }, 'GIFT', { system: 'external-loyalty' })
  await plugins?.ready()
  const { terminalGroupId } = till('pokrovka')
  await vi.waitUntil(() => plugins?.host.sessions(terminalGroupId)[0]?.paymentSystems.size === 1, {
    timeout: 60_000,
  })
}

const bonuses = 'Подарочный сертификат'
const soup = { group: 'Супы', code: '10101' }

async function cashier(): Promise<PayingScreen> {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`)
  await enterPin(page, '1111')
  await page.locator('.board').waitFor()
  const till = new PayingScreen(page)
  await till.enter()
  return till
}

/** A reader is faster than people; on a busy machine keys may come too slowly, and a person slides the card again. */
async function slide(till: PayingScreen, track: string, words: string): Promise<void> {
  const toast = till.page.locator('.toast', { hasText: words })
  for (let tries = 0; tries < 5; tries += 1) {
    await till.swipe(track)
    const isSaid = await toast.waitFor({ timeout: 6000 }).then(
      () => true,
      () => false,
    )
    if (isSaid) return
  }
  throw new Error(`nobody said ${words}`)
}

test('a card gives the discount, bonuses pay a part, and a storno gives them back', {
  timeout: 180_000,
}, async () => {
  const till = await cashier()
  const { page } = till
  await till.openOrder(3)
  await till.addDishes(soup)
  await slide(till, ';5550001=99?', 'Ольга, Скидка 10%, бонусов: 500.00')
  await page.locator('.card', { hasText: '378' }).waitFor()
  await inspect(page, 'example-loyalty-1-discount')
  await till.pay()
  await page.locator('[data-pay="External"]', { hasText: bonuses }).tap()
  await till.take('300')
  await till.waitForRest('78')
  await page.locator('[data-pay="Cash"]').first().tap()
  await till.do('take')
  await inspect(page, 'example-loyalty-2-bonuses')
  await till.do('close')
  await till.waitForToast('Заказ закрыт')
  // 5 % of what was paid in cash.
  await expect.poll(balance).toBe(50_000 - 30_000 + 390)

  const desk = new ShiftDesk(page)
  await desk.openReceipts()
  await desk.findReceipt('3')
  await inspect(page, 'example-loyalty-3-receipt')
  await desk.do('return')
  await desk.choose('Порча')
  await desk.do('give-back')
  await page.locator('.receipt-card', { hasText: 'Возвраты' }).waitFor()
  await expect.poll(balance).toBe(50_000)
})

test('while the service is away the till sells on, and what it owes comes later', {
  timeout: 180_000,
}, async () => {
  const till = await cashier()
  const { page } = till
  await till.openOrder(4)
  await till.addDishes(soup)
  // By the button: the phone of the guest.
  await page.locator('[data-plugin-button="Карта гостя"]').last().tap()
  await till.dialog().waitFor()
  await inspect(page, 'example-loyalty-4-ask')
  await till.closeDialog()
  await slide(till, ';5550001?', 'Ольга')
  const before = balance() ?? 0

  await closeService()
  await till.pay()
  await page.locator('[data-pay="External"]', { hasText: bonuses }).tap()
  await till.do('take')
  await till.do('close')
  await page.locator('[data-bank-failure="declined"]', { hasText: 'не отвечает' }).waitFor()
  await inspect(page, 'example-loyalty-5-away')
  await page.locator('[data-line="External"] button').tap()
  await till.chooseWay('Cash')
  await till.do('take')
  await till.do('close')
  await till.waitForToast('Заказ закрыт')
  await till.openOrder(5)
  await till.addDishes(soup)
  await slide(till, ';5550001?', 'продавайте как обычно')

  await openService(port)
  await expect.poll(balance).toBe(before + 1890)
})
