import { expect, test } from 'vitest'
import { Catalog } from '../../domain/reference/catalog.ts'
import { dayOfCycle, techCardsOf } from '../../domain/stock/tech-cards.ts'
import { isUuid } from '../../kernel/ids.ts'
import { demoChain } from './index.ts'

const chain = demoChain()
const catalog = new Catalog(
  chain.tenant.id,
  1n,
  chain.items.map((item) => ({ ...item, revision: 1n })),
)

/** What a field that holds an id points at: a book, or things that live inside items of a book. */
const targets: Record<string, readonly string[]> = {
  primaryStores: ['store'],
  secondaryAccounts: ['account', 'store'],
  organizationId: ['organization'],
  organizationIds: ['organization'],
  terminalGroupId: ['terminalGroup'],
  terminalGroupIds: ['terminalGroup'],
  productId: ['product'],
  deliveryServiceProductId: ['product'],
  defaultDeliveryServiceProductId: ['product'],
  forbiddenModifierIds: ['product'],
  parentId: ['productGroup'],
  'cashFlowCategory.parentId': ['cashFlowCategory'],
  cashFlowCategoryId: ['cashFlowCategory'],
  groupId: ['productGroup'],
  parentGroupId: ['productGroup'],
  'groupModifiers.id': ['productGroup'],
  productCategoryId: ['productCategory'],
  'categoryPercents.categoryId': ['productCategory'],
  categoryId: ['comboCategory'],
  comboIds: ['comboAction'],
  sizeScaleId: ['sizeScale'],
  sizeId: ['size'],
  disabledSizeIds: ['size'],
  cookingPlaceId: ['cookingPlace'],
  cookingPlaceIds: ['cookingPlace'],
  taxCategoryId: ['taxCategory'],
  ediSystemId: ['ediSystem'],
  allergenIds: ['allergenGroup'],
  priceCategoryId: ['priceCategory'],
  priceCategoryIds: ['priceCategory'],
  'includeForCategories.categoryId': ['priceCategory'],
  'pricesForCategories.categoryId': ['priceCategory'],
  scheduleId: ['periodSchedule'],
  entityId: ['product', 'productGroup'],
  accountId: ['account'],
  chiefAccountId: ['account'],
  conceptionId: ['conception'],
  teamId: ['waiterTeam'],
  discountTypeId: ['discountType'],
  paymentTypeIds: ['paymentType'],
  defaultCallCenterPaymentTypeId: ['paymentType'],
  roleIds: ['role'],
  storeId: ['store'],
  storeFromId: ['store'],
  storeToId: ['store'],
  expenseAccountId: ['account'],
  'cashOrder.typeId': ['payInOutType'],
  typeId: ['payInOutType'],
  defaultStoreId: ['store'],
  counteragentId: ['counteragent'],
  supplierId: ['counteragent'],
  supplierProductId: ['product'],
  containerId: ['container'],
  employeeId: ['employee'],
  cityId: ['city'],
  defaultDeliveryCityId: ['city'],
  deliveryCityIds: ['city'],
  streetId: ['street'],
  'conditions.categoryIds': ['guestCategory', 'productCategory'],
  'lines.categoryIds': ['productCategory'],
  productIds: ['product'],
  seriesId: ['couponSeries'],
  manualConditionId: ['manualCondition'],
  comboActionIds: ['comboAction'],
  'members.programId': ['loyaltyProgram'],
  'members.categoryId': ['guestCategory'],
  'members.guestId': ['guest'],
}
/** Ids that items bring with them, or that belong to parts of the platform without books. */
const own = new Set([
  'sizes.id',
  'items.id',
  'tables.id',
  'tables.posId',
  'groups.id',
  'sections.id',
  'modifierSchemaId',
  'programId',
  'applicableMarketingCampaigns',
  'documents.id',
  'cashMoves.id',
  'wallet.id',
  'campaigns.id',
  'orderBindings.id',
  'registrationBindings.id',
  'conditions.id',
  'actions.id',
  'coupons.id',
  'apiKeys.id',
  'apiKeys.apiLogin',
])

const known = new Map<string, string>()
for (const { id } of chain.guests) known.set(id, 'guest')
for (const { book, id, body } of chain.items) {
  if (!known.has(id)) known.set(id, book)
  if (book === 'sizeScale') for (const size of body.sizes) known.set(size.id, 'size')
}

