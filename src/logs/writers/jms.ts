import { commandExpiredKind } from '../../app/cloud/expire-commands.ts'
import { commandFailedKind, type TillCommandPayload, tillCommandKind } from '../../app/till/till-command.ts'
import { type EntryView, saidOf } from '../entry-view.ts'
import { routeOf } from '../routes.ts'
import type { LogWriter } from './writer.ts'

/** `JMS.log`: the exchange of messages, the first place to see whether a request came through (biz-card-api §16.5). */
export const jms: LogWriter = { path: 'Server/logs/JMS.log', message: messageOf }

function messageOf(view: EntryView): string | null {
  const { entry, isFromCloud } = view
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
