import type { SequencedEntry } from '../app/ports.ts'
import type { Uuid } from '../kernel/ids.ts'

/** Contacts that an entry speaks of: in a command, in a placed order or in a change of the contact. */
export function contactIdsOf({ payload }: Pick<SequencedEntry, 'payload'>): Uuid[] {
  const { command, order, contactId, secretsId } = payload as {
    command?: { contactId?: Uuid | null }
    order?: { contactId?: Uuid }
    contactId?: Uuid
    secretsId?: Uuid | null
  }
  return [command?.contactId, order?.contactId, contactId, secretsId].filter((id) => typeof id === 'string')
}
