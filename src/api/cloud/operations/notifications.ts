import { acceptCommand } from '../../../app/cloud/accept-command.ts'
import type { Handlers } from '../operation.ts'

/** Draws the attention of the staff to an order: a notice at the till that owns it. */
export const notificationHandlers: Handlers = {
  '/api/1/notifications/send': async ({ app, login, body, correlationId }) => {
    await acceptCommand(app, login, {
      correlationId,
      organizationId: body.organizationId,
      terminalGroupId: null,
      command: {
        kind: 'notice.show',
        orderId: body.orderId,
        source: body.orderSource,
        text: body.additionalInfo,
      },
    })
    return { correlationId }
  },
}
