import { expect, test } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { HallScreen } from './drivers/hall.ts'
import { openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { ordersAt } from './support/hall.ts'
import { inspect, looks } from './support/inspect.ts'

const evening = anEvening()
const words = {
  ru: { steak: 'Стейк рибай', group: 'Гриль' },
  en: { steak: 'Ribeye steak', group: 'Grill' },
}
const tableOf = { ru: 1, en: 2 }

type Modifier = { product: { id: string }; amount: number }

test.each(looks)('a guest wants the steak otherwise before the kitchen has it: $name', async (look) => {
  const { browser, server } = evening
  const table = tableOf[look.language]
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, look)
  await enterPin(page, '2222')
  await page.locator('.board').waitFor()
  const waiter = new HallScreen(page)
  await waiter.enter()
  await waiter.openOrder(table)
  await waiter.addDishes({ group: words[look.language].group, code: '10501' })
  const ordered = async () => {
    const [{ order }] = await ordersAt(server, table)
    return { ...order.items[0], sum: order.sum }
  }
  const before = await ordered()

  await waiter.item(words[look.language].steak).tap()
  await waiter.do('composition')
  const groups = page.locator('.modifier-group')
  await groups.nth(0).locator('.option').first().tap()
  await groups.nth(2).locator('.stepper-more').first().tap()
  await inspect(page, `recompose-${look.name}`)
  await waiter.do('take-dish')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
  const after = await ordered()
  const idsOf = ({ modifiers }: { modifiers: Modifier[] }): string[] =>
    modifiers.map(({ product }) => product.id)
  expect(after.modifiers).toHaveLength(before.modifiers.length + 1)
  expect(idsOf(after).filter((id) => idsOf(before).includes(id))).toHaveLength(1)
  expect(after.sum).toBeGreaterThan(before.sum)
})
