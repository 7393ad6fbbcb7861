import { derivedId } from '../derived-id.ts'
import type { App, CloudOrder, DeliveryOpinion } from '../ports.ts'
import { actorOf, type Login } from './login.ts'

/**
 * Keeps what the customer says of a delivery; said again it replaces what was said (biz-card-api §5.15). The journal tells
 * that it was said and with what marks, not in which words.
 */
export async function giveOpinion(
  app: App,
  login: Login,
  order: CloudOrder,
  { comment, marks }: Pick<DeliveryOpinion, 'comment' | 'marks'>,
): Promise<void> {
  const { tenantId, organizationId, id: orderId, terminalGroupId } = order
  const givenAt = app.clock.now()
  await app.storage.transaction(async (tx) => {
    await tx.deliveryOpinions.save({ tenantId, organizationId, orderId, givenAt, comment, marks })
    const correlationId = app.random.uuid()
    await tx.journal.append([
      {
        ...{ tenantId, organizationId, terminalGroupId, correlationId },
        ...{ entryId: app.random.uuid(), at: givenAt, actor: actorOf(login), completes: false },
        kind: 'opinion.given',
        entity: 'opinion',
        // Under an id of its own: entries under the order's are those that the order is made of.
        entityId: derivedId(`opinion ${orderId}`),
        payload: { kind: 'opinion.given', orderId, marks },
      },
    ])
  })
  app.wake()
}
