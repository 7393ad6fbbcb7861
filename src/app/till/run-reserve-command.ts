import type { PlaceTableOrder } from '../../domain/orders/tables/commands.ts'
import { changeReserve } from '../../domain/reserves/change-reserve.ts'
import type { ReserveCommand } from '../../domain/reserves/commands.ts'
import type { ReserveEvent } from '../../domain/reserves/events.ts'
import { evolveReserve } from '../../domain/reserves/evolve-reserve.ts'
import { placeReserve } from '../../domain/reserves/place-reserve.ts'
import { isActive, type Reserve } from '../../domain/reserves/reserve.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { checkWithPrograms, foundDiscounts } from './paying/loyal-sales.ts'
import { openTableOrder, takeTableOrder } from './run-table-order-command.ts'
import { countSale } from './sales.ts'
import type { TillRequest } from './till-command.ts'
import type { TillDay } from './till-day.ts'

/** Decides what concerns reserves. Dishes of a banquet are on the stop list's account once the kitchen has them. */
export function runReserveCommand(day: TillDay, request: TillRequest, command: ReserveCommand): void {
  const reserve = day.reserve(command.orderId)
  if (command.kind === 'reserve.place') {
    if (reserve) throw refuse('reserve.duplicate-id')
    const { contactId } = command
    const guest = day.guestOf({ contactId, guestId: command.guestId })
    const placement = { ...command, guestId: guest.id }
    const events = placeReserve(day.context(contactId, guest.isKnown), placement, day.reserves())
    day.keepGuest(guest)
    return take(day, request, command.orderId, events)
  }
  if (!reserve) throw refuse('reserve.not-found', { reserveId: command.orderId })
  if (reserve.banquet) checkWithPrograms(day, reserve.banquet, command, 'Common')
  const decided = changeReserve(day.anonymousContext(), reserve, command, day.reserves())
  const events = [...decided, ...loyaltyOf(day, reserve, decided)]
  // Both are decided before either is kept: guests whose table is taken stay awaited.
  const seated = command.kind === 'reserve.guestsCame' ? seatingOf(reserve, command) : null
  const opened = seated && openTableOrder(day, seated)
  take(day, request, reserve.id, events)
  if (seated && opened) takeTableOrder(day, request, seated.orderId, opened)
}

/** What the programmes make of a banquet once it is another one. */
function loyaltyOf(day: TillDay, reserve: Reserve, events: readonly ReserveEvent[]): ReserveEvent[] {
  const after = events.reduce((state, event) => evolveReserve(state, event, day.now), reserve)
  if (!after.banquet || events.length === 0) return []
  const discounts = foundDiscounts(day, after.banquet, isActive(after), 'Common')
  return discounts ? [{ kind: 'reserve.discountsChanged', discounts }] : []
}

/** The order of guests who had reserved a table and ordered nothing (front-api §2.8); a banquet has one already. */
function seatingOf(
  reserve: Reserve,
  { seating }: Extract<ReserveCommand, { kind: 'reserve.guestsCame' }>,
): PlaceTableOrder | null {
  if (!seating || reserve.banquet) return null
  const { contactId, guestId, tableIds, guestCount } = reserve
  return {
    ...{ kind: 'tableOrder.place', ...seating, contactId, guestId, tableIds, guestCount },
    ...{ hasCustomer: true, tabName: null, servicePrint: false, isExternal: false },
    ...{ items: [], combos: [], payments: [], tips: [], discounts: [], externalData: [] },
    ...{ externalNumber: null, sourceKey: null, menuId: null, priceCategoryId: null, orderTypeId: null },
    ...{ discountCardTrack: null, loyalty: null, cheque: null, whenReceivedByApi: null },
  }
}

/** What is paid for a banquet; of one that was given up nothing is. */
const paidOf = (reserve: Reserve | null): Reserve['banquet'] =>
  reserve?.cancelReason ? null : (reserve?.banquet ?? null)

function take(day: TillDay, request: TillRequest, reserveId: Uuid, events: readonly ReserveEvent[]): void {
  const reserve = day.reserve(reserveId) ?? null
  const then = events.reduce((state, event) => evolveReserve(state, event, day.now), reserve)
  day.wallets.settle(paidOf(reserve), paidOf(then), day.now)
  for (const event of events) {
    const before = day.reserve(reserveId) ?? null
    const after = evolveReserve(before, event, day.now)
    day.keepReserve(after)
    day.note(request, event.kind, 'reserve', reserveId, event)
    if (after.banquet) countSale(day, request, event, before?.banquet ?? null, after.banquet)
  }
}
