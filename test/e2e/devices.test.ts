import { expect, test } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { ShiftDesk } from './drivers/shift.ts'
import { openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { inspect } from './support/inspect.ts'

const evening = anEvening()
const salads = { group: 'На вес', code: '11001' }

async function setDevices(devices: object): Promise<void> {
  const answer = await evening.server.post('/__/till/pokrovka/devices', devices, null)
  expect(answer.status, answer.text).toBe(200)
}

test('a dish is weighed by one touch; its cheque waits for the register in words, and the order is closed', {
  timeout: 180_000,
}, async () => {
  const { browser, server } = evening
  const register = { installed: true, state: 'no-paper' }
  await setDevices({ register, scales: { installed: true, state: 'unstable', weight: 0.345 } })
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`)
  await enterPin(page, '1111')
  await page.locator('.board').waitFor()
  const desk = new ShiftDesk(page)
  await desk.enter()
  await desk.openOrder(3)
  await desk.do('add-items')
  await desk.dialog().locator('.picker-group', { hasText: salads.group }).first().tap()
  await desk.dialog().locator(`[data-product="${salads.code}"]`).tap()
  await desk.do('weigh')
  await desk.waitForToast('Весы: вес ещё не установился; взвесьте ещё раз')
  await setDevices({ scales: { state: 'stable' } })
  await desk.do('weigh')
  await page.locator('.pay-typed', { hasText: '0.345' }).waitFor()
  await inspect(page, 'devices-1-weighed')
  await desk.do('take-dish')
  await desk.do('add')
  await page.locator('.dialog').waitFor({ state: 'detached' })

  await desk.payInCash()
  const banner = page.locator('.banner', { hasText: 'Фискальный регистратор: нет бумаги' })
  await banner.waitFor()
  await banner.locator('[data-action="printers"]').tap()
  await page.locator('.print-job[data-job="fiscal-sale"][data-state="failed"]').waitFor()
  await inspect(page, 'devices-2-register')
  await setDevices({ register: { state: 'ready' } })
  await page.locator('.print-job[data-job="fiscal-sale"][data-state="printed"]').waitFor()
  await banner.waitFor({ state: 'detached' })
})