/** Complaints about ids inside a value; `name` is the field, `owner` the field of the object around it. */
function complaints(value: unknown, name: string, owner: string): string[] {
  if (typeof value === 'string') {
    const field = `${owner}.${name}`
    if (!isUuid(value) || own.has(field) || own.has(name)) return []
    const target = targets[field] ?? targets[name]
    if (!target) return [`nobody says what ${field} points at`]
    return target.includes(known.get(value) ?? '')
      ? []
      : [`${field} ${value} is ${known.get(value) ?? 'unknown'}`]
  }
  if (Array.isArray(value)) return value.flatMap((each) => complaints(each, name, owner))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, member]) =>
    isPriceKey(key) ? priceComplaints(key) : complaints(member, key, name),
  )
}
const isPriceKey = (key: string): boolean => isUuid(key.split(':')[0] ?? '')
function priceComplaints(key: string): string[] {
  const [productId, sizeId] = key.split(':')
  const product = catalog.find('product', productId)
  if (!product) return [`price of unknown product ${productId}`]
  const scale = catalog.find('sizeScale', product.body.sizeScaleId)
  const fits = scale
    ? scale.body.sizes.some(({ id }) => id === sizeId) && !product.body.disabledSizeIds.includes(sizeId ?? '')
    : sizeId === undefined
  return fits ? [] : [`price of ${product.body.name} in size ${sizeId}`]
}

test('every reference of an item resolves', () => {
  const found = chain.items.flatMap(({ book, organizationId, body }) => [
    ...complaints(organizationId, 'organizationId', book),
    ...complaints(body, book, ''),
  ])
  expect(found).toEqual([])
})

test.each(['pins', 'stopList', 'documents', 'cashMoves', 'apiKeys', 'loyalty'] as const)(
  'every reference of %s resolves',
  (part) => {
    expect(complaints(chain[part], part, '')).toEqual([])
  },
)

test('modifier groups contain modifiers of their own group only', () => {
  for (const { body } of catalog.all('product')) {
    for (const group of body.groupModifiers) {
      expect(catalog.living('productGroup', group.id)?.body.isGroupModifier, body.name).toBe(true)
      expect(group.children.length).toBeGreaterThan(0)
      for (const { productId } of group.children) {
        const modifier = catalog.living('product', productId)?.body
        expect([modifier?.type, modifier?.parentGroupId]).toEqual(['Modifier', group.id])
      }
    }
    for (const { productId } of body.modifiers)
      expect(catalog.living('product', productId)?.body.type).toBe('Modifier')
  }
})

test('what is sold stands under a living group that belongs to the menu', () => {
  for (const { isDeleted, body } of catalog.all('product')) {
    expect(catalog.find('productGroup', body.parentGroupId)?.isDeleted, body.name).toBe(isDeleted)
  }
})

test('positions of combos name a size exactly where the product has sizes', () => {
  for (const { organizationId, body } of catalog.all('comboAction')) {
    expect(body.groups.filter(({ isMainGroup }) => isMainGroup)).toHaveLength(1)
    for (const { productId, sizeId } of body.groups.flatMap(({ products }) => products)) {
      const organizations = organizationId
        ? [organizationId]
        : catalog.all('organization').map(({ id }) => id)
      for (const id of organizations) {
        const name = catalog.find('product', productId)?.body.name
        expect(catalog.price(id, productId, sizeId), `${body.name}: ${name}`).not.toBeNull()
      }
    }
  }
})

test('tech cards take ingredients that are not on the menu', () => {
  const cards = catalog.all('techCard')
  expect(cards.length).toBeGreaterThan(10)
  for (const { body } of cards) {
    expect(body.items.length).toBeGreaterThan(0)
    const sizes = catalog.find('sizeScale', catalog.find('product', body.productId)?.body.sizeScaleId)?.body
      .sizes
    for (const { productId, gross, sizeId } of body.items) {
      expect(catalog.living('product', productId)?.body.type).toBe('Good')
      expect(gross > 0n).toBe(true)
      if (sizeId !== null) expect(sizes?.map(({ id }) => id)).toContain(sizeId)
    }
    expect(dayOfCycle(techCardsOf(catalog), body.productId)).toBeNull()
  }
})

test('restricted keys name menus that exist', () => {
  const numbers = catalog.all('externalMenu').map(({ body }) => body.number)
  for (const key of chain.apiKeys) expect(numbers).toEqual(expect.arrayContaining(key.externalMenuNumbers))
})
