import type { Organization } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { TimeZone } from '../../../kernel/local-time.ts'
import { refuse } from '../../../kernel/refusals.ts'

/** What the wire's numbers and times mean depends on where the order is: the zone and the currency of that place. */
export type PlaceOfOrder = {
  organizationId: Uuid
  organization: Organization
  /** Of the terminal group; of the organization while the group is not known. */
  zone: TimeZone
  /** Decimal digits of the currency's minor unit. */
  scale: number
}

export function placeOfOrder(
  catalog: Catalog,
  organizationId: Uuid,
  terminalGroupId: Uuid | null,
): PlaceOfOrder {
  const organization = catalog.find('organization', organizationId)?.body
  if (!organization) throw refuse('organization.disabled', { organizationId })
  const group = catalog.find('terminalGroup', terminalGroupId)
  const isOwn = group?.organizationId === organizationId
  return {
    organizationId,
    organization,
    zone: isOwn ? group.body.timeZone : organization.timeZone,
    scale: organization.currency.scale,
  }
}
