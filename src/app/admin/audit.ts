import type { Uuid } from '../../kernel/ids.ts'
import type { App, Tx } from '../ports.ts'

/** Who administers what: `actor` stands in the journal, `admin:<id>` or `cli`. */
export type AdminScope = { tenantId: Uuid; actor: string }

export type AuditNote = {
  kind: string
  entity: 'apiKey' | 'application' | 'licence' | 'webhook' | 'administrator' | 'guest' | 'backOfficeLogin'
  entityId: Uuid
  organizationId?: Uuid
  /** Never a secret, an e-mail or an address. */
  payload: unknown
}

/** Changes something and notes in the journal who did it, both or neither. */
export async function audited<T>(
  app: App,
  { tenantId, actor }: AdminScope,
  note: AuditNote,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { kind, entity, entityId, organizationId = null, payload } = note
  const done = await app.storage.transaction(async (tx) => {
    const result = await work(tx)
    await tx.journal.append([
      {
        tenantId,
        organizationId,
        terminalGroupId: null,
        entryId: app.random.uuid(),
        at: app.clock.now(),
        actor,
        kind,
        entity,
        entityId,
        correlationId: null,
        completes: false,
        payload,
      },
    ])
    return result
  })
  app.wake()
  return done
}
