import type { Choices } from '../types.ts'
import type { Action, ActionKind, Binding, Campaign, Condition, ConditionKind } from './program-types.ts'

export const conditionKinds = [
  'orderSum',
  'products',
  'guestCategory',
  'schedule',
  'serviceType',
  'birthday',
  'orderCount',
  'coupon',
  'manual',
] as const satisfies readonly ConditionKind[]

export const actionKinds = [
  'percentDiscount',
  'fixedDiscount',
  'gift',
  'accrueBonuses',
  'accrueFixed',
  'payByBonuses',
  'combo',
  'dynamicDiscount',
] as const satisfies readonly ActionKind[]

const allLines = () => ({ productIds: [], categoryIds: [] })
const tenPercent = 1000

/** A condition that holds at once, or asks for the first thing there is. */
export function newCondition(kind: ConditionKind, id: string, choices: Choices): Condition {
  switch (kind) {
    case 'schedule':
      return { id, kind, weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinutes: 0, toMinutes: 1440 }
    case 'serviceType':
      return { id, kind, serviceTypes: ['DeliveryByCourier'] }
    case 'guestCategory':
      return { id, kind, categoryIds: choices.categories.slice(0, 1).map((one) => one.id) }
    case 'orderSum':
      return { id, kind, from: 0, to: null }
    case 'products':
      return { id, kind, ...allLines(), amount: 1000 }
    case 'coupon':
      return { id, kind, seriesId: choices.couponSeries[0]?.id ?? '' }
    case 'manual':
      return { id, kind, manualConditionId: choices.manualConditions[0]?.id ?? '' }
    case 'birthday':
      return { id, kind, daysBefore: 3, daysAfter: 3 }
    case 'orderCount':
      return { id, kind, from: 1, to: 1 }
  }
}

/** An action with the smallest sensible settings. */
export function newAction(kind: ActionKind, id: string, choices: Choices): Action {
  switch (kind) {
    case 'percentDiscount':
      return { id, kind, percentHundredths: tenPercent, lines: allLines(), limit: null }
    case 'fixedDiscount':
      return { id, kind, sum: 0, lines: allLines() }
    case 'dynamicDiscount': {
      const dynamic = choices.manualConditions.find(({ isDynamic }) => isDynamic)
      return { id, kind, manualConditionId: dynamic?.id ?? '', limit: null }
    }
    case 'gift':
      return { id, kind, productIds: [], amount: 1000 }
    case 'combo':
      return { id, kind, comboActionIds: choices.comboActions.slice(0, 1).map((one) => one.id) }
    case 'accrueBonuses':
      return { id, kind, percentHundredths: tenPercent / 2, limit: null }
    case 'accrueFixed':
      return { id, kind, sum: 0 }
    case 'payByBonuses':
      return { id, kind, percentHundredths: 5 * tenPercent, limit: null, canHold: false }
  }
}

export const newBinding = (id: string, action: Action): Binding => ({
  id,
  stopsFurtherExecution: false,
  conditions: [],
  actions: [action],
})

/** A campaign that works from today on, after all the others. */
export const newCampaign = (id: string, today: string, others: readonly Campaign[]): Campaign => ({
  ...{ id, name: '', nameEn: null, description: '', isActive: true, from: today, to: null },
  order: Math.max(0, ...others.map(({ order }) => order)) + 10,
  ...{ exclusiveGroup: null, needsCertificate: false, orderBindings: [], registrationBindings: [] },
})
