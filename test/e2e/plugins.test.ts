/** What plugins show on the till's screens (front-api §5): buttons, dialogs, progress, notices, refusals in their words. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { HallScreen } from './drivers/hall.ts'
import { type Look, openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { inspect, looks } from './support/inspect.ts'
import type { ScreensServer } from './support/screens-server.ts'

const pluginsDir = mkdtempSync(join(tmpdir(), 'trapeza-screens-'))
const fixture = fileURLToPath(new URL('../plugins-fixtures/desserts', import.meta.url))
cpSync(fixture, join(pluginsDir, 'desserts'), { recursive: true })
afterAll(() => rmSync(pluginsDir, { recursive: true }))

const evening = anEvening(pluginRuns, { pluginsDir })
const soup = ({ language }: Look) => ({ group: language === 'en' ? 'Soups' : 'Супы', code: '10101' })

async function pluginRuns({ plugins }: ScreensServer): Promise<void> {
  await plugins?.ready()
  const runs = (): boolean =>
    plugins?.host.views().some(({ till, state }) => till === 'pokrovka' && state === 'running') ?? false
  await vi.waitUntil(runs, { timeout: 60_000 })
}

async function waiter(look: Look = {}): Promise<HallScreen> {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, look)
  await enterPin(page, '1111')
  await page.locator('.board').waitFor()
  const hall = new HallScreen(page)
  await hall.enter()
  return hall
}
const plugin = (hall: HallScreen, caption: string) =>
  hall.page.locator(`[data-plugin-button="${caption}"]`).last()
/** Several buttons of an order stand behind one (front-api §5.3). */
async function press(hall: HallScreen, caption: string): Promise<void> {
  await hall.page.locator('.card-actions [data-action="plugins"]').tap()
  await plugin(hall, caption).tap()
}
const titled = (hall: HallScreen, title: string) =>
  hall.page.locator('dialog', { has: hall.page.locator('.dialog-title', { hasText: title }) })
const answer = (hall: HallScreen, said: string) =>
  hall.dialog().locator(`[data-answer="${said}"]:not([aria-disabled])`).tap()
const billed = (hall: HallScreen, { language }: Look) =>
  hall.page.locator('.chip', { hasText: language === 'en' ? 'Bill' : 'Пречек' }).waitFor()

test.each(looks)(
  'a plugin offers, asks, refuses and tells on the order’s screen: $name',
  {
    timeout: 180_000,
  },
  async (look) => {
    const hall = await waiter(look)
    const { page } = hall
    const name = `plugins-${look.name}`
    await hall.openOrder(look.language === 'ru' ? 3 : 4)
    await hall.addDishes(soup(look))
    await hall.page.locator('.card-actions [data-action="plugins"]').waitFor()
    await inspect(page, `${name}-1-order`)

    // The bill is refused in the plugin's words.
    await hall.do('print-bill')
    await page.locator('.toast', { hasText: 'Сначала предложите гостям десерт' }).waitFor()
    await inspect(page, `${name}-2-refused`)
    await page.locator('.toast', { hasText: 'Сначала' }).waitFor({ state: 'detached' })

    // What is switched off says that it is.
    await page.locator('.card-actions [data-action="plugins"]').tap()
    await hall.pressLocked(plugin(hall, 'Скидка на день рождения'))
    await page.locator('.toast', { hasText: ': Скидка на день рождения' }).waitFor()
    await inspect(page, `${name}-2-menu`)
    await plugin(hall, 'Десерт').tap()
    await titled(hall, 'Что предложить гостям?').waitFor()
    await inspect(page, `${name}-3-choice`)
    await hall.dialog().locator('.plugin-item', { hasText: 'Павлова' }).tap()
    await titled(hall, 'Сколько порций?').waitFor()
    await hall.typeNumber('12')
    await hall.pressLocked(hall.dialog().locator('[data-answer="ok"]'))
    await inspect(page, `${name}-4-number`)
    await hall.dialog().locator('.pad-key').last().tap()
    await answer(hall, 'ok')
    await titled(hall, 'Подать сейчас?').waitFor()
    await inspect(page, `${name}-5-question`)
    await answer(hall, 'yes')
    await page.locator('.plugin-progress', { hasText: 'Спрашиваем шефа' }).waitFor()
    await inspect(page, `${name}-6-progress`)
    await page.locator('.toast', { hasText: 'Павлова с клубникой, порций: 1' }).waitFor()
    await inspect(page, `${name}-7-notice`)
    await page.locator('.plugin-progress').waitFor({ state: 'detached' })

    // An error is a dialog too, and the bill is let through now.
    await press(hall, 'Десерт')
    await hall.dialog().locator('.plugin-item', { hasText: 'Ничего' }).tap()
    await page.locator('dialog .plugin-error').waitFor()
    await inspect(page, `${name}-8-error`)
    await answer(hall, 'ok')
    await hall.do('print-bill')
    await billed(hall, look)
  },
)

test.each(looks)(
  'plugins stand on the payment screen and in their menu: $name',
  {
    timeout: 180_000,
  },
  async (look) => {
    const hall = await waiter(look)
    const { page } = hall
    const name = `plugins-${look.name}`
    await hall.openOrder(look.language === 'ru' ? 5 : 6)
    await hall.addDishes(soup(look))
    await press(hall, 'Десерт')
    await hall.dialog().locator('.plugin-item', { hasText: 'Ничего' }).tap()
    await answer(hall, 'ok')
    await hall.do('print-bill')
    // The row of buttons is another one then; a finger that comes in between meets neither.
    await billed(hall, look)
    await hall.do('take-payment')
    const more = hall.dialog().locator('[data-action="plugins"]')
    await more.waitFor()
    const log = join(evening.server.dataDir, 'CashServer/Logs/plugin-desserts.log')
    await expect.poll(() => readFileSync(log, 'utf8')).toContain('lines of the payment: 0')
    await inspect(page, `${name}-9-payment`)
    await more.tap()
    await plugin(hall, 'Бонусы гостя').waitFor()
    await inspect(page, `${name}-10-menu-of-payment`)
    await plugin(hall, 'Бонусы гостя').tap()
    await titled(hall, 'Бонусы гостя').waitFor()
    await inspect(page, `${name}-11-card`)
    await hall.dialog().getByRole('radio').nth(2).tap()
    await inspect(page, `${name}-12-text`)
    await hall.closeDialog()
    await hall.closeDialog()

    // The menu of all screens; a dialog that is left open goes with its screen.
    await hall.enter()
    await page.locator('.pos-head [data-action="plugins"]').tap()
    await plugin(hall, 'Итоги десертов').tap()
    await titled(hall, 'Итоги десертов').waitFor()
    await inspect(page, `${name}-13-message`)
    await answer(hall, 'ok')
    await page.locator('dialog').waitFor({ state: 'detached' })

    // Whoever reads the screen in another language: plugins may speak it from now on.
    await page.locator('.user-button').tap()
    const other = look.language === 'ru' ? 'Eng' : 'Рус'
    await hall.dialog().getByRole('radio', { name: other }).tap()
    const culture = look.language === 'ru' ? 'en-GB' : 'ru-RU'
    await expect.poll(() => readFileSync(log, 'utf8')).toContain(`the screen is read in ${culture}`)
  },
)
