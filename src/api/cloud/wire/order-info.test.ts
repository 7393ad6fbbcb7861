import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CloudOrder } from '../../../app/ports.ts'
import type { DeliveryOrder, Payment } from '../../../domain/orders/order.ts'
import {
  aContact,
  aDeliveryPoint,
  anItem,
  aPayment,
  aPlacedOrder,
  aTill,
  noon,
} from '../../../domain/orders/testing/a-till.ts'
import { orderTotals } from '../../../domain/orders/totals.ts'
import { aCatalog, changedItem } from '../../../domain/reference/testing/a-catalog.ts'
import { anId, bookItem, ids } from '../../../domain/reference/testing/catalog-ids.ts'
import { createValidators } from '../validation.ts'
import { type OrderInfoContext, renderOrderInfo } from './order-info.ts'

const validators = createValidators()
const revision = BigInt(noon) * 1000n + 999n
const nobody = '00000000-0000-0000-0000-000000000000'

const aCloudOrder = (state: DeliveryOrder | null, changes: Partial<CloudOrder> = {}): CloudOrder => ({
  tenantId: ids.tenant,
  organizationId: ids.organization,
  id: ids.order,
  terminalGroupId: ids.terminalGroup,
  loginId: null,
  sourceKey: null,
  externalNumber: 'A-17',
  creationStatus: state ? 'Success' : 'InProgress',
  error: null,
  revision,
  receivedAt: noon,
  receivedFromFrontAt: noon + 1_500,
  contactId: ids.contact,
  trackingLink: null,
  state,
  ...changes,
})

const aView = (changes: Partial<OrderInfoContext> = {}): OrderInfoContext => ({
  catalog: aCatalog(),
  contacts: new Map([[ids.contact, aContact()]]),
  returnExternalDataKeys: [],
  ...changes,
})

/** Renders and holds every answer against the published schema. */
function shown(order: CloudOrder, view: OrderInfoContext = aView()) {
  const info = renderOrderInfo(order, view)
  const answer = { correlationId: anId(1), orders: [info] }
  const wire = JSON.parse(JSON.stringify(answer))
  expect(validators.answer('/api/1/deliveries/by_id', 200, wire)).toEqual([])
  return info
}

function shownOrder(state: DeliveryOrder, view?: OrderInfoContext) {
  const { order } = shown(aCloudOrder(state), view)
  if (!order) throw new Error('the order is not shown')
  return order
}

describe('the three states of a creation', () => {
  test('in progress: nothing but the envelope', () => {
    expect(shown(aCloudOrder(null))).toEqual({
      id: ids.order,
      posId: null,
      externalNumber: 'A-17',
      organizationId: ids.organization,
      timestamp: noon,
      creationStatus: 'InProgress',
      errorInfo: null,
      order: null,
    })
  })

  test('failed: the reason, no order', () => {
    const error = { code: 'till.timeout', params: {} } as const
    const info = shown(aCloudOrder(null, { creationStatus: 'Error', error }))
    expect(info).toMatchObject({
      creationStatus: 'Error',
      order: null,
      errorInfo: {
        code: 'Common',
        message: 'Creation timeout expired, order automatically transited to error creation status',
      },
    })
  })

  test('done: the order with the id of its till', () => {
    const state = aPlacedOrder()
    expect(shown(aCloudOrder(state))).toMatchObject({ posId: state.posId, order: { number: 7 } })
  })
})

describe('times', () => {
  const inUrals = aCatalog({ terminalGroup: { timeZone: 'Asia/Yekaterinburg' } })
  test('are local for the till, but for those that are UTC', () => {
    const state = { ...aPlacedOrder(), whenPrinted: noon, whenDelivered: noon + 1, whenClosed: null }
    expect(shownOrder(state, aView({ catalog: inUrals }))).toMatchObject({
      whenCreated: '2026-03-13 14:00:00.000',
      whenPrinted: '2026-03-13 14:00:00.000',
      whenDelivered: '2026-03-13 14:00:00.001',
      whenClosed: null,
      whenReceivedByApi: '2026-03-13 09:00:00.000',
      whenReceivedFromFront: '2026-03-13 09:00:01.500',
      isAsap: true,
    })
  })

  test('an order born at the till was not received by the API', () => {
    const { order } = shown(aCloudOrder(aPlacedOrder(), { receivedAt: null }))
    expect(order?.whenReceivedByApi).toBeNull()
  })
})

