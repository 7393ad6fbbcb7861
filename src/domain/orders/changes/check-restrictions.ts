import type { Money } from '../../../kernel/exact.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { allowedTerminalGroups, type RestrictionContext } from '../../delivery/restrictions.ts'
import { addressOfPoint } from '../address-of-point.ts'
import type { DeliveryOrder } from '../order.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import { orderTotals } from '../totals.ts'

/**
 * The till looks at zone, weekday, hours and minimum sum again before a delivery is sent (cloud-api §5.4, front-api
 * PrepareDeliveryForSending). It trusts who created the order, where the settings say so, until somebody changes it
 * (`frontTrustsCallCenterCheck`), and it skips what it cannot place on the map. Stop lists were asked when the dishes were
 * taken; a till with no rule of its own has nothing to check. Whoever may bypass the restrictions (D_BDR) sends it.
 */
export function checkRestrictions(ctx: TillContext, order: DeliveryOrder): void {
  if (ctx.mayBypassRestrictions || !organizationOf(ctx).useBusinessHoursAndMapping) return
  const settings = ctx.catalog.living('deliveryRestrictions', ctx.organizationId)?.body
  if (!settings || (settings.frontTrustsCallCenterCheck && !order.isChangedSinceCheck)) return
  const point = ctx.contact?.deliveryPoint ?? null
  const { allowed, rejected } = allowedTerminalGroups(restrictionsOf(ctx), {
    organizationIds: [ctx.organizationId],
    isCourierDelivery: order.serviceType === 'DeliveryByCourier',
    location: point?.coordinates ?? null,
    address: addressOfPoint(point),
    deliveryDate: order.completeBefore,
    ...chosenSums(order),
    items: [],
  })
  const broken = rejected.filter(({ rejectCode }) => rejectCode !== 'Undefined')
  if (allowed.length > 0 || broken.length === 0) return
  const reasons = [...new Set(broken.map(({ rejectHint }) => rejectHint))].join('; ')
  throw refuse('order.restrictions-violated', { reasons })
}

/** Only this till is asked, and it lives: it is the one that asks. */
const restrictionsOf = ({ catalog, terminalGroupId }: TillContext): RestrictionContext => ({
  catalog,
  terminalGroupIds: new Set([terminalGroupId]),
  isAlive: () => true,
  stopListOf: () => new Map(),
})

/** What the guest chose: the way that the till added by itself does not help over the minimum sum. */
function chosenSums(order: DeliveryOrder): { deliverySum: Money; discountSum: Money } {
  const automatic = new Set(order.items.filter((item) => item.isAutomatic).map((item) => item.positionId))
  const chosen = orderTotals(order).positions.filter(({ positionId }) => !automatic.has(positionId))
  return {
    deliverySum: chosen.reduce((sum, { cost }) => sum + cost, 0n),
    discountSum: chosen.reduce((sum, { discountSum }) => sum + discountSum, 0n),
  }
}
