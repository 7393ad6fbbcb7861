import {
  type ComboPrice,
  type ComboSelection,
  comboPrice,
  isComboInForce,
} from '../../domain/menu/combo-price.ts'
import type { ItemInput } from '../../domain/orders/commands.ts'
import type { OrderItem } from '../../domain/orders/order.ts'
import { resolveItem } from '../../domain/orders/placing/items.ts'
import type { SaleTerms } from '../../domain/orders/placing/sale-terms.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { toLocal } from '../../kernel/local-time.ts'
import { Refusal, refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'

/** The price that the till will want for one combo of these items, at base prices (cloud-api §6.5). */
export async function priceCombo(
  app: App,
  tenantId: Uuid,
  organizationId: Uuid,
  { sourceId, items }: { sourceId: Uuid; items: readonly ItemInput[] },
): Promise<ComboPrice> {
  const catalog = await app.catalog(tenantId)
  const organization = catalog.living('organization', organizationId)?.body
  if (!organization?.isActive) throw refuse('organization.disabled', { organizationId })
  const item = catalog.living('comboAction', sourceId)
  const isForeign = item?.organizationId && item.organizationId !== organizationId
  const now = toLocal(app.clock.now(), organization.timeZone)
  if (!item || isForeign || !isComboInForce(item.body, now)) throw refuse('combo.unknown', { sourceId })
  const terms: SaleTerms = { catalog, organizationId, priceCategoryId: null, organization }
  const read = item.body.includeModifiers ? (input: ItemInput) => soldSelection(terms, input) : givenSelection
  return comboPrice(item.body, items.map(read), catalog, organizationId)
}

/** The choice as it was sent: enough where modifiers do not change the price. */
function givenSelection(input: ItemInput): ComboSelection {
  const parts =
    input.kind === 'Product' ? [input] : [input.primary, ...(input.secondary ? [input.secondary] : [])]
  const modifiers = [
    ...parts.flatMap((part) => part.modifiers),
    ...(input.kind === 'Compound' ? input.modifiers : []),
  ]
  return {
    groupId: input.combo?.groupId ?? '',
    productId: parts[0]?.productId ?? '',
    sizeId: input.sizeId,
    ...(parts[1] ? { otherHalfId: parts[1].productId } : {}),
    modifiers: modifiers.map(({ productId, amount, price }) => ({ productId, amount, price })),
  }
}

/**
 * The choice as the till would sell it: units that are free of charge cost nothing in a combo too. What the till
 * would not sell fills no group.
 */
function soldSelection(terms: SaleTerms, input: ItemInput): ComboSelection {
  const selection = givenSelection(input)
  try {
    // Comments have nothing to do with the price, and an organization may forbid them.
    const sold = resolveItem(terms, (wanted) => wanted ?? '', { ...input, comment: null })
    return { ...selection, modifiers: paidModifiers(sold) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ...selection, productId: '' }
  }
}

function paidModifiers(item: OrderItem): ComboSelection['modifiers'] {
  const halves = item.kind === 'Compound' ? [item.primary, ...(item.secondary ? [item.secondary] : [])] : []
  return [...item.modifiers, ...halves.flatMap((half) => half.modifiers)].map(
    ({ productId, amount, freeAmount, price }) => ({ productId, amount: amount - freeAmount, price }),
  )
}
