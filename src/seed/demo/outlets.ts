/** The three restaurants of the chain and the groups of tills in them. */
import type { Organization, TerminalGroup } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { demoId, type SeedItem, seedItem } from './demo-chain.ts'

export type OutletKey = 'pokrovka' | 'baumana' | 'malysheva'
export type TillKey = 'pokrovka' | 'taganka' | 'baumana' | 'veranda' | 'malysheva' | 'kiosk'

export const outletKeys: readonly OutletKey[] = ['pokrovka', 'baumana', 'malysheva']
export const outletId = (outlet: OutletKey): Uuid => demoId('organization', outlet)
export const tillId = (till: TillKey): Uuid => demoId('terminalGroup', till)
const cityId = (city: string): Uuid => demoId('city', city)

/** What every restaurant of the chain has in common. */
const common = {
  isActive: true,
  country: 'Россия',
  accountingDayStartMinutes: 6 * 60,
  currency: { isoName: 'RUB', scale: 2, minimumDenomination: 0.01 },
  countryPhoneCode: '7',
  phoneDigits: { min: 11, max: 11 },
  version: '9.4.6012.0',
  isCloud: true,
  useUaeAddressingSystem: false,
  marketingSourceRequiredInDelivery: false,
  defaultCallCenterPaymentTypeId: demoId('paymentType', 'cash'),
  pricesVatInclusive: true,
  loyaltyDiscountAffectsVat: false,
} satisfies Partial<Organization>

/** Settings differ on purpose: each restaurant exercises other rules (../README.md says which). */
const organizations: Record<OutletKey, Organization> = {
  pokrovka: {
    ...common,
    name: 'Трапеза на Покровке',
    nameEn: 'Trapeza on Pokrovka',
    code: '1',
    restaurantAddress: 'Москва, Покровка, 17',
    latitude: 55.75985,
    longitude: 37.6462,
    timeZone: 'Europe/Moscow',
    inn: '7700000016',
    legalName: 'ООО «Трапеза на Покровке»',
    gln: '4600000000013',
    addressFormatType: 'City',
    areDraftsEnabled: true,
    isAnonymousGuestsAllowed: true,
    defaultDeliveryCityId: cityId('moscow'),
    deliveryCityIds: [cityId('moscow'), cityId('mytishchi')],
    deliveryServiceType: 'CourierAndSelfService',
    orderItemCommentEnabled: true,
    isConfirmationEnabled: false,
    confirmAllowedIntervalInMinutes: 2160,
    useBusinessHoursAndMapping: true,
    deliveryOrderPaymentSettings: 'WhenOrderClosed',
    openPricesForbidden: false,
    externalData: [
      { key: 'siteUrl', value: 'https://trapeza.example/pokrovka' },
      { key: 'region', value: 'msk' },
    ],
  },
  baumana: {
    ...common,
    name: 'Трапеза на Баумана',
    nameEn: 'Trapeza on Bauman Street',
    code: '2',
    restaurantAddress: 'Казань, Баумана, 44',
    latitude: 55.79043,
    longitude: 49.1172,
    timeZone: 'Europe/Moscow',
    inn: '1600000027',
    legalName: 'ООО «Трапеза Казань»',
    addressFormatType: 'Legacy',
    areDraftsEnabled: true,
    isAnonymousGuestsAllowed: false,
    defaultDeliveryCityId: cityId('kazan'),
    deliveryCityIds: [cityId('kazan')],
    deliveryServiceType: 'CourierAndSelfService',
    orderItemCommentEnabled: true,
    isConfirmationEnabled: true,
    confirmAllowedIntervalInMinutes: 240,
    useBusinessHoursAndMapping: true,
    deliveryOrderPaymentSettings: 'WhenOrderOnTheWay',
    addressLookup: ['DaData'],
    openPricesForbidden: true,
    externalData: [{ key: 'region', value: 'kzn' }],
  },
  malysheva: {
    ...common,
    name: 'Трапеза. Кофейня на Малышева',
    nameEn: 'Trapeza Café on Malysheva',
    code: '3',
    restaurantAddress: 'Екатеринбург, Малышева, 36',
    latitude: 56.8352,
    longitude: 60.5985,
    timeZone: 'Asia/Yekaterinburg',
    inn: '6600000038',
    legalName: 'ООО «Трапеза Урал»',
    addressFormatType: 'Legacy',
    areDraftsEnabled: false,
    isAnonymousGuestsAllowed: true,
    defaultDeliveryCityId: cityId('yekaterinburg'),
    deliveryCityIds: [cityId('yekaterinburg')],
    deliveryServiceType: 'SelfServiceOnly',
    orderItemCommentEnabled: false,
    isConfirmationEnabled: false,
    confirmAllowedIntervalInMinutes: 2160,
    useBusinessHoursAndMapping: false,
    deliveryOrderPaymentSettings: 'WhenOrderClosed',
    openPricesForbidden: false,
    externalData: [{ key: 'region', value: 'ekb' }],
  },
}

