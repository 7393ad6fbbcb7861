import { expect, test } from 'vitest'
import { AdminScreen } from './drivers/admin.ts'
import { enterPin } from './drivers/at-the-door.ts'
import { ShiftDesk } from './drivers/shift.ts'
import { accessibilityProblems, type Look, openScreen, screenshot } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { inspect, looks } from './support/inspect.ts'

const evening = anEvening()
const soup = { group: 'Супы', code: '10101' }

async function cashier(look: Look = {}): Promise<ShiftDesk> {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, look)
  await enterPin(page, '1111')
  await page.locator('.board').waitFor()
  return new ShiftDesk(page)
}
async function setPrinter(printer: string, state: string): Promise<void> {
  const answer = await evening.server.post('/__/till/pokrovka/printers', { printer, state }, null)
  expect(answer.status, answer.text).toBe(200)
}
const papersOf = async (name: string): Promise<string[][]> => {
  const { json } = await evening.server.get('/__/till/pokrovka/printers', null)
  const tray = json.printers.find((one: { name: string }) => one.name === name)
  return tray.papers.map(({ lines }: { lines: string[] }) => lines)
}

test('a bill and a receipt are seen as paper; a printer without paper says so and prints when it has some', {
  timeout: 180_000,
}, async () => {
  const desk = await cashier()
  const { page } = desk
  await desk.enter()
  await desk.openOrder(3)
  await desk.addDishes(soup)
  await desk.printBill()
  await desk.do('show-bill')
  const paper = page.locator('.paper')
  await paper.getByText('К ОПЛАТЕ').waitFor()
  expect(await paper.innerText()).toContain('Борщ с говядиной')
  await inspect(page, 'printing-1-bill')
  await desk.closeDialog()

  // The bar of the cash desk runs out of paper while the guest pays.
  await setPrinter('Касса', 'no-paper')
  await desk.payInCash()
  const banner = page.locator('.banner', { hasText: 'Касса: нет бумаги' })
  await banner.waitFor()
  await inspect(page, 'printing-2-no-paper')
  await banner.locator('[data-action="printers"]').tap()
  const job = page.locator('.print-job[data-state="failed"]')
  await job.waitFor()
  await inspect(page, 'printing-3-printers')
  await job.locator('[data-action="retry"]').tap()
  await job.waitFor()
  const before = (await papersOf('Касса')).length

  // A new roll: it is printed by itself, and the banner goes.
  await setPrinter('Касса', 'ready')
  await banner.waitFor({ state: 'detached' })
  await page.locator('.print-job[data-job="receipt"][data-state="printed"]').waitFor()
  const papers = await papersOf('Касса')
  expect(papers.length).toBe(before + 1)
  expect(papers.at(-1)?.join('\n')).toContain('КАССОВЫЙ ЧЕК')
  await desk.closeDialog()

  // The receipt again, as a copy.
  await desk.enterShift()
  await desk.openReceipts()
  await desk.findReceipt('3')
  await desk.do('show-paper')
  await paper.getByText('КАССОВЫЙ ЧЕК').waitFor()
  await inspect(page, 'printing-4-receipt')
  await desk.do('print-paper')
  await desk.waitForToast('Отправлено на принтер')
  await expect.poll(async () => (await papersOf('Касса')).at(-1)?.join('\n')).toContain('КОПИЯ')
})

test.each(looks)('papers and printers can be read and touched: $name', { timeout: 120_000 }, async (look) => {
  const desk = await cashier(look)
  await desk.enterShift()
  await desk.do('printers')
  await desk.page.locator('.printer').first().waitFor()
  await inspect(desk.page, `printing-${look.name}-printers`)
  await desk.closeDialog()
  await desk.openReport()
  await desk.do('show-paper')
  await desk.page.locator('.paper').waitFor()
  await inspect(desk.page, `printing-${look.name}-x-report`)
})

test.each(looks)('printers are kept on the admin page: $name', { timeout: 120_000 }, async (look) => {
  const { browser, server } = evening
  const admin = new AdminScreen(await openScreen(browser, `${server.screensUrl}/admin/`, look))
  await admin.logIn(server.credentials.admin)
  await admin.page.locator('.page-title').waitFor()
  await admin.visit('#/printers')
  const bar = admin.page.locator('[data-device="Бар"]')
  await bar.waitFor()
  await screenshot(admin.page, `printing-${look.name}-admin`)
  expect(await accessibilityProblems(admin.page)).toEqual([])
  await bar.locator('.button').first().tap()
  await admin.page.locator('dialog .check').first().waitFor()
  await screenshot(admin.page, `printing-${look.name}-admin-printer`)
  expect(await accessibilityProblems(admin.page)).toEqual([])
  await admin.page.locator('.dialog-foot .button-primary').tap()
  await admin.page.locator('dialog').waitFor({ state: 'detached' })
})
