import { refuse } from '../../../kernel/refusals.ts'
import { unprintedPositions } from '../changes/print-to-kitchen.ts'
import type { NamedRef } from '../order.ts'
import { compose } from '../placing/composition.ts'
import { checkPhone } from '../placing/contact.ts'
import { chooseHallType } from '../placing/order-type.ts'
import { namedRef, organizationOf } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import type { PlaceTableOrder } from './commands.ts'
import type { TableOrderEvent } from './events.ts'
import { seatGuests } from './guests.ts'
import { newSale } from './new-sale.ts'
import { readTabName } from './tab-name.ts'
import type { TableOrder } from './table-order.ts'
import { chooseTables, refuseOccupied } from './tables.ts'

/** Takes an order on a table like a waiter would, or refuses (cloud-api §8.1). `others`: the orders on its tables. */
export function placeTableOrder(
  ctx: TillContext,
  command: PlaceTableOrder,
  others: readonly TableOrder[] = [],
): TableOrderEvent[] {
  const organization = organizationOf(ctx)
  const orderType = chooseHallType(ctx, command.orderTypeId)
  const tableIds = chooseTables(ctx, command.tableIds)
  if (ctx.contact?.phone) checkPhone(organization, ctx.contact)
  const guestCount = command.guestCount ?? 1
  if (guestCount < 1)
    throw refuse('request.field-invalid', { field: 'guests.count', message: 'must be 1 or more' })
  const order: Omit<TableOrder, 'version'> = {
    ...newSale(ctx, command, compose(ctx, organization, 'Common', command)),
    orderType,
    tableIds,
    status: 'New',
    contactId: command.contactId,
    guestCount,
    // A client says how many they are; a waiter sees each of them.
    guests:
      command.isExternal || command.seatsNobody ? [] : seatGuests(Math.min(guestCount, 100), ctx.random.uuid),
    tabName: command.isExternal ? command.tabName || null : readTabName(command.tabName),
    waiter: waiterOf(ctx, command),
    isShown: command.isExternal,
  }
  refuseOccupied(ctx, order, others)
  const positionIds = command.servicePrint ? unprintedPositions(order) : []
  return [
    { kind: 'tableOrder.placed', order },
    ...(positionIds.length > 0 ? [{ kind: 'tableOrder.itemsPrinted' as const, positionIds }] : []),
  ]
}

function waiterOf(ctx: TillContext, { waiterId }: PlaceTableOrder): NamedRef | null {
  const waiter = namedRef(ctx, 'employee', waiterId)
  if (!waiter && waiterId !== null) throw refuse('order.operator-unknown', { id: waiterId })
  return waiter
}