describe('sums', () => {
  const items = [
    anItem(ids.steak, {
      modifiers: [
        { positionId: null, productId: ids.rare, groupId: ids.donenessGroup, amount: 1000n, price: null },
      ],
    }),
    anItem(ids.soup, { amount: 3000n }),
    anItem(ids.cheese, { amount: 333n }),
  ]

  test('an item and its modifiers sum to the order, discounts included', () => {
    const discounts = [{ source: 'RMS', discountTypeId: ids.tenPercent, sum: null, positions: null }] as const
    const state = aPlacedOrder({ items, discounts: [...discounts] })
    const order = shownOrder(state)
    const cents = (sum: number | undefined) => Math.round((sum ?? 0) * 100)
    const total = order.items.reduce((sum, item) => {
      if (item.type !== 'Product') throw new Error('only products here')
      const modifiers = item.modifiers?.reduce((all, modifier) => all + cents(modifier.resultSum), 0) ?? 0
      return sum + cents(item.resultSum) + modifiers
    }, 0)
    expect(total).toBe(cents(order.sum))
    expect(order.sum).toBe(Number(orderTotals(state).sum) / 100)
    expect(order.discounts).toMatchObject([
      { discountType: { name: 'Ten percent' }, selectivePositions: null, selectivePositionsWithSum: null },
    ])
  })

  test('a discount of chosen positions names them with their sums', () => {
    const positionId = anId(0x9010)
    const state = aPlacedOrder({
      items: [anItem(ids.soup, { positionId }), anItem(ids.soup)],
      discounts: [{ source: 'RMS', discountTypeId: ids.selective, sum: null, positions: [positionId] }],
    })
    expect(shownOrder(state).discounts).toMatchObject([
      { sum: 70, selectivePositions: [positionId], selectivePositionsWithSum: [{ positionId, sum: 70 }] },
    ])
  })

  test('processed payments count, planned ones do not; bonuses are read as external', () => {
    const planned = aPayment(ids.cash, 10_050n)
    const taken = aPayment(ids.card, 20_000n, { isProcessedExternally: true })
    const additionalData = { credential: 'card-77', searchScope: 'CardNumber' }
    const bonus = aPayment(ids.bonus, 100n, { additionalData })
    const order = shownOrder(aPlacedOrder({ items, payments: [planned, taken, bonus] }))
    expect(order.processedPaymentsSum).toBe(200)
    expect(order.payments).toEqual([
      {
        paymentType: { id: ids.cash, name: 'Cash', kind: 'Cash' },
        sum: 100.5,
        isPreliminary: true,
        isExternal: true,
        isProcessedExternally: false,
        isFiscalizedExternally: false,
        isPrepay: false,
      },
      expect.objectContaining({ isPreliminary: false, isProcessedExternally: true }),
      expect.objectContaining({ paymentType: { id: ids.bonus, name: 'Bonus', kind: 'External' } }),
    ])
    expect(JSON.stringify(order)).not.toContain('card-77')
  })

  test('tips with and without a type', () => {
    const tips = (tipsTypeId: string | null) => ({ ...aPayment(ids.card, 100n), tipsTypeId })
    const order = shownOrder(aPlacedOrder({ tips: [tips(ids.tips), tips(null)] }))
    expect(order.tips?.map((tip) => tip.tipsType)).toEqual([{ id: ids.tips, name: 'Tips' }, undefined])
  })

  test('yen have no cents', () => {
    const currency = { isoName: 'JPY', scale: 0, minimumDenomination: 1 }
    const catalog = aCatalog({ organization: { currency } })
    const state = aPlacedOrder({}, aTill({ catalog }))
    expect(shownOrder(state, aView({ catalog })).sum).toBe(35_000)
  })
})

