import type { TillCommand } from '../../app/till/till-command.ts'
import { rightToReturn } from '../../domain/orders/returns/return-sale.ts'
import type { Permission } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { FieldReader, unknownKind } from './field-reader.ts'
import { cookingChange, hallPermissions, readTableOrderCommand } from './hall-commands.ts'
import { payingPermissions, readPayingCommand } from './paying-commands.ts'
import { itemInput, paymentInput, recomposition } from './read-sale.ts'
import { readReserveCommand, reservePermissions } from './reserve-commands.ts'
import {
  isReturn,
  type ReturnReading,
  readReturn,
  readReturnOfGoods,
  returnOfGoods,
} from './return-commands.ts'

/** A command as a screen sends it: `kind` as in the domain, ids as text, money and amounts as decimal numbers. */
export type CommandBody = { readonly kind: string } & Readonly<Record<string, unknown>>

/** Kinds that a screen may send and the permission that each needs. */
const permissions: Readonly<Record<string, Permission>> = {
  'delivery.confirm': 'deliveries.confirm',
  'delivery.cancelConfirmation': 'deliveries.confirm',
  'delivery.addItems': 'deliveries.edit',
  'delivery.changeItemAmount': 'deliveries.edit',
  'delivery.recomposeItem': 'deliveries.edit',
  'delivery.deleteItems': 'deliveries.edit',
  'delivery.printToKitchen': 'deliveries.edit',
  'delivery.setCooking': 'kitchen.bump',
  'delivery.updateStatus': 'deliveries.send',
  'delivery.printBill': 'deliveries.send',
  'delivery.cancelBill': 'orders.cancel-bill',
  'delivery.changeComment': 'deliveries.edit',
  'delivery.changeProblem': 'deliveries.edit',
  'delivery.changeCourier': 'deliveries.send',
  'delivery.close': 'deliveries.close',
  'delivery.cancel': 'deliveries.cancel',
  // Which of the rights to return it takes, its removal type says: {@link permissionOf}.
  'delivery.return': 'orders.return',
  'tableOrder.return': 'orders.return',
  'reserve.return': 'orders.return',
  [returnOfGoods]: 'orders.return',
  'stopList.put': 'stop-list.edit',
  'stopList.remove': 'stop-list.edit',
  'shift.open': 'shift.open',
  'shift.close': 'shift.close',
  'shift.moveCash': 'shift.move-cash',
  'personalShift.open': 'deliveries.send',
  'personalShift.close': 'deliveries.send',
  ...hallPermissions,
  ...reservePermissions,
  ...payingPermissions,
}

/** Where no screen sends a command, whose right it is says what it is about. */
const rightsByEntity: Readonly<Record<string, Permission>> = {
  delivery: 'deliveries.edit',
  tableOrder: 'tables.edit',
  reserve: 'reserves.edit',
  stopList: 'stop-list.edit',
}

/** The right that a command of somebody needs, whoever sends it for them; null: everybody may. */
export const rightOfCommand = (kind: TillCommand['kind']): Permission | null =>
  permissions[kind] ?? rightsByEntity[kind.split('.')[0] ?? ''] ?? null

/** The right that a command of the till needs whoever asks; null: everybody may, or what it is about decides. */
export const rightNeededBy = (kind: string): Permission | null => permissions[kind] ?? null

type Asking = { catalog: Catalog; employeeId: Uuid; owned: ReadonlySet<Permission> }

/**
 * The permission that a command of somebody needs; null: everybody may, as with one's own personal shift. Refuses kinds
 * that screens may not send.
 */
export function permissionOf(body: CommandBody, { catalog, employeeId, owned }: Asking): Permission | null {
  if (isReturn(body.kind) || body.kind === returnOfGoods) {
    const { removalTypeId } = body
    return rightToReturn(catalog, typeof removalTypeId === 'string' ? removalTypeId.toLowerCase() : null)
  }
  if (body.kind === 'personalShift.open' || body.kind === 'personalShift.close') {
    if (body['employeeId'] === employeeId) return null
    // Who sends couriers out lets them come and go.
    return owned.has('deliveries.send') ? 'deliveries.send' : 'personal-shifts.manage'
  }
  const permission = permissions[body.kind]
  if (!permission)
    throw refuse('request.field-invalid', { field: 'command.kind', message: `unknown kind ${body.kind}` })
  return permission
}

export type CommandReading = ReturnReading & { scale: number }

