/** Discounts that a person at the till gives and takes off again (front-api §2.6.9). */
import { refuseIfBilled } from '../changes/bill.ts'
import type { DiscountInput } from '../commands.ts'
import type { AppliedDiscount, Sale } from '../order.ts'
import { resolveDiscounts } from '../placing/discounts.ts'
import type { TillContext } from '../till-context.ts'
import type { PayingCommand } from './paying-commands.ts'

type Asked = Pick<
  Extract<PayingCommand<'delivery'>, { kind: 'delivery.changeDiscounts' }>,
  'discounts' | 'discountCardTrack' | 'removedTypeIds'
>

/**
 * The order's discounts once some are added and some taken off; a type stands once, with what was said of it last.
 * Those of programmes come last, on what the others leave. Null: nothing changes.
 */
export function changedDiscounts(ctx: TillContext, sale: Sale, asked: Asked): AppliedDiscount[] | null {
  refuseIfBilled(sale)
  const { discounts, discountCardTrack, removedTypeIds } = asked
  const added = resolveDiscounts(ctx, sale, { discounts: onlyOfTill(discounts), discountCardTrack })
  const gone = new Set([...removedTypeIds, ...added.map(({ type }) => type.id)])
  const kept = sale.discounts.filter(({ type }) => !gone.has(type.id))
  if (added.length === 0 && kept.length === sale.discounts.length) return null
  return byWhoFoundThem([...kept, ...added])
}

const onlyOfTill = (discounts: readonly DiscountInput[]): DiscountInput[] =>
  discounts.filter(({ source }) => source === 'RMS')

/** What people gave before what programmes found. */
export const byWhoFoundThem = (discounts: readonly AppliedDiscount[]): AppliedDiscount[] => [
  ...discounts.filter(({ isFoundByTill }) => !isFoundByTill),
  ...discounts.filter(({ isFoundByTill }) => isFoundByTill),
]

/** What somebody at the till says for the programmes; null: it was said already. */
export function changedLoyalty(
  sale: Sale,
  { coupon, manualConditionIds, dynamicDiscounts }: LoyaltyAsked,
): NonNullable<Sale['loyalty']> | null {
  refuseIfBilled(sale)
  const { loyalty: before } = sale
  const after = {
    coupon,
    appliedManualConditions: manualConditionIds,
    dynamicDiscounts,
    isOfTill: true,
  } as const
  const isSame =
    before?.isOfTill === true &&
    before.coupon === coupon &&
    sameIds(before.appliedManualConditions, manualConditionIds) &&
    sameIds(before.dynamicDiscounts.map(nameOf), dynamicDiscounts.map(nameOf))
  return isSame ? null : after
}

type LoyaltyAsked = Pick<
  Extract<PayingCommand<'delivery'>, { kind: 'delivery.changeLoyalty' }>,
  'coupon' | 'manualConditionIds' | 'dynamicDiscounts'
>
const nameOf = ({ manualConditionId, sum }: { manualConditionId: string; sum: bigint }): string =>
  `${manualConditionId} ${sum}`
const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id))

/** The guest of the till's choice is for its programmes too. */
export const loyaltyOfTill = ({ loyalty }: Sale): NonNullable<Sale['loyalty']> => ({
  ...(loyalty ?? { coupon: null, appliedManualConditions: [], dynamicDiscounts: [] }),
  isOfTill: true,
})
