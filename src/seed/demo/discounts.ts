/** Discounts of every mode, the cards that carry them, and why orders and dishes are taken back. */
import type { DiscountType, RemovalType } from '../../domain/reference/books.ts'
import { moneyFromJson } from '../../kernel/exact.ts'
import { demoId, type SeedItem, type SeedTrack, seedItem } from './demo-chain.ts'
import { categoryId } from './menu/dictionaries.ts'
import { outletId } from './outlets.ts'

const percent = (amount: number): number => Math.round(amount * 100)
const rubles = moneyFromJson

const usual = {
  mode: 'Percent',
  percentHundredths: 0,
  sum: 0n,
  minOrderSum: 0n,
  isCategorised: false,
  categoryPercents: [],
  canBeAppliedSelectively: false,
  isAutomatic: false,
  isManual: true,
  isCard: false,
  canApplyByCardNumber: false,
  comment: '',
} satisfies Partial<DiscountType>

const discounts: Record<string, DiscountType & { isDeleted?: true; onlyAt?: 'baumana' }> = {
  ten: {
    ...usual,
    name: 'Скидка 10%',
    nameEn: 'Discount 10%',
    percentHundredths: percent(10),
    canBeAppliedSelectively: true,
  },
  staff: {
    ...usual,
    name: 'Сотрудникам 50%',
    nameEn: 'Staff 50%',
    percentHundredths: percent(50),
    isCard: true,
    canApplyByCardNumber: true,
    comment: 'По карте сотрудника',
  },
  guestCard: {
    ...usual,
    name: 'Карта гостя 7,5%',
    nameEn: 'Guest card 7.5%',
    percentHundredths: percent(7.5),
    isManual: false,
    isCard: true,
    canApplyByCardNumber: true,
  },
  fixed: {
    ...usual,
    name: 'Минус 200 рублей от 1000',
    nameEn: '200 rubles off from 1000',
    mode: 'FixedSum',
    sum: rubles(200),
    minOrderSum: rubles(1000),
  },
  flexible: {
    ...usual,
    name: 'Скидка на сумму',
    nameEn: 'Discount of any sum',
    mode: 'FlexibleSum',
    canBeAppliedSelectively: true,
    comment: 'Сумму называет тот, кто даёт скидку',
  },
  happyDrinks: {
    ...usual,
    name: 'Напитки −20%, десерты −15%',
    nameEn: 'Drinks −20%, desserts −15%',
    isCategorised: true,
    categoryPercents: [
      { categoryId: categoryId('drinks'), percentHundredths: percent(20) },
      { categoryId: categoryId('desserts'), percentHundredths: percent(15) },
    ],
  },
  nightSurcharge: {
    ...usual,
    name: 'Ночная наценка 10%',
    nameEn: 'Night surcharge 10%',
    percentHundredths: percent(-10),
  },
  large: {
    ...usual,
    name: 'От 10 000 рублей −3%',
    nameEn: 'From 10,000 rubles −3%',
    percentHundredths: percent(3),
    minOrderSum: rubles(10_000),
    isAutomatic: true,
    isManual: false,
  },
  students: {
    ...usual,
    name: 'Студентам 15%',
    nameEn: 'Students 15%',
    percentHundredths: percent(15),
    onlyAt: 'baumana',
  },
  opening: {
    ...usual,
    name: 'Открытие 2023',
    nameEn: 'Opening of 2023',
    percentHundredths: percent(30),
    isDeleted: true,
  },
}

/** Track, number, discount, owner. */
const cards = [
  ['7770000000000001', '1001', 'staff', 'Смирнова Анна'],
  ['7770000000000002', '1002', 'staff', 'Гаврилов Пётр'],
  ['7780000000000001', '2001', 'guestCard', 'Ольга В.'],
  ['7780000000000002', '2002', 'guestCard', 'Максим К.'],
  ['7780000000000003', '2003', 'guestCard', 'Дарья Н.'],
] as const

const cancelCauses = {
  guest: ['Отказ гостя', 'The guest refused'],
  late: ['Опоздание', 'Too late'],
  noAnswer: ['Гость не отвечает', 'The guest does not answer'],
  stopList: ['Нет блюда', 'The dish is out'],
  mistake: ['Ошибка оператора', "Operator's mistake"],
  test: ['Проверка', 'Test order'],
  weather: ['Погода', 'Weather'],
} as const

const removal = (
  name: string,
  nameEn: string,
  to: 'cafe' | 'waiter' | 'user' | null,
  more: Partial<RemovalType> = {},
): RemovalType => ({
  name,
  nameEn,
  comment: '',
  canWriteoffToCafe: to === 'cafe',
  canWriteoffToWaiter: to === 'waiter',
  canWriteoffToUser: to === 'user',
  reasonRequired: false,
  manual: true,
  ...more,
})
const removalTypes: Record<string, RemovalType & { isDeleted?: true }> = {
  return: removal('Без списания', 'No write-off', null),
  cafe: removal('Списание на заведение', 'Write-off to the restaurant', 'cafe'),
  waiter: removal('Списание на официанта', 'Write-off to the waiter', 'waiter', { reasonRequired: true }),
  user: removal('Списание на сотрудника', 'Write-off to a member of staff', 'user', { reasonRequired: true }),
  any: removal('Порча', 'Spoilage', 'cafe', {
    canWriteoffToWaiter: true,
    canWriteoffToUser: true,
    comment: 'Кто виноват, выбирают при списании',
  }),
  merge: removal('При слиянии заказов', 'On merging orders', null, { manual: false }),
  old: { ...removal('Списание (старое)', 'Write-off (old)', 'cafe'), isDeleted: true },
}

export const cardTracks = (): SeedTrack[] =>
  cards.map(([track]) => ({ cardId: demoId('discountCard', track), track }))

export const discountItems = (): SeedItem[] => [
  ...Object.entries(discounts).map(([key, { isDeleted = false, onlyAt, ...body }]) =>
    seedItem('discountType', key, structuredClone(body), {
      isDeleted,
      ...(onlyAt ? { organizationId: outletId(onlyAt) } : {}),
    }),
  ),
  ...cards.map(([track, number, discount, ownerName]) =>
    seedItem('discountCard', track, {
      // Whoever loads the seed writes it (app/books/load-seed.ts).
      trackDigest: '',
      number,
      discountTypeId: demoId('discountType', discount),
      ownerName,
    }),
  ),
  ...Object.entries(cancelCauses).map(([key, [name, nameEn]]) =>
    seedItem('cancelCause', key, { name, nameEn }, { isDeleted: key === 'weather' }),
  ),
  ...Object.entries(removalTypes).map(([key, { isDeleted = false, ...body }]) =>
    seedItem('removalType', key, body, { isDeleted }),
  ),
]
