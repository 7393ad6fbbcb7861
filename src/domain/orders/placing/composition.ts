import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { Organization, ServiceType } from '../../reference/books.ts'
import type { SaleInput } from '../commands.ts'
import type { Sale } from '../order.ts'
import { refuseOverpaid } from '../paid-sums.ts'
import type { TillContext } from '../till-context.ts'
import { resolveCombos } from './combos.ts'
import { deliveryCharge } from './delivery-charge.ts'
import { resolveDiscounts } from './discounts.ts'
import { resolveItem } from './items.ts'
import { resolvePayment, resolveTips } from './payments.ts'
import { claimPositions } from './positions.ts'
import { saleTerms } from './sale-terms.ts'
import { refuseStopped } from './stopped-items.ts'

/** What is sold and what is paid. */
export type Composition = Pick<Sale, 'items' | 'combos' | 'payments' | 'tips' | 'discounts'>

/** `chargeId`: the product that pays for the way, where there is one. */
export function compose(
  ctx: TillContext,
  organization: Organization,
  serviceType: ServiceType,
  input: SaleInput,
  chargeId: Uuid | null = null,
): Composition {
  // A waiter opens an order before its guests have chosen (front-api §2.6.3); a client sends one that is composed.
  const isOpenedEmpty = serviceType === 'Common' && !input.isExternal
  if (input.items.length === 0 && !isOpenedEmpty) throw refuse('order.no-items')
  const terms = saleTerms(ctx, input.priceCategoryId)
  const claim = claimPositions(ctx)
  const asked = input.items.map((item) => resolveItem(terms, claim, item))
  const combos = resolveCombos(ctx, terms, input.combos, asked)
  refuseStopped(ctx, asked)
  const items = [...asked, ...deliveryCharge(terms, claim, chargeId, asked)]
  const { isExternal } = input
  const composition = {
    items,
    combos,
    discounts: resolveDiscounts(ctx, { items, combos }, input),
    payments: input.payments.map((payment) => resolvePayment(ctx, organization, payment, isExternal)),
    tips: input.tips.map((tips) => resolveTips(ctx, organization, serviceType, tips, isExternal)),
  }
  refuseOverpaid(organization, composition)
  return composition
}
