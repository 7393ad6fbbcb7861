/** What programmes make of a sale at the till: the same pure function as in the cloud, over what the till knows (ADR 11). */
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { isLiving } from '../orders/cooking.ts'
import type { AppliedDiscount, Sale } from '../orders/order.ts'
import { orderTotals } from '../orders/totals.ts'
import type { BookItem } from '../reference/books.ts'
import { type Checkin, type CheckinLine, checkinLine } from './checkin.ts'
import { type CampaignResult, runPrograms } from './run-programs.ts'

/** Everything of a check-in but its lines. */
export type CheckinMoment = Omit<Checkin, 'lines'>

type Priced = Pick<Sale, 'items' | 'combos' | 'discounts' | 'payments'>

/** Living dishes at the prices that the people's own discounts left: programmes take from what is left. */
function linesOfSale(sale: Priced): CheckinLine[] {
  const own = sale.discounts.filter(({ isFoundByTill }) => !isFoundByTill)
  const { positions } = orderTotals({ ...sale, discounts: own })
  return sale.items.flatMap((item, index) =>
    isLiving(item) ? [checkinLine(item, positions[index]?.resultSum ?? 0n)] : [],
  )
}

/** The programmes' answer to a sale as it stands. */
export const programsOfSale = (
  programs: readonly BookItem<'loyaltyProgram'>[],
  sale: Priced,
  moment: CheckinMoment,
) => runPrograms(programs, { ...moment, lines: linesOfSale(sale) })

/** Discounts of campaigns split by dishes, as loyalty gives them to a till (front-api §8.3, `CardLoyaltyDiscount`). */
export function discountsOfPrograms(results: readonly CampaignResult[]): AppliedDiscount[] {
  return results.flatMap(({ campaign, discounts }) => {
    const sums = new Map<Uuid, Money>()
    for (const { line, sum } of discounts.flatMap(({ parts }) => parts))
      sums.set(line.key, (sums.get(line.key) ?? 0n) + sum)
    if (sums.size === 0) return []
    return [
      {
        source: 'iikoCard' as const,
        type: { id: campaign.id, name: campaign.name },
        ...{
          percentHundredths: null,
          fixedSum: null,
          categoryPercents: null,
          minOrderSum: 0n,
          positions: null,
        },
        positionSums: [...sums].map(([positionId, sum]) => ({ positionId, sum })),
        isFoundByTill: true as const,
      },
    ]
  })
}

/** Whether two lists of found discounts say the same of the same dishes. */
export function areSameDiscounts(a: readonly AppliedDiscount[], b: readonly AppliedDiscount[]): boolean {
  const told = (list: readonly AppliedDiscount[]): string =>
    list
      .map(({ type, positionSums }) => [
        type.id,
        ...(positionSums ?? []).map(({ positionId, sum }) => `${positionId} ${sum}`).sort(),
      ])
      .join('\n')
  return told(a) === told(b)
}
