import type { CloudReserve } from '../../../app/ports.ts'
import type { Reserve } from '../../../domain/reserves/reserve.ts'
import { errorInfoOf } from '../errors.ts'
import type { ReserveInfo, Reserve as WireReserve } from '../generated/types.ts'
import { renderCustomer } from './order-contact.ts'
import type { OrderInfoContext } from './order-info.ts'
import { orderPrinter } from './order-printer.ts'
import { renderHallSale } from './table-order-info.ts'

/** How the cloud shows a reserve: the same in answers and in webhooks (cloud-api §8.5). */
export function renderReserveInfo(reserve: CloudReserve, ctx: OrderInfoContext): ReserveInfo {
  const { state, error, creationStatus } = reserve
  return {
    id: reserve.id,
    externalNumber: reserve.externalNumber,
    organizationId: reserve.organizationId,
    timestamp: Number(reserve.revision / 1000n),
    creationStatus,
    errorInfo: creationStatus === 'Error' && error ? errorInfoOf(error) : null,
    isDeleted: false,
    reserve: creationStatus === 'Success' && state ? renderReserve(state, ctx) : null,
  }
}

/** Once the record of the person is destroyed, the document still wants somebody: a guest without a name. */
function renderReserve(state: Reserve, ctx: OrderInfoContext): WireReserve {
  const { local, localOrNull } = orderPrinter(ctx.catalog, state)
  const contact = ctx.contacts.get(state.contactId)
  return {
    customer: renderCustomer(contact?.customer ?? { type: 'one-time', name: null }, state, ctx.blacklist),
    phone: contact?.phone ?? null,
    guestsCount: state.guestCount,
    comment: state.comment,
    durationInMinutes: state.durationInMinutes,
    shouldRemind: state.shouldRemind,
    status: state.status,
    cancelReason: state.cancelReason,
    tableIds: state.tableIds,
    estimatedStartTime: local(state.estimatedStartTime),
    guestsComingTime: localOrNull(state.guestsComingTime),
    eventType: state.eventType,
    order: state.banquet && renderHallSale(state.banquet, state.guestCount, ctx),
  }
}
