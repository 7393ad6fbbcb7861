import type { DeliveryRequest } from '../../../app/cloud/delivery-request.ts'
import type {
  DiscountInput,
  ItemInput,
  ModifierInput,
  PaymentInput,
} from '../../../domain/orders/commands.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import { usualSize } from '../../../domain/reference/usual-size.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { type Call, organizationOf } from '../call.ts'
import { fault } from '../faults.ts'
import type { Fields } from './body.ts'
import { customDataKey } from './order-info.ts'
import { type Place, placeOf } from './place.ts'
import { readId } from './query.ts'
import { readAdditionalData } from './read-additional-data.ts'
import { readContact } from './read-contact.ts'

const longest = { comment: 500, itemComment: 255, customData: 4000, externalId: 255 } as const
const thousandths = 3
const daysAheadMs = 60 * 86_400_000

export type ReadOrder = {
  request: DeliveryRequest
  organization: BookItem<'organization'>
  place: Place
  /** What is wrong with the address without making the order impossible (biz-card-api §5.5); null: nothing. */
  addressProblem: string | null
}

/** The body of `orders/add` and `orders/checkCreate` in our words (§5.2–§5.6). */
export function readOrder(call: Call): ReadOrder {
  const { body, catalog, app, correlationId, timeoutMs } = call
  const organization = organizationOf(call, body.requiredId('organization', 'restaurantId'))
  const order = body.part('order') ?? missing(body, 'order')
  const customer = body.part('customer') ?? missing(body, 'customer')
  const place = placeOf(catalog, organization)
  const isSelfService = order.flag('isSelfService') ?? false
  const { contact, guestId, problem } = readContact({ order, customer, isSelfService, catalog, organization })
  const items = order.list('items').map((item) => readItem(item, call))
  if (items.length === 0) throw order.missing('items')
  const orderTypeId = order.id('orderTypeId')
  return {
    organization,
    place,
    addressProblem: problem,
    request: {
      correlationId,
      organizationId: organization.id,
      terminalGroupId: body.id('deliveryTerminalId'),
      ...(call.services.isCallCentre ? { route: 'legacy' as const } : {}),
      transportToFrontTimeoutSeconds: Math.max(1, Math.ceil(timeoutMs / 1000)),
      checkStopList: false,
      contact,
      guestId,
      order: {
        orderId: order.id('id'),
        hasCustomer: true,
        hasDeliveryPoint: contact.deliveryPoint !== null,
        externalNumber: order.text('externalId', longest.externalId),
        sourceKey: null,
        menuId: null,
        priceCategoryId: null,
        orderTypeId,
        serviceType: orderTypeId ? null : isSelfService ? 'DeliveryByClient' : 'DeliveryByCourier',
        completeBefore: readDate(order, place, app.clock.now()),
        comment: order.text('comment', longest.comment),
        guests: guestsOf(order),
        marketingSourceId: marketingSourceOf(order, call),
        operatorId: null,
        items,
        combos: order.list('orderCombos').map((combo) => ({
          id: combo.requiredId('id'),
          name: combo.requiredText('name'),
          amount: Number(combo.decimal('amount', 0) ?? 1n),
          price: combo.decimal('price', place.scale) ?? 0n,
          sourceId: combo.requiredId('sourceId'),
          programId: null,
          sizeId: null,
        })),
        payments: order.list('paymentItems').map((payment) => readPayment(payment, call, place)),
        tips: [],
        discountCardTrack: order.id('discountCardTypeId') ? null : order.text('discountCardSlip'),
        discounts: discountsOf(order, place),
        loyalty: loyaltyOf(body),
        cheque: null,
        externalData: externalDataOf(body),
        deliveryDuration: null,
        deliveryZone: null,
        deliveryServiceProductId: null,
      },
    },
  }
}

function missing(fields: Fields, member: string): never {
  throw fields.missing(member)
}

/** The promised time; null: as soon as it can be done. Not more than sixty days ahead, as everywhere. */
function readDate(order: Fields, place: Place, now: number): number | null {
  const text = order.text('date')
  if (text === null) return null
  const instant = place.readTime(text, order.name('date'))
  if (instant > now + daysAheadMs)
    throw fault(400, `The field '${order.name('date')}' is too far ahead: ${text}`)
  return instant
}

function guestsOf(order: Fields): DeliveryRequest['order']['guests'] {
  const count = order.decimal('personsCount', 0)
  if (count === null || count < 1n) return null
  return { count: Number(count), splitBetweenPersons: order.flag('splitBetweenPersons') ?? false }
}

