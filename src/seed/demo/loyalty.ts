/** How «Трапеза» keeps its guests: categories, bonuses in three tiers, discounts, coupons, certificates. */
import type {
  LoyaltyAction,
  LoyaltyBinding,
  LoyaltyCampaign,
  LoyaltyCondition,
  LoyaltyProgram,
} from '../../domain/reference/books.ts'
import { type Money, moneyFromJson } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { demoId, type SeedCoupon, type SeedItem, type SeedMember, seedItem } from './demo-chain.ts'
import { comboId } from './menu/combos.ts'
import { categoryId } from './menu/dictionaries.ts'
import { productId } from './menu/modifiers.ts'
import { outletId, outletKeys } from './outlets.ts'

type Without<T> = T extends { id: Uuid } ? Omit<T, 'id'> : never
const rubles = (amount: number): Money => moneyFromJson(amount)
/** Hundredths of a percent. */
const percent = (amount: number): number => amount * 100

export const guestCategoryId = (key: string): Uuid => demoId('guestCategory', key)
export const loyaltyProgramId = (key: string): Uuid => demoId('loyaltyProgram', key)
const loyaltyCampaignId = (key: string): Uuid => demoId('loyaltyCampaign', key)
export const couponSeriesId = (key: string): Uuid => demoId('couponSeries', key)
const manualConditionId = (key: string): Uuid => demoId('manualCondition', key)
export const walletId = (key: string): Uuid => demoId('wallet', key)

const guestCategories = {
  regular: ['Гости', 'Guests', true],
  silver: ['Серебро', 'Silver', false],
  gold: ['Золото', 'Gold', false],
  staff: ['Сотрудники', 'Staff', false],
} as const

const allLines = { productIds: [], categoryIds: [] }

function binding(
  key: string,
  conditions: Without<LoyaltyCondition>[],
  actions: Without<LoyaltyAction>[],
  stopsFurtherExecution = false,
): LoyaltyBinding {
  const withId = <T>(part: T, kind: string, index: number) => ({
    ...part,
    id: demoId(kind, `${key}/${index}`),
  })
  return {
    id: demoId('loyaltyBinding', key),
    stopsFurtherExecution,
    // The compiler loses which variant it is when an id is put back.
    conditions: conditions.map((one, index) => withId(one, 'loyaltyCondition', index) as LoyaltyCondition),
    actions: actions.map((one, index) => withId(one, 'loyaltyAction', index) as LoyaltyAction),
  }
}

const campaign = (
  key: string,
  name: readonly [ru: string, en: string],
  more: Partial<LoyaltyCampaign> & Pick<LoyaltyCampaign, 'order' | 'orderBindings'>,
): LoyaltyCampaign => ({
  id: loyaltyCampaignId(key),
  name: name[0],
  nameEn: name[1],
  description: '',
  isActive: true,
  from: '2024-01-01',
  to: null,
  exclusiveGroup: null,
  needsCertificate: false,
  registrationBindings: [],
  ...more,
})

const usual = {
  description: '',
  isActive: true,
  from: '2024-01-01',
  to: null,
  isDefault: false,
  notifiesAboutBalance: false,
  wallet: null,
  organizationIds: outletKeys.map(outletId),
  refillType: 0,
} satisfies Partial<LoyaltyProgram>

const accrue = (amount: number): Without<LoyaltyAction> => ({
  kind: 'accrueBonuses',
  percentHundredths: percent(amount),
  limit: rubles(1000),
})
const ofCategory = (key: keyof typeof guestCategories): Without<LoyaltyCondition> => ({
  kind: 'guestCategory',
  categoryIds: [guestCategoryId(key)],
})

const bonuses: LoyaltyProgram = {
  ...usual,
  name: 'Бонусы Трапезы',
  nameEn: 'Trapeza bonuses',
  description: 'Золото 10%, серебро 7%, остальным 5%; бонусами до половины заказа',
  type: 1,
  templateType: 1,
  isDefault: true,
  notifiesAboutBalance: true,
  wallet: {
    id: walletId('bonuses'),
    name: 'Бонусный счёт',
    nameEn: 'Bonus wallet',
    overdraftLimit: 0n,
    offlineLimit: rubles(500),
  },
  campaigns: [
    campaign('bonuses', ['Бонусы за заказ', 'Bonuses for orders'], {
      order: 100,
      orderBindings: [
        binding(
          'pay',
          [],
          [{ kind: 'payByBonuses', percentHundredths: percent(50), limit: null, canHold: true }],
        ),
        binding('gold', [ofCategory('gold')], [accrue(10)], true),
        binding('silver', [ofCategory('silver')], [accrue(7)], true),
        binding('everybody', [], [accrue(5)]),
      ],
      registrationBindings: [binding('welcome', [], [{ kind: 'accrueFixed', sum: rubles(300) }])],
    }),
  ],
}

