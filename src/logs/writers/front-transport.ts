import type { CommandFailed } from '../../app/till/till-command.ts'
import { commandFailedKind } from '../../app/till/till-command.ts'
import type { OrderEvent } from '../../domain/orders/events.ts'
import { type EntryView, saidOf } from '../entry-view.ts'
import { routeOf } from '../routes.ts'
import type { LogWriter } from './writer.ts'

/**
 * `plugin-Resto.Front.Api.iikoTransport.log` of a till: what it decided. The words that support looks for are the
 * vendor's: create order, save order, Can not create delivery order, Orders/SetOrderError (biz-card-api §16.5).
 * `playsGroup`: only tills of this node write here; others have a file of their own machine.
 */
export const frontTransport = (playsGroup: (terminalGroupId: string) => boolean): LogWriter => ({
  path: 'CashServer/Logs/plugin-Resto.Front.Api.iikoTransport.log',
  message(view) {
    const { terminalGroupId, kind } = view.entry
    // What came by a call centre's server stands in the log of the plugin for deliveries.
    const isOfCloud = view.order?.route !== 'legacy'
    const isOfTill = isOfCloud && !kind.startsWith('cloud.') && kind !== 'till.command'
    return terminalGroupId && isOfTill && playsGroup(terminalGroupId) ? messageOf(view) : null
  },
})

function messageOf(view: EntryView): string {
  const { entry, orderId, isFromCloud } = view
  if (entry.kind === commandFailedKind) {
    const { command } = entry.payload as CommandFailed
    const failure = command === 'delivery.place' ? `Can not create delivery order ${orderId} / -: ` : ''
    return `${routeOf(command)} ${failure}${saidOf(view)}${isFromCloud ? '; answer Orders/SetOrderError' : ''}`
  }
  const saved =
    entry.kind === 'delivery.placed'
      ? `Orders/CreateOrder create order: finish order convert, save order ${posIdOf(entry.payload)}: `
      : ''
  return `${saved}${saidOf(view)}${isFromCloud && entry.completes ? '; answer Orders/SetOrderInfo' : ''}`
}

const posIdOf = (payload: unknown): string =>
  (payload as Extract<OrderEvent, { kind: 'delivery.placed' }>).order.posId
