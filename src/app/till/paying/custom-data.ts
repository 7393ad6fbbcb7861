import type { SealedPlace } from '../../../domain/orders/order.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Tx } from '../../ports.ts'

/** What whoever planned a payment said for its system; it is sealed with the person whose it is (ADR 4). Null: nothing. */
export async function customDataOf(
  { contacts }: Pick<Tx, 'contacts'>,
  tenantId: Uuid,
  place: SealedPlace | null | undefined,
): Promise<string | null> {
  if (!place) return null
  const record = (await contacts.load(tenantId, [place.recordId])).get(place.recordId)
  return record?.texts?.[`${place.prefix}customData`] ?? null
}
