import type { Handlers } from '../operation.ts'
import { sendCommand } from './send-command.ts'

/** Draws the attention of the staff to an order: a notice at the till that owns it. */
export const notificationHandlers: Handlers = {
  '/api/1/notifications/send': (call) => {
    const { organizationId, orderId, orderSource: source, additionalInfo: text } = call.body
    const command = { kind: 'notice.show', orderId, source, text } as const
    return sendCommand(call, { organizationId, terminalGroupId: null, command })
  },
}
