/** The example `bank-acquiring` at the screens of a till: a card declined, cancelled, approved, returned. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { givePaymentType } from '../../src/cli/payment-types.ts'
import { BankPlugin } from '../support/bank-plugin.ts'
import { enterPin } from './drivers/at-the-door.ts'
import { PayingScreen } from './drivers/paying.ts'
import { ShiftDesk } from './drivers/shift.ts'
import { openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { inspect } from './support/inspect.ts'
import type { ScreensServer } from './support/screens-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-bank-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
const bank = new BankPlugin(dataDir)
const evening = anEvening(bankRuns, { dataDir })

async function bankRuns({ node, chain, plugins, till }: ScreensServer): Promise<void> {
  const scope = { tenantId: chain.tenant.id, actor: 'test' }
  await givePaymentType({ app: node.app, scope, print: () => {} }, 'GIFT', { system: 'example-bank' })
  await plugins?.ready()
  const { terminalGroupId } = till('pokrovka')
  await vi.waitUntil(() => plugins?.host.sessions(terminalGroupId)[0]?.paymentSystems.size === 1, {
    timeout: 60_000,
  })
}

test('a card is declined, cancelled, approved and given back by a plugin', { timeout: 180_000 }, async () => {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`)
  await enterPin(page, '1111')
  await page.locator('.board').waitFor()
  const till = new PayingScreen(page)
  await till.enter()
  await till.openOrder(3)
  await till.addDishes({ group: 'Супы', code: '10101' })
  await till.pay()
  await page.locator('[data-pay="External"]', { hasText: 'Подарочный сертификат' }).tap()
  await till.do('take')
  const says = (said: 'yes' | 'no') =>
    page.locator(`dialog [data-answer="${said}"]:not([aria-disabled])`).tap()
  const failed = (how: string) => page.locator(`[data-bank-failure="${how}"]`)

  bank.plays('decline')
  await till.do('close')
  await page.locator('dialog', { hasText: 'Карта приложена?' }).waitFor()
  await inspect(page, 'example-bank-1-asks')
  await says('yes')
  await failed('declined').filter({ hasText: 'Недостаточно средств' }).waitFor()
  await inspect(page, 'example-bank-2-declined')
  await till.do('close')
  await says('no')
  await failed('cancelled').waitFor()
  expect(bank.has()).toEqual([])
  await till.do('close')
  await says('yes')
  await till.waitForToast('Заказ закрыт')
  expect(bank.has()).toEqual([42_000])

  const desk = new ShiftDesk(page)
  await desk.openReceipts()
  await desk.findReceipt('3')
  bank.plays('decline')
  const giveBack = async (): Promise<void> => {
    await desk.do('return')
    await desk.choose('Порча')
    await desk.do('give-back')
  }
  await giveBack()
  await failed('not-returned').filter({ hasText: 'Возврат отклонён' }).waitFor()
  await inspect(page, 'example-bank-3-not-returned')
  await giveBack()
  await page.locator('.receipt-card', { hasText: 'Возвраты' }).waitFor()
  expect(bank.has()).toEqual([])
})
