/** How guests pay, tip and are served: payment types, tips, order types, concepts, marketing sources. */
import type { MarketingSource, OrderType, PaymentType, ServiceType } from '../../domain/reference/books.ts'
import { demoId, type SeedItem, seedItem } from './demo-chain.ts'
import { outletId, outletKeys, tillsOf } from './outlets.ts'

const everyTill = tillsOf(...outletKeys)
const paymentTypeId = (key: string) => demoId('paymentType', key)

const usual = {
  comment: '',
  combinable: true,
  printCheque: true,
  processing: 'Internal',
  terminalGroupIds: everyTill,
  applicableMarketingCampaigns: [],
} satisfies Partial<PaymentType>

/** One of each kind; `processing` covers all three answers to «may it be taken outside?». */
const paymentTypes: Record<string, PaymentType & { isDeleted?: true }> = {
  cash: { ...usual, name: 'Наличные', nameEn: 'Cash', code: 'CASH', kind: 'Cash' },
  card: {
    ...usual,
    name: 'Банковская карта',
    nameEn: 'Bank card',
    code: 'CARD',
    kind: 'Card',
    comment: 'Терминал в зале и у курьера',
  },
  cardOnline: {
    ...usual,
    name: 'Карта на сайте',
    nameEn: 'Card online',
    code: 'SITE',
    kind: 'Card',
    processing: 'Both',
    comment: 'Эквайринг сайта',
  },
  aggregator: {
    ...usual,
    name: 'Оплачено агрегатору',
    nameEn: 'Paid to the aggregator',
    code: 'AGGR',
    kind: 'External',
    processing: 'External',
    printCheque: false,
    terminalGroupIds: tillsOf('pokrovka', 'baumana'),
  },
  bonuses: {
    ...usual,
    name: 'Бонусы',
    nameEn: 'Bonuses',
    code: 'BONUS',
    kind: 'IikoCard',
    printCheque: false,
    applicableMarketingCampaigns: [demoId('loyaltyCampaign', 'bonuses')],
  },
  voucher: {
    ...usual,
    name: 'Подарочный сертификат',
    nameEn: 'Gift voucher',
    code: 'GIFT',
    kind: 'Voucher',
    printCheque: false,
    terminalGroupIds: tillsOf('pokrovka'),
  },
  company: {
    ...usual,
    name: 'По договору',
    nameEn: 'On credit',
    code: 'CREDIT',
    kind: 'Credit',
    printCheque: false,
    terminalGroupIds: tillsOf('pokrovka', 'baumana'),
  },
  writeoff: {
    ...usual,
    name: 'За счёт заведения',
    nameEn: 'On the house',
    code: 'HOUSE',
    kind: 'Writeoff',
    combinable: false,
    printCheque: false,
  },
  oldVoucher: {
    ...usual,
    name: 'Сертификат 2022',
    nameEn: 'Voucher of 2022',
    code: 'GIFT22',
    kind: 'Voucher',
    printCheque: false,
    isDeleted: true,
  },
}

/** The first of each service type is the default one. */
const orderTypes: Record<ServiceType, readonly (readonly [key: string, name: string, nameEn: string])[]> = {
  Common: [
    ['table', 'В зале', 'At the table'],
    ['takeaway', 'С собой', 'Takeaway'],
  ],
  DeliveryByCourier: [
    ['courier', 'Доставка курьером', 'Delivery by courier'],
    ['aggregator', 'Доставка агрегатора', 'Aggregator delivery'],
  ],
  DeliveryByClient: [
    ['pickup', 'Самовывоз', 'Pickup'],
    ['kiosk', 'Заказ в киоске', 'Kiosk order'],
  ],
}

const orderType = (key: string, body: OrderType, isDeleted = false): SeedItem =>
  seedItem('orderType', key, body, { isDeleted })

function orderTypeItems(): SeedItem[] {
  const living = (Object.keys(orderTypes) as ServiceType[]).flatMap((serviceType) =>
    orderTypes[serviceType].map(([key, name, nameEn], index) =>
      orderType(key, { name, nameEn, serviceType, isDefault: index === 0 }),
    ),
  )
  const drone: OrderType = {
    name: 'Доставка дроном',
    nameEn: 'Drone delivery',
    serviceType: 'DeliveryByCourier',
    isDefault: false,
  }
  return [...living, orderType('drone', drone, true)]
}

const tips = {
  courier: [
    'Чаевые курьеру',
    'Tips for the courier',
    ['DeliveryByCourier'],
    ['cash', 'cardOnline', 'aggregator'],
  ],
  waiter: ['Чаевые официанту', 'Tips for the waiter', ['Common'], ['cash', 'card']],
  kitchen: [
    'Чаевые кухне',
    'Tips for the kitchen',
    ['Common', 'DeliveryByClient'],
    ['cash', 'card', 'cardOnline', 'aggregator'],
  ],
} as const

const marketingSources = {
  site: ['Сайт', 'Site'],
  app: ['Приложение', 'Application'],
  call: ['Звонок', 'Phone call'],
  aggregator: ['Агрегатор', 'Aggregator'],
  flyer: ['Листовка', 'Flyer'],
  radio: ['Радио', 'Radio'],
} as const

const attached: Record<string, Pick<MarketingSource, 'attachedSources'>> = {
  aggregator: { attachedSources: ['Сайт агрегатора', 'Приложение агрегатора'] },
}

const concepts = {
  hall: ['1', 'Трапеза', 'Trapeza'],
  delivery: ['2', 'Трапеза дома', 'Trapeza at Home'],
} as const

export const paymentItems = (): SeedItem[] => [
  ...Object.entries(paymentTypes).map(([key, { isDeleted = false, ...body }]) =>
    seedItem('paymentType', key, structuredClone(body), { isDeleted }),
  ),
  ...orderTypeItems(),
  ...Object.entries(tips).map(([key, [name, nameEn, serviceTypes, payments]]) =>
    seedItem('tipsType', key, {
      name,
      nameEn,
      organizationIds: outletKeys.map(outletId),
      serviceTypes: [...serviceTypes],
      paymentTypeIds: payments.map(paymentTypeId),
    }),
  ),
  ...Object.entries(marketingSources).map(([key, [name, nameEn]]) =>
    seedItem('marketingSource', key, { name, nameEn, ...attached[key] }, { isDeleted: key === 'radio' }),
  ),
  ...Object.entries(concepts).map(([key, [code, name, nameEn]]) =>
    seedItem(
      'conception',
      key,
      { code, name, nameEn },
      // Only Pokrovka cooks under two names: elsewhere an order says under which.
      key === 'delivery' ? { organizationId: outletId('pokrovka') } : {},
    ),
  ),
]