/** By id, or by its name (§5.4); a name that nobody knows is no source: books are the restaurant's to write. */
function marketingSourceOf(order: Fields, { catalog }: Call): Uuid | null {
  const id = order.id('marketingSourceId')
  if (id) return id
  const name = order.text('marketingSource')?.toLowerCase()
  if (!name) return null
  return (
    catalog.all('marketingSource').find((one) => !one.isDeleted && one.body.name.toLowerCase() === name)
      ?.id ?? null
  )
}

export function readItem(item: Fields, { catalog }: Call): ItemInput {
  const productId = item.requiredId('id')
  const combo = item.part('comboInformation')
  const amount = amountOf(item)
  if (amount >= 1_000_000n) throw fault(400, `The field '${item.name('amount')}' must be less than 1000`)
  return {
    kind: 'Product',
    productId,
    positionId: item.id('orderItemId'),
    sizeId: sizeNamed(item.text('size'), catalog.find('product', productId), catalog),
    amount,
    comment: item.text('comment', longest.itemComment),
    // The restaurant's own price holds, whatever the client has computed (§5.4).
    price: null,
    combo: combo && {
      comboId: combo.requiredId('comboId'),
      comboSourceId: combo.requiredId('comboSourceId'),
      groupId: combo.requiredId('groupId'),
      groupName: null,
    },
    modifiers: item.list('modifiers').map(readModifier),
  }
}

const readModifier = (modifier: Fields): ModifierInput => ({
  positionId: null,
  productId: modifier.requiredId('id'),
  groupId: modifier.id('groupId'),
  amount: amountOf(modifier),
  price: null,
})

function amountOf(fields: Fields): bigint {
  const amount = fields.decimal('amount', thousandths)
  if (amount === null) throw fields.missing('amount')
  if (amount <= 0n) throw fault(400, `The field '${fields.name('amount')}' must be positive`)
  return amount
}

/** Sizes are names here; without one a dish of several sizes is the usual one (§4.1). */
function sizeNamed(
  name: string | null,
  product: BookItem<'product'> | undefined,
  catalog: Call['catalog'],
): Uuid | null {
  const sizes = catalog.living('sizeScale', product?.body.sizeScaleId)?.body.sizes ?? []
  const named = name && sizes.find((size) => size.name.toLowerCase() === name.toLowerCase())
  if (named) return named.id
  return usualSize(sizes)?.id ?? null
}

/** The type of a payment by its id or, failing that, by its code (§5.6). */
function readPayment(payment: Fields, { catalog }: Call, place: Place): PaymentInput {
  const type = payment.part('paymentType') ?? missing(payment, 'paymentType')
  const id = type.id('id')
  const code = type.text('code')?.toLowerCase()
  const known = id
    ? catalog.find('paymentType', id)
    : catalog.all('paymentType').find((one) => !one.isDeleted && one.body.code.toLowerCase() === code)
  if (!known) throw fault(400, `Payment type '${id ?? code ?? ''}' is not found (${type.name('id')})`)
  const sum = payment.decimal('sum', place.scale)
  if (sum === null) throw payment.missing('sum')
  return {
    typeId: known.id,
    kind: null,
    sum,
    isProcessedExternally: payment.flag('isProcessedExternally') ?? false,
    isFiscalizedExternally: payment.flag('isFiscalizedExternally') ?? false,
    isPrepay: payment.flag('isPreliminary') ?? false,
    additionalData: readAdditionalData(payment.text('additionalData'), payment.name('additionalData')),
  }
}

/** A local discount by its type (§5.4, §6.1). */
function discountsOf(order: Fields, place: Place): DiscountInput[] {
  const discountTypeId = order.id('discountCardTypeId')
  if (!discountTypeId) return []
  const sum = order.decimal('discountOrIncreaseSum', place.scale)
  return [{ source: 'RMS', discountTypeId, sum, positions: null }]
}

function loyaltyOf(body: Fields): DeliveryRequest['order']['loyalty'] {
  const coupon = body.text('coupon')
  const given = body.value('applicableManualConditions')
  const conditions = (Array.isArray(given) ? given : []).map((id) =>
    readId(String(id), 'applicableManualConditions'),
  )
  if (coupon === null && conditions.length === 0) return null
  return { coupon, appliedManualConditions: conditions, dynamicDiscounts: [] }
}

function externalDataOf(body: Fields): DeliveryRequest['order']['externalData'] {
  const value = body.text('customData', longest.customData)
  return value === null ? [] : [{ key: customDataKey, value, isPublic: false }]
}
