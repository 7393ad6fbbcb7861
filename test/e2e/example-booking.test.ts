/** The example `booking` on a real host: a table that is booked on the page is a reserve at the till. */
import { afterAll, expect, test } from 'vitest'
import { buildExample } from '../support/example-plugins.ts'
import { frontOf } from '../wire/front-table-driver.ts'
import { tableId } from '../wire/table-orders-driver.ts'
import { enterPin } from './drivers/at-the-door.ts'
import { HallScreen } from './drivers/hall.ts'
import { openScreen, phone } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { inspect, looks } from './support/inspect.ts'

const example = await buildExample('booking')
afterAll(() => example.remove())
const evening = anEvening(async () => {}, { pluginsDir: example.pluginsDir })

const said = {
  ru: { done: 'Стол ждёт вас', refused: 'Так забронировать нельзя', book: 'Забронировать' },
  en: { done: 'The table is kept', refused: 'This cannot be booked', book: 'Book' },
}

test.each(looks)(
  'a table is booked on the page and seen at the till: $name',
  {
    timeout: 180_000,
  },
  async (look) => {
    const { server, browser } = evening
    const front = frontOf(server)
    const words = said[look.language]
    const url = await example.urlAt(server, (await front.call('getHostTerminalsGroup')).name)
    const page = await openScreen(browser, url, { ...look, viewport: phone })
    const table = tableId(look.language === 'ru' ? 'main/5' : 'main/6')
    await page.locator(`option[value="${table}"]`).waitFor({ state: 'attached' })
    await page.locator('[name=tableId]').selectOption(table)
    const tomorrow = new Date(server.clock.now() + 24 * 3_600_000).toISOString().slice(0, 10)
    await page.locator('[name=at]').fill(`${tomorrow}T12:30`)
    await page.locator('[name=guests]').fill('4')
    const name = look.language === 'ru' ? 'Анна Бронева' : 'Anna Booker'
    await page.locator('[name=name]').fill(name)
    await page.locator('[name=phone]').fill('+7 900 123-45-67')
    await page.getByRole('button', { name: words.book }).tap()
    await page.locator('#said', { hasText: words.done }).waitFor()
    await inspect(page, `example-booking-${look.name}-1`)
    // Once more is the same booking; another one for the same time is refused by the till.
    await page.getByRole('button', { name: words.book }).tap()
    await page.locator('#said', { hasText: words.done }).waitFor()
    await page.locator('[name=guests]').fill('2')
    await page.getByRole('button', { name: words.book }).tap()
    await page.locator('#said[data-problem]', { hasText: words.refused }).waitFor()

    const reserves = (await front.call('getReserves')).filter(
      ({ clientName }: { clientName: string }) => clientName === name,
    )
    expect(reserves).toMatchObject([{ guestsCount: 4, phone: '+79001234567', tables: [{ id: table }] }])
    const till = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, look)
    await enterPin(till, '1111')
    const hall = new HallScreen(till)
    await till.locator('.board').waitFor()
    await hall.enterReserves()
    await hall.reserve(reserves[0].id).filter({ hasText: name }).waitFor()
    await inspect(till, `example-booking-${look.name}-2-till`)
  },
)
