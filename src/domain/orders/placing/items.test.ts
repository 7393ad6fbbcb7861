import { describe, expect, test } from 'vitest'
import { changedItem } from '../../reference/testing/a-catalog.ts'
import { ids } from '../../reference/testing/catalog-ids.ts'
import type { ItemInput } from '../commands.ts'
import type { CompoundItem } from '../order.ts'
import { anItem, aPlacedOrder, aTill, aChosenModifier as chosen } from '../testing/a-till.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'

const place = (input: ItemInput, till = aTill()) => aPlacedOrder({ items: [input] }, till).items[0]
const refused = (productId: string, changes = {}) => refusalOf(() => place(anItem(productId, changes)))

const half = (productId: string, modifiers: ReturnType<typeof chosen>[] = []) => ({
  productId,
  positionId: null,
  price: null,
  modifiers,
})
type CompoundInput = Extract<ItemInput, { kind: 'Compound' }>
const aPizzaInput = (changes: Partial<CompoundInput> = {}): CompoundInput => ({
  kind: 'Compound',
  positionId: null,
  sizeId: ids.small,
  amount: 1_000n,
  comment: null,
  combo: null,
  primary: half(ids.pizza),
  secondary: null,
  modifiers: [],
  ...changes,
})

test('a dish is remembered by name, price, category and the place that cooks it', () => {
  expect(place(anItem(ids.soup, { positionId: ids.guest, comment: 'hot' }))).toEqual({
    kind: 'Product',
    positionId: ids.guest,
    productId: ids.soup,
    name: 'Borscht',
    size: null,
    amount: 1_000n,
    comment: 'hot',
    combo: null,
    cookingPlaceId: ids.kitchen,
    productCategoryId: ids.soups,
    status: 'Added',
    whenPrinted: null,
    whenCookingStarted: null,
    whenCookingCompleted: null,
    deleted: null,
    isAutomatic: false,
    price: 35_000n,
    pricePredefined: false,
    modifiers: [],
  })
})

describe('a product that cannot be sold [cloud-api §2.4, §4.5]', () => {
  test.each([
    ['unknown', ids.order, 'item.product-unknown'],
    ['switched off', ids.retired, 'item.product-inactive'],
    ['off the menu', ids.offMenu, 'item.not-in-menu'],
    ['without a price in the organization', ids.rare, 'item.not-in-menu'],
    ['without a place that cooks it', ids.unplaced, 'item.no-cooking-place'],
  ] as const)('%s', (_title, productId, code) => {
    expect(refused(productId).code).toBe(code)
  })
  test('deleted, or of another organization', () => {
    const soup = changedItem('product', ids.soup, {})
    const deleted = aTill({}, { items: [{ ...soup, isDeleted: true }] })
    const foreign = aTill({}, { items: [{ ...soup, organizationId: ids.tenant }] })
    expect(codeOf(() => place(anItem(), deleted))).toBe('item.product-inactive')
    expect(codeOf(() => place(anItem(), foreign))).toBe('item.product-unknown')
  })
  test('a service needs no cooking place', () => {
    expect(place(anItem(ids.charge))?.cookingPlaceId).toBeNull()
  })
})

describe('size', () => {
  test('is needed where there is a scale, and must be one of it', () => {
    const pizza = changedItem('product', ids.soup, { sizeScaleId: ids.scale, disabledSizeIds: [ids.large] })
    const till = aTill({}, { items: [pizza] })
    const soup = (sizeId: string | null) => () => place(anItem(ids.soup, { sizeId }), till)
    expect(refusalOf(soup(null))).toEqual({
      code: 'item.size-required',
      params: { name: 'Borscht', scale: 'Pizza sizes' },
    })
    expect(codeOf(soup(ids.order))).toBe('item.size-unknown')
    expect(codeOf(soup(ids.large))).toBe('item.size-unknown')
    expect(codeOf(soup(ids.small))).toBe('item.not-in-menu')
  })
  test('is not for products without a scale', () => {
    expect(refused(ids.soup, { sizeId: ids.small }).code).toBe('item.size-unknown')
  })
})

describe('amount', () => {
  test.each([[0n], [-1_000n], [1_000_000n], [1_500n]])('%s thousandths of a dish are refused', (amount) => {
    expect(refused(ids.soup, { amount }).code).toBe('item.amount-invalid')
  })
  test('what is weighed may be a fraction', () => {
    expect(place(anItem(ids.cheese, { amount: 123n }))?.amount).toBe(123n)
  })
})

describe('price [cloud-api §4.5]', () => {
  const closed = aTill({}, { organization: { openPricesForbidden: true } })
  const priced = (productId: string, price: bigint, till = aTill()) =>
    place(anItem(productId, { price }), till)

  test('of the client stands, and is marked when it is not the one of the till', () => {
    expect(priced(ids.soup, 30_000n)).toMatchObject({ price: 30_000n, pricePredefined: true })
    expect(priced(ids.soup, 35_000n)).toMatchObject({ price: 35_000n, pricePredefined: false })
  })
  test('of the client must be the one of the till where prices are closed', () => {
    expect(refusalOf(() => priced(ids.soup, 30_000n, closed))).toEqual({
      code: 'item.price-differs',
      params: { price: '300', name: 'Borscht', expected: '350' },
    })
    expect(priced(ids.soup, 35_000n, closed)).toMatchObject({ price: 35_000n })
    expect(priced(ids.juice, 1n, closed)).toMatchObject({ price: 1n })
  })
  test('is never negative', () => {
    expect(codeOf(() => priced(ids.soup, -1n))).toBe('request.field-invalid')
  })
  test('of the price category is the price of the till', () => {
    const { items, priceCategory } = aPlacedOrder({ priceCategoryId: ids.appPrices })
    expect(items[0]).toMatchObject({ price: 30_000n, pricePredefined: false })
    expect(priceCategory).toEqual({ id: ids.appPrices, name: 'App' })
  })
})

