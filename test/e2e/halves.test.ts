import { expect, test } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { HallScreen } from './drivers/hall.ts'
import { openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { ordersAt } from './support/hall.ts'
import { inspect, looks } from './support/inspect.ts'

const evening = anEvening()
const words = {
  ru: { group: 'Пицца', halves: 'Две половинки' },
  en: { group: 'Pizza', halves: 'Two halves' },
}
const tableOf = { ru: 1, en: 2 }

test.each(looks)('a guest has two fillings on one pizza: $name', async (look) => {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, look)
  await enterPin(page, '2222')
  await page.locator('.board').waitFor()
  const till = new HallScreen(page)
  await till.enter()
  await till.openOrder(tableOf[look.language])
  await till.do('add-items')
  await page.locator('.picker-group', { hasText: words[look.language].group }).first().tap()
  await page.locator('[data-product="20011"]').tap()
  await page.locator('[role="radio"]', { hasText: words[look.language].halves }).tap()
  const fillingsOf = (half: string) => page.locator(`[data-half="${half}"] .modifier-group .option`)
  await fillingsOf('first').nth(0).tap()
  expect(await page.locator('[data-action="take-dish"]').getAttribute('aria-disabled')).toBe('true')
  await fillingsOf('second').nth(1).tap()
  await inspect(page, `halves-${look.name}`)
  await page.locator('[data-action="take-dish"]').tap()
  await page.locator('.basket-line').waitFor()
  await till.do('add')
  await till.waitUntilTold()
  const [{ order }] = await ordersAt(server, tableOf[look.language])
  const [pizza] = order.items
  expect(pizza).toMatchObject({ type: 'Compound', status: 'Added' })
  expect(pizza.primaryComponent.modifiers).toHaveLength(1)
  expect(pizza.secondaryComponent.modifiers).toHaveLength(1)
  expect(pizza.secondaryComponent.modifiers[0].product.id).not.toBe(
    pizza.primaryComponent.modifiers[0].product.id,
  )

  // The second half is to be another one, too; that there are two stays.
  await page.locator('.card .item').first().tap()
  await till.do('composition')
  expect(await page.locator('[role="radio"]', { hasText: words[look.language].halves }).count()).toBe(0)
  await fillingsOf('second').nth(2).tap()
  await inspect(page, `halves-changed-${look.name}`)
  await till.do('take-dish')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
  const [{ order: changed }] = await ordersAt(server, tableOf[look.language])
  const [now] = changed.items
  expect(now.primaryComponent.modifiers).toEqual(pizza.primaryComponent.modifiers)
  expect(now.secondaryComponent.modifiers).toHaveLength(1)
  expect(now.secondaryComponent.modifiers[0].product.id).not.toBe(
    pizza.secondaryComponent.modifiers[0].product.id,
  )
})
