/** What screens ask of an order on a table while it is served (front-api §2.6.3–2.6.5). */
import type {
  ItemPart,
  MoveTarget,
  RearrangeTableOrders,
  ServeTableOrder,
} from '../../domain/orders/tables/serving-commands.ts'
import type { Permission } from '../../domain/reference/books.ts'
import { type FieldReader, unknownKind } from './field-reader.ts'
import { recomposition } from './read-sale.ts'

type Serving = ServeTableOrder | RearrangeTableOrders

export const servingPermissions: Readonly<Record<Serving['kind'], Permission>> = {
  'tableOrder.addGuest': 'tables.edit',
  'tableOrder.renameGuest': 'tables.edit',
  'tableOrder.removeGuest': 'tables.edit',
  'tableOrder.changeGuestCount': 'tables.edit',
  'tableOrder.assignItems': 'tables.edit',
  'tableOrder.shareItems': 'tables.edit',
  'tableOrder.changeCourse': 'tables.edit',
  'tableOrder.changeItemComment': 'tables.edit',
  'tableOrder.changePrintedComment': 'tables.comment-printed',
  'tableOrder.changeItemAmount': 'tables.edit',
  'tableOrder.recomposeItem': 'tables.edit',
  'tableOrder.deleteItems': 'tables.edit',
  'tableOrder.deletePrintedItems': 'tables.delete-printed',
  'tableOrder.changeTables': 'tables.move',
  'tableOrder.changeWaiter': 'tables.change-waiter',
  'tableOrder.changeTabName': 'tables.edit',
  'tableOrder.move': 'tables.move',
  'tableOrder.merge': 'tables.move',
  'tableOrder.splitByGuests': 'tables.move',
}

/** Amounts are decimal numbers of at most three places; absent where all of a dish is meant. */
export function readServingCommand(kind: string, read: FieldReader): Serving {
  const orderId = read.uuid('orderId')
  switch (kind) {
    case 'tableOrder.addGuest':
    case 'tableOrder.renameGuest':
      return { kind, orderId, guestId: read.uuid('guestId'), name: read.optionalText('name') }
    case 'tableOrder.removeGuest':
      return { kind, orderId, guestId: read.uuid('guestId') }
    case 'tableOrder.changeGuestCount':
      return { kind, orderId, guestCount: read.count('guestCount') }
    case 'tableOrder.changeTables':
      return { kind, orderId, tableIds: read.uuids('tableIds') }
    case 'tableOrder.changeWaiter':
      return { kind, orderId, waiterId: read.uuid('waiterId') }
    case 'tableOrder.changeTabName':
      return { kind, orderId, tabName: read.optionalText('tabName') }
    case 'tableOrder.move':
      return {
        kind,
        orderId,
        parts: read.list('parts').map(itemPart),
        guestIds: read.has('guestIds') ? read.uuids('guestIds') : [],
        to: moveTarget(read.object('to')),
      }
    case 'tableOrder.merge':
      return { kind, orderId, fromOrderIds: read.uuids('fromOrderIds') }
    case 'tableOrder.splitByGuests':
      return {
        kind,
        orderId,
        guests: read.list('guests').map((guest) => ({
          guestId: guest.uuid('guestId'),
          newOrderId: guest.uuid('newOrderId'),
        })),
        shareCommon: read.flag('shareCommon'),
      }
    default:
      return readDishCommand(kind, read)
  }
}

function readDishCommand(kind: string, read: FieldReader): Serving {
  const orderId = read.uuid('orderId')
  switch (kind) {
    case 'tableOrder.assignItems':
      return { kind, orderId, positionIds: read.uuids('positionIds'), guestId: read.optionalUuid('guestId') }
    case 'tableOrder.shareItems':
      return { kind, orderId, positionIds: read.uuids('positionIds'), guestIds: read.uuids('guestIds') }
    case 'tableOrder.changeCourse':
      return { kind, orderId, positionIds: read.uuids('positionIds'), course: read.optionalWhole('course') }
    case 'tableOrder.changeItemComment':
    case 'tableOrder.changePrintedComment':
      return { kind, orderId, positionId: read.uuid('positionId'), comment: read.optionalText('comment') }
    case 'tableOrder.changeItemAmount':
      return { kind, orderId, positionId: read.uuid('positionId'), by: read.quantity('by') }
    case 'tableOrder.recomposeItem':
      return { kind, orderId, ...recomposition(read) }
    case 'tableOrder.deleteItems':
      return { kind, orderId, parts: read.list('parts').map(itemPart) }
    case 'tableOrder.deletePrintedItems':
      return {
        kind,
        orderId,
        parts: read.list('parts').map(itemPart),
        removalTypeId: read.optionalUuid('removalTypeId'),
        comment: read.optionalText('comment'),
        userIdForWriteoff: read.optionalUuid('userIdForWriteoff'),
        withoutWriteoff: read.flag('withoutWriteoff'),
      }
    default:
      throw unknownKind(kind)
  }
}

const itemPart = (part: FieldReader): ItemPart => ({
  positionId: part.uuid('positionId'),
  amount: part.optionalQuantity('amount'),
})

/** `tableIds` make a new order of it. */
function moveTarget(to: FieldReader): MoveTarget {
  const orderId = to.uuid('orderId')
  return to.has('tableIds')
    ? { kind: 'new', orderId, tableIds: to.uuids('tableIds') }
    : { kind: 'order', orderId, guestId: to.optionalUuid('guestId') }
}
