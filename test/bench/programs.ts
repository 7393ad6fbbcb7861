import type { LoyaltyAction, LoyaltyCondition } from '../../src/domain/reference/loyalty-books.ts'
import type { SeedItem } from '../../src/seed/demo/demo-chain.ts'
import { demoId, seedItem } from '../../src/seed/demo/demo-chain.ts'
import { organizationId } from './demo.ts'

/** With the three of the demo chain there are thirty. */
const count = 27
const everyLine = { productIds: [], categoryIds: [] }

/** Programmes of one discount each; of every third one only the best works, as of the demo's. */
export const benchPrograms = (): SeedItem[] => Array.from({ length: count }, (_, index) => program(index))

function program(index: number): SeedItem {
  const key = `bench ${index}`
  const conditions: LoyaltyCondition[] = [
    conditionOf(index, demoId('loyaltyCondition', key)),
    { kind: 'orderSum', id: demoId('loyaltyCondition', `${key} sum`), from: 100_00n, to: null },
  ]
  const percent = 100 + index * 10
  const actions: LoyaltyAction[] = [
    {
      ...{ kind: 'percentDiscount', id: demoId('loyaltyAction', key), percentHundredths: percent },
      ...{ lines: everyLine, limit: 500_00n },
    },
  ]
  const named = { name: key, nameEn: key, description: '', isActive: true, from: '2024-01-01', to: null }
  return seedItem('loyaltyProgram', key, {
    ...named,
    ...{ type: 3, templateType: 2, isDefault: false, notifiesAboutBalance: false, wallet: null },
    ...{ organizationIds: [organizationId], refillType: 0 },
    campaigns: [
      {
        ...named,
        id: demoId('loyaltyCampaign', key),
        order: 200 + index,
        exclusiveGroup: index % 3 === 0 ? 'bench' : null,
        needsCertificate: false,
        registrationBindings: [],
        orderBindings: [
          { id: demoId('loyaltyBinding', key), stopsFurtherExecution: false, conditions, actions },
        ],
      },
    ],
  })
}

function conditionOf(index: number, id: string): LoyaltyCondition {
  const always: LoyaltyCondition[] = [
    { kind: 'schedule', id, weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinutes: 0, toMinutes: 24 * 60 },
    { kind: 'serviceType', id, serviceTypes: ['DeliveryByClient'] },
    { kind: 'orderCount', id, from: 1, to: null },
  ]
  const never: LoyaltyCondition[] = [
    { kind: 'serviceType', id, serviceTypes: ['DeliveryByCourier'] },
    { kind: 'orderCount', id, from: 1000, to: null },
  ]
  return [...always, ...never][index % 5] ?? { kind: 'orderCount', id, from: 1, to: null }
}