/** Reads a screen's command; refuses naming the field. */
export function readCommand(body: CommandBody, reading: CommandReading): TillCommand {
  const { scale, employeeId, newId } = reading
  const read = new FieldReader(body, scale)
  if (isReturn(body.kind)) return readReturn(body.kind, read, reading)
  if (body.kind === returnOfGoods) return readReturnOfGoods(read, reading)
  const paying = readPayingCommand(body.kind, read, newId)
  if (paying) return paying
  if (body.kind.startsWith('delivery.')) return readDeliveryCommand(body.kind, read)
  if (body.kind.startsWith('tableOrder.')) return readTableOrderCommand(body.kind, read, reading)
  if (body.kind.startsWith('reserve.')) return readReserveCommand(body.kind, read, reading)
  switch (body.kind) {
    case 'stopList.put':
      return {
        kind: body.kind,
        items: [
          {
            productId: read.uuid('productId'),
            sizeId: read.optionalUuid('sizeId'),
            balance: read.quantity('balance'),
          },
        ],
      }
    case 'stopList.remove':
      return {
        kind: body.kind,
        items: [{ productId: read.uuid('productId'), sizeId: read.optionalUuid('sizeId') }],
      }
    case 'shift.open':
      return { kind: body.kind, shiftId: newId(), employeeId, startCash: read.optionalMoney('startCash') }
    case 'shift.close':
      return { kind: body.kind, employeeId, countedCash: read.optionalMoney('countedCash') }
    case 'shift.moveCash':
      return {
        kind: body.kind,
        movementId: newId(),
        typeId: read.uuid('typeId'),
        sum: read.money('sum'),
        counteragentId: read.optionalUuid('counteragentId'),
        comment: read.optionalText('comment'),
        employeeId,
      }
    case 'personalShift.open':
      return {
        kind: body.kind,
        personalShiftId: newId(),
        employeeId: read.uuid('employeeId'),
        roleId: read.optionalUuid('roleId'),
      }
    case 'personalShift.close':
      return { kind: body.kind, employeeId: read.uuid('employeeId') }
    default:
      throw unknownKind(body.kind)
  }
}

function readDeliveryCommand(kind: string, read: FieldReader): TillCommand {
  const orderId = read.uuid('orderId')
  const removalTypeId = read.optionalUuid('removalTypeId')
  const userIdForWriteoff = read.optionalUuid('userIdForWriteoff')
  switch (kind) {
    case 'delivery.confirm':
    case 'delivery.cancelConfirmation':
    case 'delivery.printToKitchen':
    case 'delivery.printBill':
    case 'delivery.cancelBill':
      return { kind, orderId }
    case 'delivery.addItems':
      return {
        kind,
        orderId,
        items: read.list('items').map(itemInput),
        combos: [],
      }
    case 'delivery.changeItemAmount':
      return { kind, orderId, positionId: read.uuid('positionId'), by: read.quantity('by') }
    case 'delivery.recomposeItem':
      return { kind, orderId, ...recomposition(read) }
    case 'delivery.deleteItems':
      return {
        kind,
        orderId,
        positionIds: read.uuids('positionIds'),
        removalTypeId,
        comment: read.optionalText('comment'),
        userIdForWriteoff,
      }
    case 'delivery.setCooking':
      return { kind, orderId, ...cookingChange(read) }
    case 'delivery.updateStatus':
      return {
        kind,
        orderId,
        status: read.oneOf('status', ['Waiting', 'OnWay', 'Delivered']),
        deliveryDate: null,
      }
    case 'delivery.changeComment':
      return { kind, orderId, comment: read.optionalText('comment') }
    case 'delivery.changeProblem':
      return { kind, orderId, ...problem(read.optionalText('description')) }
    case 'delivery.changeCourier':
      return { kind, orderId, courierId: read.optionalUuid('courierId'), isSelectedManually: true }
    case 'delivery.close':
      return {
        kind,
        orderId,
        deliveryDate: null,
        payments: read.list('payments').map(paymentInput),
      }
    case 'delivery.cancel':
      return {
        kind,
        orderId,
        cancelCauseId: read.optionalUuid('cancelCauseId'),
        comment: read.optionalText('comment'),
        movedOrderId: null,
        removalTypeId,
        removalComment: read.optionalText('removalComment'),
        userIdForWriteoff,
      }
    default:
      throw unknownKind(kind)
  }
}

const problem = (description: string | null): { hasProblem: boolean; description: string | null } => ({
  hasProblem: description !== null,
  description,
})