describe('items', () => {
  test('a product with size, modifiers and the tax of its category', () => {
    const taxCategory = bookItem('taxCategory', anId(0x9020), { name: 'VAT', percentage: 20 })
    const steak = changedItem('product', ids.steak, { taxCategoryId: anId(0x9020) })
    const catalog = aCatalog({ items: [taxCategory, steak] })
    const rare = {
      positionId: null,
      productId: ids.rare,
      groupId: ids.donenessGroup,
      amount: 1000n,
      price: null,
    }
    const state = aPlacedOrder(
      { items: [anItem(ids.steak, { modifiers: [rare], comment: 'no salt' })] },
      aTill({ catalog }),
    )
    const positionId = state.items[0]?.positionId
    expect(shownOrder(state, aView({ catalog })).items[0]).toMatchObject({
      type: 'Product',
      status: 'Added',
      deleted: null,
      comment: 'no salt',
      amount: 1,
      positionId,
      product: { id: ids.steak },
      taxPercent: 20,
      comboInformation: null,
      modifiers: [
        {
          product: { id: ids.rare, name: 'Rare' },
          productGroup: { id: ids.donenessGroup },
          amount: 1,
          amountIndependentOfParentAmount: false,
          taxPercent: null,
          deleted: null,
        },
      ],
    })
  })

  test('a compound dish: halves, indivisible modifiers and the scheme; a discount names a half', () => {
    const half = { productId: ids.pizza, price: null, modifiers: [] }
    const ham = {
      positionId: null,
      productId: ids.ham,
      groupId: ids.toppingGroup,
      amount: 1000n,
      price: null,
    }
    const thick = { ...ham, productId: ids.thick, groupId: ids.crustGroup }
    const positionId = anId(0x9030)
    const state = aPlacedOrder({
      items: [
        {
          kind: 'Compound',
          positionId: null,
          sizeId: ids.small,
          amount: 1000n,
          comment: null,
          combo: null,
          primary: { ...half, positionId, modifiers: [ham] },
          secondary: { ...half, productId: ids.otherPizza, positionId: null },
          modifiers: [thick],
        },
      ],
      discounts: [{ source: 'RMS', discountTypeId: ids.selective, sum: null, positions: [positionId] }],
    })
    const order = shownOrder(state)
    expect(order.items[0]).toMatchObject({
      type: 'Compound',
      size: { id: ids.small },
      primaryComponent: { product: { id: ids.pizza }, positionId, modifiers: [{ product: { id: ids.ham } }] },
      secondaryComponent: { product: { id: ids.otherPizza }, modifiers: [] },
      commonModifiers: [{ product: { id: ids.thick } }],
      template: { id: ids.pizzaScheme },
    })
    expect(order.discounts?.[0]?.selectivePositionsWithSum).toMatchObject([{ positionId }])
  })

  test('a combo and its members', () => {
    const member = { comboId: ids.combo, comboSourceId: ids.lunch, groupName: null }
    const state = aPlacedOrder({
      combos: [
        {
          id: ids.combo,
          name: 'Lunch',
          amount: 1,
          price: 40_000n,
          sourceId: ids.lunch,
          programId: null,
          sizeId: null,
        },
      ],
      items: [
        anItem(ids.soup, { combo: { ...member, groupId: ids.lunchMain } }),
        anItem(ids.tea, { combo: { ...member, groupId: ids.lunchDrink } }),
      ],
    })
    const order = shownOrder(state)
    expect(order.combos).toEqual([
      { id: ids.combo, name: 'Lunch', amount: 1, price: 400, sourceId: ids.lunch, size: null },
    ])
    expect(order.items[0]?.comboInformation).toMatchObject({
      comboId: ids.combo,
      comboSourceId: ids.lunch,
      groupId: ids.lunchMain,
    })
    expect(order.sum).toBe(400)
  })

  test('a deleted item stays, costs nothing and says why', () => {
    const state = aPlacedOrder({ items: [anItem(ids.soup), anItem(ids.tea)] })
    const [soup, ...rest] = state.items
    if (!soup) throw new Error('no soup')
    const deletion = { comment: 'spilt', writeoffUserId: null, at: noon }
    const withType = { ...deletion, removalType: { id: ids.toCafe, name: 'Spoiled' } }
    const seen = (deleted: typeof withType | (typeof deletion & { removalType: null })) =>
      shownOrder({ ...state, items: [{ ...soup, deleted }, ...rest] }).items[0]
    expect(seen(withType)).toMatchObject({
      resultSum: 0,
      deleted: {
        deletionMethod: {
          id: ids.toCafe,
          comment: 'spilt',
          removalType: { id: ids.toCafe, name: 'Spoiled' },
        },
      },
    })
    expect(seen({ ...deletion, removalType: null })?.deleted?.deletionMethod.removalType.id).toBe(nobody)
  })
})

