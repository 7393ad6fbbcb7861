/** What screens ask of reserves and banquets (front-api §2.8). */
import type { NewVisitor } from '../../app/till/paying/till-guests.ts'
import type { TillCommand } from '../../app/till/till-command.ts'
import type { Permission } from '../../domain/reference/books.ts'
import type { ReserveDetails } from '../../domain/reserves/commands.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { type FieldReader, unknownKind } from './field-reader.ts'
import { cookingChange } from './hall-commands.ts'
import { itemInput, paymentInput } from './read-sale.ts'

export const reservePermissions: Readonly<Record<string, Permission>> = {
  'reserve.place': 'reserves.edit',
  'reserve.change': 'reserves.edit',
  'reserve.guestsCame': 'reserves.edit',
  'reserve.cancel': 'reserves.edit',
  'reserve.restore': 'reserves.edit',
  'reserve.addItems': 'tables.edit',
  'reserve.printToKitchen': 'tables.edit',
  'reserve.printBill': 'tables.edit',
  'reserve.cancelBill': 'orders.cancel-bill',
  'reserve.close': 'tables.close',
  'reserve.setCooking': 'kitchen.bump',
}

const cancelReasons = ['ClientNotAppeared', 'ClientRefused', 'Other'] as const

/** Who meets the guests serves them. A new reserve names a record of its guest, which is still to be made. */
export function readReserveCommand(
  kind: string,
  read: FieldReader,
  { employeeId, newId }: { employeeId: Uuid; newId: () => Uuid },
): TillCommand {
  const orderId = read.uuid('orderId')
  switch (kind) {
    case 'reserve.place':
      return { kind, orderId, ...newReserve(read), contactId: newId() }
    case 'reserve.change':
      return { kind, orderId, changes: changedDetails(read) }
    case 'reserve.addItems':
      return { kind, orderId, items: read.list('items').map(itemInput), combos: [] }
    case 'reserve.guestsCame': {
      const newOrderId = read.optionalUuid('newOrderId')
      const seating = newOrderId && { orderId: newOrderId, waiterId: employeeId }
      return { kind, orderId, ...(seating ? { seating } : {}) }
    }
    case 'reserve.restore':
    case 'reserve.printToKitchen':
    case 'reserve.printBill':
    case 'reserve.cancelBill':
      return { kind, orderId }
    case 'reserve.setCooking':
      return { kind, orderId, ...cookingChange(read) }
    case 'reserve.close':
      return { kind, orderId, payments: read.list('payments').map(paymentInput), cheque: null }
    case 'reserve.cancel':
      return {
        ...{ kind, orderId, cancelReason: read.oneOf('cancelReason', cancelReasons) },
        ...(read.flag('returnsPrepayments') ? { returnsPrepayments: true as const } : {}),
      }
    default:
      throw unknownKind(kind)
  }
}

/** Who reserves, as they are asked on the phone. */
export function readVisitor(read: FieldReader): NewVisitor {
  const guest = read.object('guest')
  return {
    phone: guest.text('phone'),
    name: guest.optionalText('name'),
    surname: guest.optionalText('surname'),
  }
}

/** Dishes of a banquet are chosen afterwards, as on any order. */
const newReserve = (read: FieldReader) => ({
  isBanquet: read.flag('isBanquet'),
  ...details(read),
  ...{ guestId: null, hasCustomer: true },
  ...{ items: [], combos: [], payments: [], tips: [], discounts: [], externalData: [] },
  ...{ externalNumber: null, sourceKey: null, menuId: null, priceCategoryId: null, orderTypeId: null },
  ...{ discountCardTrack: null, loyalty: null, cheque: null, whenReceivedByApi: null },
  isExternal: false,
})

const details = (read: FieldReader): ReserveDetails => ({
  tableIds: read.uuids('tableIds'),
  estimatedStartTime: read.moment('startsAt'),
  durationInMinutes: read.minutes('durationInMinutes'),
  guestCount: read.count('guests'),
  comment: read.optionalText('comment'),
  eventType: read.optionalText('eventType'),
  shouldRemind: read.flag('shouldRemind'),
})

/** Only what is said; a null text is taken away. */
const changedDetails = (read: FieldReader): Partial<ReserveDetails> => ({
  ...(read.has('tableIds') ? { tableIds: read.uuids('tableIds') } : {}),
  ...(read.has('startsAt') ? { estimatedStartTime: read.moment('startsAt') } : {}),
  ...(read.has('durationInMinutes') ? { durationInMinutes: read.minutes('durationInMinutes') } : {}),
  ...(read.has('guests') ? { guestCount: read.count('guests') } : {}),
  ...(read.names('comment') ? { comment: read.optionalText('comment') } : {}),
  ...(read.names('eventType') ? { eventType: read.optionalText('eventType') } : {}),
  ...(read.has('shouldRemind') ? { shouldRemind: read.flag('shouldRemind') } : {}),
})
