import {
  type AllowedTerminalGroups,
  allowedTerminalGroups,
  type RestrictionAddress,
} from '../../domain/delivery/restrictions.ts'
import type { ItemInput } from '../../domain/orders/commands.ts'
import { amountsOfInputs } from '../../domain/orders/ordered-amounts.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { sumOf } from '../cloud/assign-till.ts'
import { restrictionContext } from '../cloud/restriction-context.ts'
import type { App } from '../ports.ts'
import type { Operator } from './operator.ts'

export type AddressQuestion = {
  isCourierDelivery: boolean
  address: RestrictionAddress | null
  /** Epoch milliseconds. */
  deliveryDate: number
  /** Dishes of one restaurant; null: none are chosen yet, and all restaurants of the operator are asked. */
  dishes: { organizationId: Uuid; items: readonly ItemInput[] } | null
}
export type AddressCheck = AllowedTerminalGroups & {
  /** Terminal groups of restaurants without delivery restrictions: they are chosen by hand. */
  unruled: readonly { organizationId: Uuid; terminalGroupId: Uuid }[]
  /** What the dishes cost before discounts, by the books; null: none are chosen. */
  sum: Money | null
}

/**
 * Which terminal groups can bring what to an address: the delivery restrictions as the cloud asks them (cloud-api §5.3).
 * On the legacy road a till may be off, its server waits for it (biz-card-api §16.6).
 */
export async function checkAddress(
  app: App,
  { tenantId, login, organizations }: Operator,
  { isCourierDelivery, address, deliveryDate, dishes }: AddressQuestion,
  isLegacyRoute: boolean,
): Promise<AddressCheck> {
  const catalog = await app.catalog(tenantId)
  const asked = organizations
    .map(({ id }) => id)
    .filter((id) => dishes === null || id === dishes.organizationId)
  const known = await restrictionContext(app, login, catalog, asked)
  const context = isLegacyRoute ? { ...known, isAlive: () => true } : known
  const sum = dishes && sumOf(catalog, dishes.organizationId, null, dishes.items)
  const answer = allowedTerminalGroups(context, {
    ...{ organizationIds: asked, isCourierDelivery, location: null, address, deliveryDate },
    ...{ deliverySum: sum, discountSum: 0n },
    items: amountsOfInputs(dishes?.items ?? []).map((item) => ({
      ...item,
      isModifier: catalog.find('product', item.productId)?.body.type === 'Modifier',
    })),
  })
  return { ...answer, sum, unruled: asked.flatMap((id) => unruledGroups(catalog, id)) }
}

function unruledGroups(catalog: Catalog, organizationId: Uuid) {
  const isRuled =
    catalog.living('organization', organizationId)?.body.useBusinessHoursAndMapping &&
    catalog.living('deliveryRestrictions', organizationId)
  if (isRuled) return []
  return catalog
    .all('terminalGroup')
    .filter(
      (one) => one.organizationId === organizationId && !one.isDeleted && one.body.isEnabledForTransport,
    )
    .map(({ id }) => ({ organizationId, terminalGroupId: id }))
}
