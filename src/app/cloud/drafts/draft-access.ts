import { worksAt } from '../../../domain/reference/staff.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { App, Draft, Tx } from '../../ports.ts'
import type { Login } from '../login.ts'

/** Refuses organizations whose delivery settings know no drafts (cloud-api §5.6). */
export async function requireDraftsEnabled(
  app: App,
  login: Login,
  organizationIds: readonly Uuid[],
): Promise<void> {
  const catalog = await app.catalog(login.key.tenantId)
  for (const organizationId of organizationIds) {
    if (!catalog.living('organization', organizationId)?.body.areDraftsEnabled)
      throw refuse('draft.disabled', { organizationId })
  }
}

/** Refuses an operator who does not work in the organization. */
export async function requireOperator(
  app: App,
  login: Login,
  organizationId: Uuid,
  employeeId: Uuid,
): Promise<void> {
  const person = (await app.catalog(login.key.tenantId)).living('employee', employeeId)
  if (!person || !worksAt(person, organizationId)) throw refuse('order.operator-unknown', { id: employeeId })
}

/** A login with a source key does not know the drafts of others. */
export const isVisible = ({ key }: Login, draft: Draft): boolean =>
  key.settings.sourceKey === null || key.settings.sourceKey === draft.sourceKey

/** The draft, locked until the transaction ends; refuses one that the login cannot see. */
export async function draftForChange(
  tx: Tx,
  login: Login,
  organizationId: Uuid,
  orderId: Uuid,
): Promise<Draft> {
  const draft = await tx.drafts.findForChange(login.key.tenantId, organizationId, orderId)
  if (!draft || !isVisible(login, draft)) throw refuse('order.not-found', { orderId })
  return draft
}

/** True while a till has not answered yet whether it takes the order. */
export async function isOnItsWay(tx: Tx, { tenantId, organizationId, committedAs }: Draft): Promise<boolean> {
  const command = committedAs ? await tx.commands.find(tenantId, organizationId, committedAs) : null
  return command?.state === 'InProgress'
}

/** Refuses a draft that is on its way to a till. */
export async function requireAtRest(tx: Tx, draft: Draft): Promise<void> {
  if (await isOnItsWay(tx, draft)) throw refuse('draft.on-its-way', { orderId: draft.id })
}