type Till = { outlet: OutletKey } & Pick<
  TerminalGroup,
  'name' | 'address' | 'cookingMinutes' | 'externalData'
> & {
    nameEn: string
    /** A seasonal hall: its till is not connected to the cloud. */
    isOff?: true
  }

/** The first till of an outlet is its main one; `pokrovka` answers bare paths. */
const tills: Record<TillKey, Till> = {
  pokrovka: {
    outlet: 'pokrovka',
    name: 'Покровка: зал и доставка',
    nameEn: 'Pokrovka: hall and delivery',
    address: 'Москва, Покровка, 17',
    cookingMinutes: 25,
    externalData: [{ key: 'floor', value: '1' }],
  },
  taganka: {
    outlet: 'pokrovka',
    name: 'Таганка: кухня доставки',
    nameEn: 'Taganka: delivery kitchen',
    address: 'Москва, Таганская, 29',
    cookingMinutes: 20,
  },
  baumana: {
    outlet: 'baumana',
    name: 'Баумана: зал и доставка',
    nameEn: 'Bauman Street: hall and delivery',
    address: 'Казань, Баумана, 44',
    cookingMinutes: 30,
  },
  veranda: {
    outlet: 'baumana',
    name: 'Баумана: летняя веранда',
    nameEn: 'Bauman Street: summer terrace',
    address: 'Казань, Баумана, 44',
    cookingMinutes: 20,
    isOff: true,
  },
  malysheva: {
    outlet: 'malysheva',
    name: 'Малышева: кофейня',
    nameEn: 'Malysheva: café',
    address: 'Екатеринбург, Малышева, 36',
    cookingMinutes: 15,
  },
  kiosk: {
    outlet: 'malysheva',
    name: 'Малышева: киоск самообслуживания',
    nameEn: 'Malysheva: self-service kiosk',
    address: 'Екатеринбург, Малышева, 36',
    cookingMinutes: 10,
  },
}

const tillEntries = Object.entries(tills) as [TillKey, Till][]

/** Tills that take orders of an outlet. */
export const tillsOf = (...outlets: OutletKey[]): Uuid[] =>
  tillEntries.filter(([, till]) => outlets.includes(till.outlet)).map(([key]) => tillId(key))

export function outlets(): SeedItem[] {
  return [
    ...outletKeys.map((key) =>
      seedItem('organization', key, structuredClone(organizations[key]), { organizationId: outletId(key) }),
    ),
    ...tillEntries.map(([code, { outlet, isOff, ...till }]) =>
      seedItem(
        'terminalGroup',
        code,
        {
          ...till,
          code,
          timeZone: organizations[outlet].timeZone,
          isEnabledForTransport: !isOff,
          // A coffee shop: names on the cups, no tables to keep.
          isTabMode: code === 'malysheva',
          posVersion: '9.4.6012.0',
        },
        { organizationId: outletId(outlet) },
      ),
    ),
  ]
}
