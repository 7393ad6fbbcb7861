import { expect, test } from 'vitest'
import type { ItemInput } from '../../domain/orders/commands.ts'
import { aCatalog, changedItem } from '../../domain/reference/testing/a-catalog.ts'
import { ids } from '../../domain/reference/testing/catalog-ids.ts'
import type { App } from '../ports.ts'
import { priceCombo } from './price-combo.ts'

const noon = Date.UTC(2026, 2, 4, 9)

/** Only what the use case asks for; the lunch of the test restaurant is changed a little. */
const appWith = (changes: object): App =>
  ({
    clock: { now: () => noon },
    catalog: async () => aCatalog({ items: [changedItem('comboAction', ids.lunch, changes)] }),
  }) as unknown as App

const member = (groupId: string): ItemInput['combo'] => ({
  comboId: ids.combo,
  comboSourceId: ids.lunch,
  groupId,
  groupName: null,
})
const modifier = (productId: string, units: bigint) => ({
  positionId: null,
  productId,
  groupId: null,
  amount: units * 1000n,
  price: null,
})
const base = { positionId: null, sizeId: null, amount: 1000n, comment: 'hot' }
const soup: ItemInput = {
  ...base,
  kind: 'Product',
  productId: ids.soup,
  price: null,
  modifiers: [],
  combo: member(ids.lunchMain),
}
const tea = (...modifiers: ReturnType<typeof modifier>[]): ItemInput => ({
  ...base,
  kind: 'Product',
  productId: ids.tea,
  price: null,
  modifiers,
  combo: member(ids.lunchDrink),
})
const price = (changes: object, items: ItemInput[]) =>
  priceCombo(appWith(changes), ids.tenant, ids.organization, { sourceId: ids.lunch, items })

/** A fifth off every position, with modifiers. */
const percent = { priceModificationType: 4 as const, priceModification: 2_000n, includeModifiers: true }

test('units that are free of charge cost nothing in a combo too', async () => {
  // 350 and 100 with one paid sugar of three.
  const answer = await price(percent, [soup, tea(modifier(ids.sugar, 3n))])
  expect(answer).toEqual({ price: ((35_000n + 10_500n) * 8n) / 10n, incorrectlyFilledGroups: [] })
})

test('a choice that the till would refuse fills no group', async () => {
  const answer = await price(percent, [soup, tea(modifier(ids.sugar, 9n))])
  expect(answer).toEqual({ price: 0n, incorrectlyFilledGroups: [ids.lunchDrink] })
})

test('where modifiers do not count, only forbidden ones matter', async () => {
  expect((await price({}, [soup, tea(modifier(ids.sugar, 9n))])).price).toBe(40_000n)
  expect((await price({}, [soup, tea(modifier(ids.lemon, 1n))])).incorrectlyFilledGroups).toEqual([
    ids.lunchDrink,
  ])
})

test('the halves of a dish bring their modifiers', async () => {
  const half = (productId: string) => ({ productId, positionId: null, price: null, modifiers: [] })
  const topping = { ...modifier(ids.ham, 1n), groupId: ids.toppingGroup }
  const pizza: ItemInput = {
    ...base,
    kind: 'Compound',
    sizeId: ids.large,
    primary: { ...half(ids.pizza), modifiers: [topping] },
    secondary: half(ids.otherPizza),
    modifiers: [],
    combo: member(ids.lunchMain),
  }
  const choice = (productId: string) => ({
    ...{ productId, sizeId: ids.large, forbiddenModifierIds: [], priceModification: 0n },
  })
  const priceAmong = (...products: string[]) => {
    const groups = [{ id: ids.lunchMain, name: 'Main', isMainGroup: true, products: products.map(choice) }]
    return price({ ...percent, groups }, [pizza])
  }
  const halves = (80_000n + 90_000n) / 2n
  expect((await priceAmong(ids.pizza, ids.otherPizza)).price).toBe(((halves + 7_000n) * 8n) / 10n)
  // Each half is a choice of its own.
  expect(await priceAmong(ids.pizza)).toEqual({ price: 0n, incorrectlyFilledGroups: [ids.lunchMain] })
})

test('both ends of the term belong to it; a combo that is off is not found', async () => {
  const items = [soup, tea()]
  const open = (startDate: string | null, expirationDate: string | null) =>
    price({ startDate, expirationDate }, items)
  expect((await open('2026-03-04', '2026-03-04')).price).toBe(40_000n)
  await expect(open('2026-03-04 12:00:00.001', null)).rejects.toMatchObject({ code: 'combo.unknown' })
  await expect(open(null, '2026-03-03')).rejects.toMatchObject({ code: 'combo.unknown' })
  await expect(price({ isActive: false }, items)).rejects.toMatchObject({ code: 'combo.unknown' })
})
