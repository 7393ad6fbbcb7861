import { type HandedOver, handedOverKind } from '../../app/route/kinds.ts'
import {
  type CommandFailed,
  commandFailedKind,
  type TillCommandPayload,
  tillCommandKind,
} from '../../app/till/till-command.ts'
import { type EntryView, saidOf } from '../entry-view.ts'
import { routeOf } from '../routes.ts'
import type { LogWriter } from './writer.ts'

/**
 * `plugin-Resto.Front.Api.Delivery.log` of a till: deliveries of the legacy scheme, from the call centre's server to what
 * is sent back to it (biz-card-api §16.5). Orders of the cloud stand in the log of its own plugin.
 */
export const frontDelivery = (playsGroup: (terminalGroupId: string) => boolean): LogWriter => ({
  path: 'CashServer/Logs/plugin-Resto.Front.Api.Delivery.log',
  message(view) {
    const { terminalGroupId, kind } = view.entry
    const isOurs = view.order?.route === 'legacy' && !kind.startsWith('cloud.')
    return isOurs && terminalGroupId && playsGroup(terminalGroupId) ? messageOf(view) : null
  },
})

function messageOf(view: EntryView): string {
  const { entry } = view
  switch (entry.kind) {
    case tillCommandKind: {
      const { command } = entry.payload as TillCommandPayload
      return `Received from the call-centre server: ${routeOf(command.kind)}`
    }
    case 'delivery.placed':
      return `Delivery converted, order saved: ${saidOf(view)}; sent to the server`
    case commandFailedKind: {
      const { command } = entry.payload as CommandFailed
      const failure = command === 'delivery.place' ? 'Can not save delivery' : routeOf(command)
      return `${failure}: ${saidOf(view)}; error sent to the server`
    }
    case handedOverKind:
      return `Order ${(entry.payload as HandedOver).number} handed over by the call-centre server: this till owns it`
    default:
      return `${saidOf(view)}; sent to the server`
  }
}
