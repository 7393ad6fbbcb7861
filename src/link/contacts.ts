import type { SequencedEntry } from '../app/ports.ts'
import type { Uuid } from '../kernel/ids.ts'

/** Contacts that an entry speaks of: in a command, in a placed order or reserve or in a change of the contact. */
export function contactIdsOf({ payload }: Pick<SequencedEntry, 'payload'>): Uuid[] {
  const { command, order, reserve, contactId, secretsId } = payload as {
    command?: { contactId?: Uuid | null }
    order?: { contactId?: Uuid | null }
    reserve?: { contactId?: Uuid }
    contactId?: Uuid
    secretsId?: Uuid | null
  }
  return [command?.contactId, order?.contactId, reserve?.contactId, contactId, secretsId].filter(
    (id) => typeof id === 'string',
  )
}
