import type { DeliveryRequest } from '../../../app/cloud/delivery-request.ts'
import type { ComposedOrder } from '../../../app/cloud/drafts/draft-order.ts'
import type { ReadableDraft } from '../../../app/cloud/drafts/find-drafts.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { CreateOrderSettings, DeliveryOrderDraft, OrderDraft } from '../generated/types.ts'
import { wholeDraft } from './draft-members.ts'
import { namingField } from './named-field.ts'
import { utcOrNull } from './order-printer.ts'
import { invalidField } from './read-amounts.ts'
import { type CreationMoment, fromWireCreation } from './read-order.ts'

type DraftBody = { organizationId: Uuid; terminalGroupId?: Uuid | undefined; order: DeliveryOrderDraft }

/** Reads a draft as the order that it is meant to become, and keeps the client's words (cloud-api §5.6). */
export function fromWireDraft(body: DraftBody, moment: CreationMoment): ComposedOrder {
  if (body.order.menuId === '') throw invalidField('order.menuId', 'must not be empty')
  return { request: requestOf(body, moment), document: JSON.stringify(body.order) }
}

const requestOf = (
  body: DraftBody & { createOrderSettings?: CreateOrderSettings | undefined },
  moment: CreationMoment,
): DeliveryRequest => namingField(() => fromWireCreation(body, moment))

/** The words of the client: they passed the schema of the operation that wrote them. */
const composedBy = ({ document }: Pick<ReadableDraft, 'document'>): DeliveryOrderDraft =>
  JSON.parse(document) as DeliveryOrderDraft

/** What `deliveries/create` would be asked for this draft. */
export function committedRequest(
  draft: ReadableDraft,
  wish: { terminalGroupId?: Uuid | undefined; createOrderSettings?: CreateOrderSettings | undefined },
  moment: CreationMoment,
): DeliveryRequest {
  const terminalGroupId = wish.terminalGroupId ?? draft.terminalGroupId ?? undefined
  const { createOrderSettings } = wish
  const order = { ...composedBy(draft), id: draft.id }
  return requestOf(
    { organizationId: draft.organizationId, terminalGroupId, createOrderSettings, order },
    moment,
  )
}

/** How the cloud shows a draft; its times are UTC. */
export const renderDraft = (draft: ReadableDraft): OrderDraft & { createdAt: string } => ({
  id: draft.id,
  organizationId: draft.organizationId,
  terminalGroupId: draft.terminalGroupId,
  lockedByUser: draft.lock?.employeeId ?? null,
  lockedAt: utcOrNull(draft.lock?.at ?? null),
  createdAt: utcOrNull(draft.createdAt) ?? '',
  order: { ...wholeDraft(composedBy(draft)), id: draft.id, sourceKey: draft.sourceKey },
})