const discounts: LoyaltyProgram = {
  ...usual,
  name: 'Скидки',
  nameEn: 'Discounts',
  description: 'Из счастливых часов, дня рождения и студенческой скидки работает лучшая',
  type: 3,
  templateType: 2,
  campaigns: [
    campaign('happyHours', ['Счастливые часы', 'Happy hours'], {
      order: 10,
      exclusiveGroup: 'best',
      orderBindings: [
        binding(
          'happyHours',
          [{ kind: 'schedule', weekdays: [1, 2, 3, 4, 5], fromMinutes: 15 * 60, toMinutes: 17 * 60 }],
          [
            {
              kind: 'percentDiscount',
              percentHundredths: percent(20),
              lines: { productIds: [], categoryIds: [categoryId('drinks')] },
              limit: null,
            },
          ],
        ),
      ],
    }),
    campaign('birthday', ['День рождения', 'Birthday'], {
      order: 20,
      exclusiveGroup: 'best',
      orderBindings: [
        binding(
          'birthday',
          [{ kind: 'birthday', daysBefore: 3, daysAfter: 3 }],
          [
            {
              kind: 'percentDiscount',
              percentHundredths: percent(15),
              lines: allLines,
              limit: rubles(1500),
            },
            { kind: 'gift', productIds: [productId('50001'), productId('60111')], amount: 1000n },
          ],
        ),
      ],
    }),
    campaign('students', ['Студентам', 'Students'], {
      order: 30,
      exclusiveGroup: 'best',
      orderBindings: [
        binding(
          'students',
          [{ kind: 'manual', manualConditionId: manualConditionId('student') }],
          [{ kind: 'percentDiscount', percentHundredths: percent(10), lines: allLines, limit: null }],
        ),
      ],
    }),
    campaign('apology', ['Извинение', 'Apology'], {
      order: 60,
      orderBindings: [
        binding(
          'apology',
          [{ kind: 'manual', manualConditionId: manualConditionId('apology') }],
          [
            {
              kind: 'dynamicDiscount',
              manualConditionId: manualConditionId('apology'),
              limit: rubles(1000),
            },
          ],
        ),
      ],
    }),
    campaign('spring', ['Весенний купон', 'Spring coupon'], {
      order: 40,
      description: '300 рублей от 1000 по купону',
      to: '2030-12-31',
      orderBindings: [
        binding(
          'spring',
          [
            { kind: 'coupon', seriesId: couponSeriesId('spring') },
            { kind: 'orderSum', from: rubles(1000), to: null },
          ],
          [{ kind: 'fixedDiscount', sum: rubles(300), lines: allLines }],
        ),
      ],
    }),
    campaign('pickup', ['Самовывоз', 'Pickup'], {
      order: 50,
      orderBindings: [
        binding(
          'pickup',
          [
            { kind: 'serviceType', serviceTypes: ['DeliveryByClient'] },
            { kind: 'orderSum', from: rubles(2000), to: null },
          ],
          [{ kind: 'fixedDiscount', sum: rubles(100), lines: allLines }],
        ),
      ],
    }),
    campaign('combos', ['Комбо', 'Combos'], {
      order: 70,
      orderBindings: [binding('combos', [], [{ kind: 'combo', comboActionIds: ['lunch'].map(comboId) }])],
    }),
  ],
}

const certificates: LoyaltyProgram = {
  ...usual,
  name: 'Сертификаты',
  nameEn: 'Certificates',
  type: 4,
  templateType: 0,
  to: '2030-12-31',
  campaigns: [
    campaign('certificate', ['Сертификат на 1000 рублей', 'Certificate of 1000 rubles'], {
      order: 80,
      needsCertificate: true,
      orderBindings: [
        binding(
          'certificate',
          [{ kind: 'coupon', seriesId: couponSeriesId('certificates') }],
          [{ kind: 'fixedDiscount', sum: rubles(1000), lines: allLines }],
        ),
      ],
    }),
  ],
}

const manualConditions = {
  student: ['Студенческий билет', 'Student card', false],
  apology: ['Извинение за задержку', 'Apology for a delay', true],
} as const

const couponSeries = {
  spring: ['ВЕСНА', 'SPRING', 'VESNA', 120],
  certificates: ['СЕРТИФИКАТ-1000', 'CERTIFICATE-1000', 'CERT', 20],
} as const

export const loyaltyItems = (): SeedItem[] => [
  ...Object.entries(guestCategories).map(([key, [name, nameEn, isDefaultForNewGuests]]) =>
    seedItem('guestCategory', key, { name, nameEn, isActive: true, isDefaultForNewGuests }),
  ),
  ...Object.entries(couponSeries).map(([key, [name, nameEn]]) =>
    seedItem('couponSeries', key, { name, nameEn, isActive: true }),
  ),
  ...Object.entries(manualConditions).map(([key, [name, nameEn, isDynamicDiscount]]) =>
    seedItem('manualCondition', key, { name, nameEn, isDynamicDiscount, isApplicableOnCashierScreen: true }),
  ),
  ...Object.entries({ bonuses, discounts, certificates }).map(([key, program]) =>
    seedItem('loyaltyProgram', key, structuredClone(program)),
  ),
]

/** Coupons of all series: `VESNA-001` … */
export const coupons = (): SeedCoupon[] =>
  Object.entries(couponSeries).flatMap(([key, [, , prefix, count]]) =>
    Array.from({ length: count }, (_, index) => {
      const number = `${prefix}-${String(index + 1).padStart(3, '0')}`
      return { id: demoId('coupon', number), seriesId: couponSeriesId(key), number }
    }),
  )

/** Guests who have cards and bonuses already. */
export const members = (): SeedMember[] =>
  Array.from({ length: 8 }, (_, index) => ({
    guestId: demoId('guest', String(index + 1).padStart(2, '0')),
    organizationId: outletId('pokrovka'),
    programId: loyaltyProgramId('bonuses'),
    bonuses: rubles(150 * (index + 1)),
    card: index < 4 ? { track: `79000000000${index + 1}`, number: `30${index + 1}` } : null,
    categoryId: [guestCategoryId('gold'), guestCategoryId('silver')][index] ?? null,
  }))
