import type { Uuid } from '../../../kernel/ids.ts'
import type { App, Draft, NewEntry } from '../../ports.ts'
import { actorOf, type Login } from '../login.ts'

/** What happened to a draft. What it says of a person lies in the sealed record `contactId`. */
export type DraftEvent =
  | { kind: 'draft.created'; terminalGroupId: Uuid | null; contactId: Uuid }
  | { kind: 'draft.saved'; terminalGroupId: Uuid | null; contactId: Uuid; employeeId: Uuid; version: number }
  | { kind: 'draft.locked'; employeeId: Uuid }
  | { kind: 'draft.unlocked'; employeeId: Uuid }
  | { kind: 'draft.committed'; terminalGroupId: Uuid | null; version: number }
  | { kind: 'draft.deleted' }

/** The journal entry of a change. It names no till: a draft is the cloud's alone until it is committed. */
export const draftEntry = (
  app: App,
  login: Login,
  draft: Pick<Draft, 'tenantId' | 'organizationId' | 'id'>,
  { event, correlationId, at }: { event: DraftEvent; correlationId: Uuid; at: number },
): NewEntry => ({
  tenantId: draft.tenantId,
  organizationId: draft.organizationId,
  terminalGroupId: null,
  entryId: app.random.uuid(),
  at,
  actor: actorOf(login),
  kind: event.kind,
  entity: 'draft',
  entityId: draft.id,
  correlationId,
  completes: false,
  payload: event,
})
