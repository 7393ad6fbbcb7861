import { expect, test } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { HallScreen } from './drivers/hall.ts'
import { type Look, openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { inspect, looks } from './support/inspect.ts'

const evening = anEvening((server) => Promise.resolve(server.clock.setSpeed(0)))

async function barman(look: Look = {}): Promise<HallScreen> {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=malysheva`, look)
  await enterPin(page, '1113')
  await page.locator('.board').waitFor()
  const hall = new HallScreen(page)
  await hall.visit('#/hall/tabs', '.search-input')
  return hall
}
const tile = (hall: HallScreen, name: string) => hall.page.locator(`[data-tab="${name}"]`)

async function openTab(hall: HallScreen, name: string): Promise<void> {
  await hall.page.locator('[data-action="new-tab"]').tap()
  await hall.dialog().locator('input').fill(name)
  await hall.do('open-tab')
  await hall.page.locator('.card', { hasText: name }).waitFor()
  await hall.visit('#/hall/tabs', '.search-input')
}

test('guests at the bar have tabs by name: opened, found, ordered on; a name is not given twice', async () => {
  const hall = await barman()
  await openTab(hall, 'Семён у стойки')
  await openTab(hall, 'Алёна')
  await hall.page.locator('.search-input').fill('алена')
  await tile(hall, 'Семён у стойки').waitFor({ state: 'detached' })
  await tile(hall, 'Алёна').tap()
  await hall.page.locator('.card', { hasText: 'Алёна' }).waitFor()
  await hall.visit('#/hall/tabs', '.search-input')
  await hall.page.locator('[data-action="new-tab"]').tap()
  await hall.dialog().locator('input').fill('алёна')
  await hall.dialog().locator('.fact-alert', { hasText: 'уже открыт' }).waitFor()
  await hall.pressLocked(hall.dialog().locator('[data-action="open-tab"]'))
  await hall.closeDialog()
  await hall.page.locator('.search-input').fill('никого')
  await hall.page.locator('.empty', { hasText: 'Таба с таким именем нет' }).waitFor()
  expect(await tile(hall, 'Алёна').count()).toBe(0)
})

test('a tab that is opened while the till is away waits under its name', async () => {
  const { server } = evening
  const hall = await barman()
  await server.loseScreens()
  await hall.page.locator('.banner', { hasText: 'Касса не отвечает' }).waitFor()
  await hall.page.locator('[data-action="new-tab"]').tap()
  await hall.dialog().locator('input').fill('Без сети')
  await hall.do('open-tab')
  await hall.page.locator('.card', { hasText: 'Без сети' }).waitFor()
  await server.returnScreens()
  await hall.page.locator('.banner-lost').waitFor({ state: 'detached' })
  await hall.page.locator('[data-unsent]').waitFor({ state: 'detached' })
  await hall.visit('#/hall/tabs', '.search-input')
  await tile(hall, 'Без сети').filter({ hasText: '№' }).waitFor()
})

test.each(looks)('tabs can be read and touched by everybody: $name', async (look) => {
  const hall = await barman(look)
  await openTab(hall, `Анна-Мария Константинопольская ${look.name}`)
  await inspect(hall.page, `tabs-${look.name}-1-list`)
  await hall.page.locator('[data-action="new-tab"]').tap()
  await inspect(hall.page, `tabs-${look.name}-2-new`)
})
