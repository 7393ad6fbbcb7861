import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { App, Draft, DraftSearch, OpenDraft } from '../../ports.ts'
import type { Login } from '../login.ts'
import { isVisible, requireDraftsEnabled } from './draft-access.ts'
import { documentOf } from './draft-order.ts'

/** A draft whose order can be read. */
export type ReadableDraft = OpenDraft & { contact: NonNullable<OpenDraft['contact']>; document: string }

/** One draft; refuses one that is not there, was forgotten with its guest, or belongs to another source. */
export async function readDraft(
  app: App,
  login: Login,
  organizationId: Uuid,
  orderId: Uuid,
): Promise<ReadableDraft> {
  await requireDraftsEnabled(app, login, [organizationId])
  const draft = await app.storage.now.drafts.find(login.key.tenantId, organizationId, orderId)
  const [readable] = draft && isVisible(login, draft) ? await opened(app, [draft]) : []
  if (!readable) throw refuse('order.not-found', { orderId })
  return readable
}

/** Drafts that fit, oldest first. */
export async function searchDrafts(app: App, login: Login, search: DraftSearch): Promise<ReadableDraft[]> {
  await requireDraftsEnabled(app, login, search.organizationIds)
  return opened(app, await app.storage.now.drafts.search(search))
}

async function opened(app: App, drafts: readonly Draft[]): Promise<ReadableDraft[]> {
  const [first] = drafts
  if (!first) return []
  const contacts = await app.storage.now.contacts.load(
    first.tenantId,
    drafts.map(({ contactId }) => contactId),
  )
  return drafts.flatMap((draft) => {
    const contact = contacts.get(draft.contactId)
    const document = documentOf(contact?.texts)
    return contact && document !== null ? [{ ...draft, contact, document }] : []
  })
}
