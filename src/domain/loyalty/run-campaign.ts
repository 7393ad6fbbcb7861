import type { Money, Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LoyaltyAction, LoyaltyBinding, LoyaltyCampaign } from '../reference/books.ts'
import { type Checkin, isChosen } from './checkin.ts'
import { holds } from './conditions.ts'
import {
  fixedDiscount,
  freeUnits,
  type LineDiscount,
  percentDiscount,
  percentOf,
  type Remains,
  totalOf,
} from './discount-lines.ts'

export type DiscountKind = 'order' | 'item' | 'freeProduct'
export type Applied = { actionId: Uuid; kind: DiscountKind; parts: LineDiscount[]; amount: Quantity | null }
export type Gift = { actionId: Uuid; productIds: readonly Uuid[] }
export type PaymentRule = { percentHundredths: number; limit: Money | null; canHold: boolean }

/** What one campaign does to an order. */
export type CampaignOutcome = {
  discounts: Applied[]
  gifts: Gift[]
  comboActionIds: Uuid[]
  /** Of what is left after all discounts. */
  accruals: Extract<LoyaltyAction, { kind: 'accrueBonuses' | 'accrueFixed' }>[]
  payments: PaymentRule[]
  needsCertificate: boolean
  /** Bindings that were executed. */
  executed: Uuid[]
}

/** Runs the bindings of a campaign in their order; takes discounts out of `remains`. */
export function runCampaign(campaign: LoyaltyCampaign, checkin: Checkin, remains: Remains): CampaignOutcome {
  const outcome: CampaignOutcome = {
    discounts: [],
    gifts: [],
    comboActionIds: [],
    accruals: [],
    payments: [],
    needsCertificate: false,
    executed: [],
  }
  for (const binding of campaign.orderBindings) {
    if (!binding.conditions.every((condition) => holds(condition, checkin))) {
      outcome.needsCertificate ||= campaign.needsCertificate && lacksOnlyCoupon(binding, checkin)
      continue
    }
    for (const action of binding.actions) act(action, checkin, remains, outcome)
    outcome.executed.push(binding.id)
    if (binding.stopsFurtherExecution) break
  }
  return outcome
}

const lacksOnlyCoupon = ({ conditions }: LoyaltyBinding, checkin: Checkin): boolean =>
  !checkin.hasCoupon &&
  conditions.every((condition) => condition.kind === 'coupon' || holds(condition, checkin))

function act(action: LoyaltyAction, checkin: Checkin, remains: Remains, outcome: CampaignOutcome): void {
  const discount = (kind: DiscountKind, parts: LineDiscount[], amount: Quantity | null = null): void => {
    if (parts.length > 0) outcome.discounts.push({ actionId: action.id, kind, parts, amount })
  }
  switch (action.kind) {
    case 'percentDiscount': {
      const lines = checkin.lines.filter((line) => isChosen(line, action.lines))
      discount('item', percentDiscount(lines, action.percentHundredths, action.limit, remains))
      return
    }
    case 'fixedDiscount': {
      const lines = checkin.lines.filter((line) => isChosen(line, action.lines))
      const isWhole = action.lines.productIds.length + action.lines.categoryIds.length === 0
      discount(isWhole ? 'order' : 'item', fixedDiscount(lines, action.sum, remains))
      return
    }
    case 'dynamicDiscount': {
      const asked = checkin.dynamicSums.get(action.manualConditionId) ?? 0n
      const sum = action.limit !== null && asked > action.limit ? action.limit : asked
      if (sum > 0n) discount('order', fixedDiscount(checkin.lines, sum, remains))
      return
    }
    case 'gift': {
      const line = checkin.lines.find(
        ({ productId, cost }) => action.productIds.includes(productId) && cost > 0n,
      )
      if (!line) {
        outcome.gifts.push({ actionId: action.id, productIds: action.productIds })
        return
      }
      const amount = action.amount < line.amount ? action.amount : line.amount
      discount('freeProduct', freeUnits(line, amount, remains), amount)
      return
    }
    case 'combo':
      outcome.comboActionIds.push(...action.comboActionIds)
      return
    case 'accrueBonuses':
    case 'accrueFixed':
      outcome.accruals.push(action)
      return
    case 'payByBonuses':
      outcome.payments.push(action)
  }
}

/** What an order earns, of the sum that is really paid for. */
export function accrualOf(accruals: CampaignOutcome['accruals'], paid: Money): Money {
  return accruals.reduce((total, action) => {
    if (action.kind === 'accrueFixed') return total + action.sum
    const sum = percentOf(paid > 0n ? paid : 0n, action.percentHundredths)
    return total + (action.limit !== null && sum > action.limit ? action.limit : sum)
  }, 0n)
}

/** How much of what is left a campaign lets the guest pay out of a wallet. */
export function payableFrom(balance: Money, rules: readonly PaymentRule[], remains: Remains): Money {
  const left = totalOf(remains)
  const allowed = rules.reduce((most, { percentHundredths, limit }) => {
    const share = percentOf(left, percentHundredths)
    const sum = limit !== null && share > limit ? limit : share
    return sum > most ? sum : most
  }, 0n)
  const sum = allowed < balance ? allowed : balance
  return sum > 0n ? sum : 0n
}
