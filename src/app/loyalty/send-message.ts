import type { Uuid } from '../../kernel/ids.ts'
import type { App, GuestMessage } from '../ports.ts'
import { guestEntry, type LoyaltyScope } from './loyalty-scope.ts'

/** Puts a message to a guest into the outbox, from which a provider takes it; answers its id. */
export async function sendMessage(
  app: App,
  scope: LoyaltyScope,
  message: Pick<GuestMessage, 'channel' | 'receiver' | 'subject' | 'text'>,
): Promise<Uuid> {
  const { tenantId, organizationId } = scope
  const id = await app.storage.transaction(async (tx) => {
    const earlier = await scope.earlierCall(tx)
    if (earlier) return earlier
    const messageId = scope.correlationId
    await tx.messageOutbox.put(tenantId, organizationId, { id: messageId, ...message, at: app.clock.now() })
    const event = { kind: 'guest.messageSent', channel: message.channel } as const
    await tx.journal.append([{ ...guestEntry(app, scope, messageId, event), entity: 'message' }])
    return messageId
  })
  app.wake()
  return id
}