describe('people and places', () => {
  const withContact = (changes: Parameters<typeof aContact>[0]) =>
    aView({ contacts: new Map([[ids.contact, aContact(changes)]]) })

  test('a regular guest has the id of the book', () => {
    const order = shownOrder(aPlacedOrder({ guestId: ids.guest }))
    expect(order).toMatchObject({ phone: '+79005550101', phoneExtension: null })
    expect(order.customer).toMatchObject({ type: 'regular', id: ids.guest, name: 'Anna', inBlacklist: false })
  })

  test('a guest for once and nobody', () => {
    const state = aPlacedOrder()
    const once = withContact({ customer: { type: 'one-time', name: 'Vera' }, phoneExtension: '12' })
    expect(shownOrder(state, once)).toMatchObject({
      phoneExtension: '12',
      customer: { type: 'one-time', name: 'Vera' },
    })
    expect(shownOrder(state, withContact({ customer: null })).customer).toBeNull()
  })

  test('a birthday is a date at midnight', () => {
    const customer = { ...aContact().customer, type: 'regular', birthdate: '1990-02-03' } as never
    expect(shownOrder(aPlacedOrder(), withContact({ customer })).customer).toMatchObject({
      birthdate: '1990-02-03 00:00:00.000',
    })
  })

  test('a street of the book and the words of a client', () => {
    const at = (street: object) =>
      shownOrder(aPlacedOrder(), withContact({ deliveryPoint: aDeliveryPoint({ street: street as never }) }))
        .deliveryPoint?.address
    expect(
      at({ id: ids.street, classifierId: null, name: 'Green', city: { id: ids.city, name: 'Kazan' } }),
    ).toEqual({
      street: { id: ids.street, name: 'Green', city: { id: ids.city, name: 'Kazan' } },
      line1: null,
      index: null,
      house: '5',
      building: null,
      flat: '12',
      entrance: null,
      floor: null,
      doorphone: null,
      region: null,
    })
    expect(at({ id: null, classifierId: null, name: 'Lost lane', city: null })?.street).toEqual({
      id: nobody,
      name: 'Lost lane',
      city: { id: nobody, name: '' },
    })
  })

  test('a destroyed record leaves nothing personal', () => {
    const order = shownOrder(aPlacedOrder(), aView({ contacts: new Map() }))
    expect(order).toMatchObject({ customer: null, phone: '', deliveryPoint: null })
    expect(JSON.stringify(order)).not.toContain('Anna')
  })
})

