import { expect, test } from 'vitest'
import { openBackOffice } from '../support/back-office.ts'
import { productByCode } from '../support/orders.ts'
import { HallScreen } from './drivers/hall.ts'
import { openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { ordersAt } from './support/hall.ts'
import { inspect, looks } from './support/inspect.ts'

const evening = anEvening()
const words = {
  ru: { steak: 'Стейк рибай', group: 'Гриль', desserts: 'Десерты' },
  en: { steak: 'Ribeye steak', group: 'Grill', desserts: 'Desserts' },
}
const tableOf = { ru: 1, en: 2 }

/** Guests have sat down, and their order is on the screen. */
async function seatGuests(look: (typeof looks)[number], pin: string, table: number): Promise<HallScreen> {
  const { browser, server } = evening
  const till = new HallScreen(await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, look))
  await till.logIn(pin)
  await till.enter()
  await till.openOrder(table)
  return till
}

type Modifier = { product: { id: string }; amount: number }

test.each(looks)(
  'a steak is changed before the kitchen has it, and asked for once more: $name',
  async (look) => {
    const { server } = evening
    const table = tableOf[look.language]
    const waiter = await seatGuests(look, '2222', table)
    const { page } = waiter
    await waiter.addDishes({ group: words[look.language].group, code: '10501' })
    await waiter.waitUntilTold()
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

    // Somebody else at the table wants the same; the kitchen has the first one.
    const steaks = waiter.item(words[look.language].steak)
    await steaks.tap()
    await waiter.do('print-chosen')
    await page.locator('[data-action="print-chosen"]').waitFor({ state: 'detached' })
    await steaks.tap()
    await page.locator('[data-action="composition"][aria-disabled]').waitFor()
    await waiter.do('repeat')
    await steaks.nth(1).waitFor()
    await expect.poll(async () => (await ordersAt(server, table))[0].order.items.length).toBe(2)
    await inspect(page, `repeated-${look.name}`)
    const [{ order }] = await ordersAt(server, table)
    const [first, second] = order.items
    expect([first.status, second.status]).toEqual(['PrintedNotCooking', 'Added'])
    expect(idsOf(second).sort()).toEqual(idsOf(after).sort())
    expect(order.sum).toBe(2 * after.sum)
  },
)

/** The chain lets whoever sells it say what it costs. */
async function openPriceOf(code: string): Promise<void> {
  const { server } = evening
  const office = await openBackOffice(server)
  const id = productByCode(server.chain, code)
  const { json } = await office.get(`/v2/entities/products/list?ids=${id}`)
  const saved = await office.postJson('/v2/entities/products/update', { ...json[0], canSetOpenPrice: true })
  expect(saved.json).toMatchObject({ result: 'SUCCESS' })
}

test.each(looks)('a dish without a price of its own costs what the manager says: $name', async (look) => {
  const { server } = evening
  await openPriceOf('50001')
  const table = 2 + tableOf[look.language]
  const manager = await seatGuests(look, '1111', table)
  const { page } = manager
  const type = async (...digits: string[]): Promise<void> => {
    for (const digit of digits) await manager.dialog().locator('.pad-key', { hasText: digit }).first().tap()
  }
  const costs = async (): Promise<number> => (await ordersAt(server, table))[0].order.sum
  await manager.do('add-items')
  await page.locator('.picker-group', { hasText: words[look.language].desserts }).tap()
  await page.locator('[data-product="50001"]').tap()
  await type('2', '5', '0', '0')
  await inspect(page, `open-price-${look.name}`)
  await manager.do('take-dish')
  await page.locator('.basket-line').waitFor()
  await manager.do('add')
  await manager.waitUntilTold()
  expect(await costs()).toBe(2500)

  await page.locator('button.item').first().tap()
  await manager.do('composition')
  await type('3', '0', '0', '0')
  await manager.do('take-dish')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
  expect(await costs()).toBe(3000)
})