describe('comment', () => {
  test('up to 255 characters', () => {
    expect(place(anItem(ids.soup, { comment: 'x'.repeat(255) }))?.comment).toHaveLength(255)
    expect(refused(ids.soup, { comment: 'x'.repeat(256) }).code).toBe('item.comment-too-long')
  })
  test('only where the organization wants comments; an empty one is none', () => {
    const mute = aTill({}, { organization: { orderItemCommentEnabled: false } })
    expect(codeOf(() => place(anItem(ids.soup, { comment: 'hot' }), mute))).toBe('item.comment-disabled')
    expect(place(anItem(ids.soup, { comment: '' }), mute)?.comment).toBeNull()
  })
})

describe('positions are unique in the whole system [cloud-api §3.7]', () => {
  test('within the order, modifiers included', () => {
    const sugar = chosen(ids.sugar, 1, null, { positionId: ids.guest })
    const items = [anItem(ids.soup, { positionId: ids.guest }), anItem(ids.tea, { modifiers: [sugar] })]
    expect(refusalOf(() => aPlacedOrder({ items }))).toEqual({
      code: 'item.position-taken',
      params: { positionId: ids.guest },
    })
  })
  test('and outside of it', () => {
    const till = aTill({ isPositionTaken: (positionId) => positionId === ids.guest })
    expect(codeOf(() => place(anItem(ids.soup, { positionId: ids.guest }), till))).toBe('item.position-taken')
  })
})

describe('compound dishes [cloud-api §4.5]', () => {
  test('the kind of the item is the kind of the product', () => {
    expect(refused(ids.pizza, { sizeId: ids.small })).toEqual({
      code: 'item.kind-mismatch',
      params: { name: 'Margherita', expected: 'Compound' },
    })
    expect(codeOf(() => place(aPizzaInput({ primary: half(ids.soup) })))).toBe('item.kind-mismatch')
  })
  test('a whole dish fills the primary component', () => {
    const pizza = place(aPizzaInput({ primary: half(ids.pizza, [chosen(ids.ham, 1, ids.toppingGroup)]) }))
    expect(pizza).toMatchObject({ name: 'Margherita', size: { name: 'S' }, secondary: null })
    expect((pizza as CompoundItem).primary).toMatchObject({
      price: 50_001n,
      modifiers: [{ name: 'Ham', price: 7_000n }],
    })
  })
  test('halves have prices and toppings of their own and share the crust', () => {
    const pizza = place(
      aPizzaInput({
        primary: half(ids.pizza, [chosen(ids.ham, 1, ids.toppingGroup)]),
        secondary: half(ids.otherPizza, [chosen(ids.olives, 2, ids.toppingGroup)]),
        modifiers: [chosen(ids.thick, 1, ids.crustGroup)],
      }),
    ) as CompoundItem
    expect([pizza.primary.price, pizza.secondary?.price]).toEqual([50_001n, 60_000n])
    expect(pizza.secondary?.modifiers[0]?.name).toBe('Olives')
    expect(pizza.modifiers[0]?.name).toBe('Thick')
  })
  test('a divisible group is not common, an indivisible one is not for halves', () => {
    const common = aPizzaInput({ modifiers: [chosen(ids.ham, 1, ids.toppingGroup)] })
    const divided = aPizzaInput({ primary: half(ids.pizza, [chosen(ids.thick, 1, ids.crustGroup)]) })
    expect(codeOf(() => place(common))).toBe('modifier.unknown')
    expect(codeOf(() => place(divided))).toBe('modifier.unknown')
  })
  test('halves are of one modifier scheme', () => {
    expect(codeOf(() => place(aPizzaInput({ secondary: half(ids.soup) })))).toBe('item.kind-mismatch')
    const other = changedItem('product', ids.otherPizza, { modifierSchemaId: ids.order })
    const till = aTill({}, { items: [other] })
    expect(codeOf(() => place(aPizzaInput({ secondary: half(ids.otherPizza) }), till))).toBe(
      'item.kind-mismatch',
    )
  })
  test('the size is needed here as well', () => {
    expect(codeOf(() => place(aPizzaInput({ sizeId: null })))).toBe('item.size-required')
  })
})

describe('the till refuses what it is out of [cloud-api §4.5]', () => {
  const stopped = (productId: string, balance: bigint) =>
    aTill({
      stopList: new Map([[productId, { productId, sizeId: null, balance, isCounted: true, dateAdd: 1 }]]),
    })

  test('a dish, with the balance', () => {
    expect(refusalOf(() => place(anItem(ids.soup), stopped(ids.soup, 0n)))).toEqual({
      code: 'item.stopped',
      params: { name: 'Borscht', balance: '0' },
    })
  })
  test('a modifier, by the amount of all its parents', () => {
    const tea = anItem(ids.tea, { amount: 2_000n, modifiers: [chosen(ids.sugar, 2)] })
    expect(codeOf(() => place(tea, stopped(ids.sugar, 3_999n)))).toBe('item.stopped')
    expect(place(tea, stopped(ids.sugar, 4_000n))).toBeDefined()
  })
})
