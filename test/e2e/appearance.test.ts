import { test } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { TillScreen } from './drivers/till.ts'
import { openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { inspect, looks } from './support/inspect.ts'
import { type RushHour, rushHour } from './support/rush-hour.ts'

let ids: RushHour
const evening = anEvening(async (server) => {
  ids = await rushHour(server)
  server.clock.setSpeed(0)
})

const slow = 240_000

test.each(looks)(
  'every screen of the till can be read and touched by everybody: $name',
  { timeout: slow },
  async (look) => {
    const { browser, server } = evening
    const { screensUrl } = server
    const prefix = `till-${look.name}`
    const shown = (name: string) => inspect(till.page, `${prefix}-${name}`)
    const till = new TillScreen(await openScreen(browser, `${screensUrl}/pos/`, look))
    await till.page.locator('.entrance-tills .option').first().waitFor()
    await shown('01-choose-till')
    await till.page.goto(`${screensUrl}/pos/?till=pokrovka`)
    await till.page.locator('.pad').waitFor()
    await shown('02-pin')
    await enterPin(till.page, '9999')
    await till.page.locator('.entrance-problem:not(:empty)').waitFor()
    await shown('03-wrong-pin')
    await till.logIn('1111')
    await till.page.locator('[data-delivery]').first().waitFor()
    await shown('04-board')
    await till.page.locator('.search-input').fill('Солянка')
    await till.page.locator('.found').waitFor()
    await shown('04-search')
    await till.page.locator('.search-input').fill('')

    await till.visitCard(ids.cooking)
    await shown('05-card')
    await till.page.locator('.item').first().tap()
    await shown('06-item')
    await till.closeDialog()
    await till.page.locator('.card-head [role=radio]').nth(1).tap()
    await till.page.locator('.history-entry').first().waitFor()
    await shown('07-history')
    await till.page.locator('.card-head [role=radio]').nth(0).tap()

    await till.do('add-items')
    await till.page.locator('.dish').first().waitFor()
    await shown('08-menu')
    await till.page.locator('[data-product="10101"]').tap()
    await till.do('take-dish')
    await till.page
      .locator('.picker-group', { hasText: /^(Пицца|Pizza)/ })
      .first()
      .tap()
    await till.page.locator('.dish').nth(1).tap()
    await shown('09-dish')
    await till.do('take-dish')
    await till.page.locator('.basket-line').nth(1).waitFor()
    await shown('10-basket')
    await till.closeDialog()

    await till.visitCard(ids.delivered)
    await till.do('take-payment')
    await shown('11-payment')
    await till.closeDialog()
    await till.visitCard(ids.ready)
    await till.do('take-payment')
    await till.page.locator('.pay-likely button').nth(1).tap()
    await shown('12-change')
    await till.closeDialog()
    await till.visitCard(ids.late)
    await till.do('assign-courier')
    await shown('13-courier')
    await till.closeDialog()
    await till.page.locator('[data-action="more"]').tap()
    await shown('14-more')
    await till.do('cancel-delivery')
    await shown('15-cancel')
    await till.closeDialog()

    await till.visit('#/stop-list', '.row')
    await shown('16-stop-list')
    await till.do('stop')
    await shown('17-stop-choose')
    await till.page.locator('.option[data-product="10101"]').tap()
    await shown('18-balance')
    await till.closeDialog()
    await till.visit('#/shift', '.shift')
    await shown('19-shift')
    await till.page.locator('.user-button').tap()
    await shown('20-employee')
  },
)

test.each(looks)(
  'the kitchen’s screen can be read and touched by everybody: $name',
  { timeout: slow },
  async (look) => {
    const { page } = await evening.inTheKitchen('3333', 'pokrovka', look)
    await page.locator('.ticket').first().waitFor()
    await inspect(page, `kitchen-${look.name}-tickets`)
  },
)

test.each(looks)('the start page leads to the screens and tells how to get in: $name', async (look) => {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/`, look)
  await page.getByText('1111').waitFor()
  await inspect(page, `start-${look.name}`)
  await page.getByRole('link', { name: /^(Касса|Till)/ }).tap()
  await page.locator('.entrance').waitFor()
})
