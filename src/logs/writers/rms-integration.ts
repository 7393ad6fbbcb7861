import { commandExpiredKind } from '../../app/cloud/expire-commands.ts'
import { commandFailedKind, type TillCommandPayload, tillCommandKind } from '../../app/till/till-command.ts'
import { type EntryView, saidOf } from '../entry-view.ts'
import { routeOf } from '../routes.ts'
import type { LogWriter } from './writer.ts'

/** `rms-integration.log`: what the server took from the cloud, which till got it and what that till tells (cloud-api §11.4). */
export const rmsIntegration: LogWriter = {
  path: 'Server/Tomcat9/logs/rms-integration.log',
  message: messageOf,
}

function messageOf(view: EntryView): string | null {
  const { entry, isFromCloud, groupCode } = view
  switch (entry.kind) {
    case tillCommandKind: {
      const route = routeOf((entry.payload as TillCommandPayload).command.kind)
      return `${route} ${saidOf(view)}; assigned to terminal group ${groupCode ?? '-'}`
    }
    case 'cloud.deliveryRejected':
    case 'cloud.tableOrderRejected':
    case 'cloud.reserveRejected':
    case commandExpiredKind:
      return saidOf(view)
    case commandFailedKind:
      return isFromCloud ? `Handed over to the till: ${saidOf(view)}` : null
    default:
      if (isFromCloud && entry.completes) return `Handed over to the till: ${saidOf(view)}`
      return entry.entity === 'delivery' || entry.entity === 'tableOrder'
        ? `The till tells: ${saidOf(view)}`
        : null
  }
}