describe('the course of the order', () => {
  test('courier, operator with his phone, problem', () => {
    const operator = changedItem('employee', ids.operator, { phone: '+79001112233' })
    const state: DeliveryOrder = {
      ...aPlacedOrder({ operatorId: ids.operator }),
      courier: { id: ids.courier, name: 'Gleb', phone: null, isSelectedManually: true },
      problem: { hasProblem: true, description: 'late' },
    }
    expect(shownOrder(state, aView({ catalog: aCatalog({ items: [operator] }) }))).toMatchObject({
      courierInfo: {
        courier: { id: ids.courier, name: 'Gleb', phone: null },
        isCourierSelectedManually: true,
      },
      operator: { id: ids.operator, name: 'Olga', phone: '+79001112233' },
      problem: { hasProblem: true, description: 'late' },
    })
  })

  test('cancelled with and without a cause, moved to another order', () => {
    const moved = anId(0x9040)
    const target = { terminalGroupId: ids.secondGroup, organizationId: ids.organization }
    const cancelled = (cause: DeliveryOrder['operator']) =>
      shownOrder(
        {
          ...aPlacedOrder(),
          status: 'Cancelled',
          cancel: { at: noon, cause, comment: 'changed mind', movedOrderId: moved },
        },
        aView({ movedTo: new Map([[moved, target]]) }),
      )
    expect(cancelled({ id: ids.cancelCause, name: 'Guest refused' })).toMatchObject({
      status: 'Cancelled',
      cancelInfo: {
        whenCancelled: '2026-03-13 12:00:00.000',
        cause: { id: ids.cancelCause, name: 'Guest refused' },
        comment: 'changed mind',
      },
      movedToDeliveryId: moved,
      movedToTerminalGroupId: ids.secondGroup,
      movedToOrganizationId: ids.organization,
    })
    expect(cancelled(null).cancelInfo?.cause).toEqual({ id: nobody, name: '' })
  })

  test('external data come back for the keys that were asked for', () => {
    const externalData = [
      { key: 'a', value: '1', isPublic: false },
      { key: 'b', value: '2', isPublic: true },
    ]
    const state = aPlacedOrder({ externalData })
    expect(shownOrder(state).externalData).toBeNull()
    expect(shownOrder(state, aView({ returnExternalDataKeys: ['b', 'c'] })).externalData).toEqual([
      { key: 'b', value: '2' },
    ])
  })

  test('the tracking link is the cloud’s own', () => {
    const { order } = shown(aCloudOrder(aPlacedOrder(), { trackingLink: 'https://t.example/1' }))
    expect(order?.trackingLink).toBe('https://t.example/1')
  })
})

/** Every member of the published sample, wherever ours has an object in its place, must be there. */
function missing(sample: unknown, ours: unknown, path = ''): string[] {
  if (Array.isArray(sample)) {
    return Array.isArray(ours) && ours[0] !== undefined ? missing(sample[0], ours[0], `${path}[]`) : []
  }
  if (typeof sample !== 'object' || sample === null || typeof ours !== 'object' || ours === null) return []
  const record = ours as Record<string, unknown>
  return Object.entries(sample).flatMap(([key, value]) =>
    key in record ? missing(value, record[key], `${path}.${key}`) : [`${path}.${key}`],
  )
}

const fixture = new URL(
  '../../../../../shared/fixtures/cloud/doc-delivery-by-id-response.json',
  import.meta.url,
)

test.runIf(existsSync(fixture))('the published sample has no field that we leave out', () => {
  const sample = JSON.parse(readFileSync(fixture, 'utf8'))
  const payments: Payment[] = aPlacedOrder({ payments: [aPayment(ids.cash, 100n)] }).payments
  const state: DeliveryOrder = {
    ...aPlacedOrder({
      items: [
        anItem(ids.steak, {
          modifiers: [
            { positionId: null, productId: ids.rare, groupId: ids.donenessGroup, amount: 1000n, price: null },
          ],
        }),
      ],
      discounts: [{ source: 'RMS', discountTypeId: ids.tenPercent, sum: null, positions: null }],
      operatorId: ids.operator,
    }),
    payments,
    tips: payments.map((payment) => ({ ...payment, tipsType: { id: ids.tips, name: 'Tips' } })),
    courier: { id: ids.courier, name: 'Gleb', phone: null, isSelectedManually: false },
    cancel: {
      at: noon,
      cause: { id: ids.cancelCause, name: 'Guest refused' },
      comment: null,
      movedOrderId: null,
    },
  }
  expect(missing(sample.orders[0], shown(aCloudOrder(state)))).toEqual([])
})
