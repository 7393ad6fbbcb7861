import { commandExpiredKind } from '../../app/cloud/expire-commands.ts'
import { type HandedOver, handedOverKind } from '../../app/route/kinds.ts'
import { commandFailedKind, type TillCommandPayload, tillCommandKind } from '../../app/till/till-command.ts'
import { type EntryView, saidOf } from '../entry-view.ts'
import { routeOf } from '../routes.ts'
import type { LogWriter } from './writer.ts'

/** `JMS.log`: the exchange of messages, the first place to see whether a request came through (biz-card-api §16.5). */
export const jms: LogWriter = { path: 'Server/logs/JMS.log', message: messageOf }

function messageOf(view: EntryView): string | null {
  const { entry, isFromCloud } = view
  if (view.order?.route === 'legacy') return ofLegacyOrder(view)
  switch (entry.kind) {
    case tillCommandKind:
      return `Message ${routeOf((entry.payload as TillCommandPayload).command.kind)} received and queued`
    case 'cloud.deliveryRejected':
      return `Message ${routeOf('delivery.place')} received, not queued: ${saidOf(view)}`
    case 'cloud.tableOrderRejected':
      return `Message ${routeOf('tableOrder.place')} received, not queued: ${saidOf(view)}`
    case 'cloud.reserveRejected':
      return `Message ${routeOf('reserve.place')} received, not queued: ${saidOf(view)}`
    case commandExpiredKind:
      return `No answer from the till: ${saidOf(view)}`
    case commandFailedKind:
      return isFromCloud ? `Answer Orders/SetOrderError received: ${saidOf(view)}` : null
    default:
      return isFromCloud && entry.completes ? `Answer Orders/SetOrderInfo received: ${saidOf(view)}` : null
  }
}

/** A delivery of the legacy scheme: each server on its way says what it got and whose the order is (§16.2). */
function ofLegacyOrder(view: EntryView): string | null {
  const { entry, isOwn } = view
  switch (entry.kind) {
    case tillCommandKind: {
      const { command } = entry.payload as TillCommandPayload
      const message = command.kind === 'delivery.place' ? 'orders/add' : routeOf(command.kind)
      return isOwn
        ? `Message ${message} received from the portal, owned here and queued for the till`
        : `Message ${message} received from another server and queued for the till`
    }
    case 'cloud.deliveryRejected':
      return `Message orders/add received from the portal, owned here, no till to queue it for: ${saidOf(view)}`
    case commandExpiredKind:
      return `No answer from the till: ${saidOf(view)}`
    case commandFailedKind:
      return `Error of the till received: ${saidOf(view)}`
    case handedOverKind: {
      const { number } = entry.payload as HandedOver
      return isOwn
        ? `Order ${number} handed over to its till`
        : `Handover of order ${number} to its till received`
    }
    default:
      return `Order info received from the till: ${saidOf(view)}`
  }
}
