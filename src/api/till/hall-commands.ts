/** What screens ask of orders on tables. */
import type { TillCommand } from '../../app/till/till-command.ts'
import type { ComboInput, CookingChange, ItemInput } from '../../domain/orders/commands.ts'
import type { Permission } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { FieldReader } from './field-reader.ts'
import { itemInput, paymentInput } from './read-sale.ts'
import { readServingCommand, servingPermissions } from './serving-commands.ts'

export const hallPermissions: Readonly<Record<string, Permission>> = {
  'tableOrder.place': 'tables.edit',
  'tableOrder.addItems': 'tables.edit',
  'tableOrder.printToKitchen': 'tables.edit',
  'tableOrder.setCooking': 'kitchen.bump',
  'tableOrder.handOver': 'tables.edit',
  'tableOrder.addCustomer': 'tables.edit',
  'tableOrder.printBill': 'tables.edit',
  'tableOrder.cancelBill': 'orders.cancel-bill',
  'tableOrder.close': 'tables.close',
  'tableOrder.cancel': 'tables.cancel',
  ...servingPermissions,
}

const cookingStatuses = ['PrintedNotCooking', 'CookingStarted', 'CookingCompleted', 'Served'] as const

/** `from`: how the screen showed the dishes. */
export const cookingChange = (read: FieldReader): CookingChange => ({
  positionIds: read.uuids('positionIds'),
  status: read.oneOf('status', cookingStatuses),
  ...(read.has('from') ? { from: read.oneOf('from', cookingStatuses) } : {}),
})

/** `employeeId`: who opens an order serves it. A guest whom nobody knows names a record that is still to be made. */
export function readTableOrderCommand(
  kind: string,
  read: FieldReader,
  { employeeId, newId }: { employeeId: Uuid; newId: () => Uuid },
): TillCommand {
  const orderId = read.uuid('orderId')
  switch (kind) {
    case 'tableOrder.place':
      return { kind, orderId, ...newOrder(read), waiterId: employeeId }
    case 'tableOrder.addItems':
      return {
        kind,
        orderId,
        ...withCombos(read.list('items').map(itemAtTable), read.list('combos')),
        servicePrint: read.flag('servicePrint'),
      }
    case 'tableOrder.printToKitchen':
      return {
        kind,
        orderId,
        ...(read.has('positionIds') ? { positionIds: read.uuids('positionIds') } : {}),
        ...(read.has('course') ? { course: read.optionalWhole('course') } : {}),
      }
    case 'tableOrder.setCooking':
      return { kind, orderId, ...cookingChange(read) }
    case 'tableOrder.printBill':
    case 'tableOrder.cancelBill':
      return { kind, orderId }
    case 'tableOrder.handOver':
      // The guest has it: what is ready is served, and the number leaves the queue (front-api §2.17).
      return {
        kind: 'tableOrder.setCooking',
        orderId,
        positionIds: read.uuids('positionIds'),
        ...{ status: 'Served', from: 'CookingCompleted' },
      }
    case 'tableOrder.addCustomer':
      return { kind, orderId, contactId: newId(), guestId: null }
    case 'tableOrder.close':
      return { kind, orderId, payments: read.list('payments').map(paymentInput), cheque: null }
    case 'tableOrder.cancel':
      return {
        kind,
        orderId,
        removalTypeId: read.optionalUuid('removalTypeId'),
        removalComment: read.optionalText('removalComment'),
        userIdForWriteoff: read.optionalUuid('userIdForWriteoff'),
      }
    default:
      return readServingCommand(kind, read)
  }
}

/** Combos with their dishes, at the till's price; a dish of a combo names the group that it fills. */
function withCombos(
  items: ItemInput[],
  asked: readonly FieldReader[],
): { items: ItemInput[]; combos: ComboInput[] } {
  const combos = asked.map((combo) => ({ combo, id: combo.uuid('id'), sourceId: combo.uuid('sourceId') }))
  return {
    items: [
      ...items,
      ...combos.flatMap(({ combo, id, sourceId }) =>
        combo.list('items').map((item) => ({
          ...itemAtTable(item),
          combo: { comboId: id, comboSourceId: sourceId, groupId: item.uuid('groupId'), groupName: null },
        })),
      ),
    ],
    combos: combos.map(({ combo, id, sourceId }) => ({
      ...{ id, sourceId, name: combo.optionalText('name') ?? '', amount: combo.count('amount') },
      ...{ price: null, programId: null, sizeId: null },
    })),
  }
}

/** A dish with its guest and its course. */
function itemAtTable(item: FieldReader): ItemInput {
  const [orderGuestId, course] = [item.optionalUuid('guestId'), item.optionalWhole('course')]
  return {
    ...itemInput(item),
    ...(orderGuestId === null ? {} : { orderGuestId }),
    ...(course === null ? {} : { course }),
  }
}

/** An order that a waiter opens: nobody outside asked for it, so the cloud shows it to nobody (cloud-api §8.2). */
const newOrder = (read: FieldReader) => ({
  contactId: null,
  guestId: null,
  hasCustomer: false,
  tableIds: read.uuids('tableIds'),
  guestCount: read.optionalCount('guestCount'),
  tabName: read.optionalText('tabName'),
  servicePrint: false,
  items: read.list('items').map(itemInput),
  ...{ combos: [], payments: [], tips: [], discounts: [], externalData: [] },
  ...{ externalNumber: null, sourceKey: null, menuId: null, priceCategoryId: null, orderTypeId: null },
  ...{ discountCardTrack: null, loyalty: null, cheque: null, whenReceivedByApi: null },
  isExternal: false,
})
