import type { KioskItem, KioskOrder } from '../../../app/kiosk/kiosk-orders.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { FieldReader } from '../field-reader.ts'

/** The id of a request: the same one again is the same deed. */
export function requestId(body: unknown): Uuid {
  const { id } = (body ?? {}) as { id?: unknown }
  if (typeof id === 'string' && isUuid(id)) return id.toLowerCase()
  throw refuse('request.field-invalid', { field: 'id', message: 'must be a uuid' })
}

/** Reads the order of a guest; refuses naming the field. Money is never taken from a kiosk: the till knows its prices. */
export function readKioskOrder(body: unknown, scale: number): KioskOrder {
  const read = readerOf(body, scale)
  const phone = read.optionalText('phone')
  if (phone !== null && !/^\+\d{5,20}$/.test(phone))
    throw refuse('request.field-invalid', { field: 'phone', message: 'must be + and digits' })
  return {
    orderId: read.uuid('orderId'),
    orderTypeId: read.uuid('orderTypeId'),
    phone,
    items: read.list('items').map(kioskItem),
    combos: read.list('combos').map((combo) => ({
      id: combo.uuid('id'),
      sourceId: combo.uuid('sourceId'),
      amount: combo.optionalCount('amount') ?? 1,
    })),
  }
}

/** Reads the dishes of a combo whose price is asked for; it is priced once, however many are wanted. */
export function readComboQuestion(body: unknown, scale: number): { sourceId: Uuid; items: KioskItem[] } {
  const read = readerOf(body, scale)
  const sourceId = read.uuid('sourceId')
  const membership = { comboId: sourceId, comboSourceId: sourceId, groupName: null }
  const items = read.list('items').map((item) => ({
    ...dishOf(item),
    amount: oneThousandths,
    combo: { ...membership, groupId: item.uuid('groupId') },
  }))
  return { sourceId, items }
}
const oneThousandths = 1000n

function readerOf(body: unknown, scale: number): FieldReader {
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    throw refuse('request.invalid', { message: 'the body must be an object' })
  return new FieldReader(body as Record<string, unknown>, scale)
}

function kioskItem(item: FieldReader): KioskItem {
  const comboId = item.optionalUuid('comboId')
  return {
    ...dishOf(item),
    amount: item.quantity('amount'),
    combo:
      comboId === null
        ? null
        : {
            comboId,
            comboSourceId: item.uuid('comboSourceId'),
            groupId: item.uuid('groupId'),
            groupName: null,
          },
  }
}

const dishOf = (item: FieldReader): Omit<KioskItem, 'amount' | 'combo'> => ({
  kind: 'Product',
  productId: item.uuid('productId'),
  ...{ positionId: null, price: null, comment: null },
  sizeId: item.optionalUuid('sizeId'),
  modifiers: item.list('modifiers').map((modifier) => ({
    ...{ positionId: null, price: null },
    productId: modifier.uuid('productId'),
    groupId: modifier.optionalUuid('groupId'),
    amount: modifier.quantity('amount'),
  })),
})
