/** Who delivers where, when and from what sum (cloud-api §5). The numbers are chosen so that every rule decides once. */
import type {
  DeliveryRestrictions,
  DeliveryZone,
  HouseRange,
  RestrictionRow,
} from '../../domain/reference/books.ts'
import { type Money, moneyFromJson } from '../../kernel/exact.ts'
import type { SeedItem } from './demo-chain.ts'
import { kazanAddresses, moscowAddresses } from './geography/addresses.ts'
import { type CityKey, streetId } from './geography/streets.ts'
import { productId } from './menu/modifiers.ts'
import { type OutletKey, outletId, type TillKey, tillId } from './outlets.ts'

const hours = (hour: number, minute = 0): number => hour * 60 + minute
const rubles = (amount: number): Money => moneyFromJson(amount)

const wholeWeek = 127
const workdays = 31
const weekend = 96

const charge = { usual: productId('90001'), far: productId('90002'), night: productId('90003') } as const

type Row = Partial<Omit<RestrictionRow, 'terminalGroupId' | 'minSum'>> & {
  till: TillKey
  zone: string
  minSum: number
}
const row = ({ till, minSum, ...rest }: Row): RestrictionRow => ({
  terminalGroupId: tillId(till),
  weekMap: wholeWeek,
  from: null,
  to: null,
  priority: 1,
  deliveryDurationInMinutes: 60,
  deliveryServiceProductId: null,
  ...rest,
  minSum: rubles(minSum),
})

/** A polygon of `latitude longitude` pairs; left open, as vendors' maps leave it. */
const zone = (name: string, corners: string): DeliveryZone => ({
  name,
  coordinates: corners.split(', ').map((corner) => {
    const [latitude = 0, longitude = 0] = corner.split(' ').map(Number)
    return { latitude, longitude }
  }),
  addresses: [],
})

const allHouses: HouseRange = {
  type: 'all',
  startingNumber: 1,
  maxNumber: 0,
  isUnlimitedRange: true,
  specificNumbers: [],
}
const postcodes: Record<string, string> = { Чистопольская: '420066' }
const byHand = (
  name: string,
  city: CityKey,
  streets: readonly (readonly [string, Partial<HouseRange>])[],
): DeliveryZone => ({
  name,
  coordinates: [],
  addresses: streets.map(([street, houses]) => ({
    streetId: streetId(city, street),
    postcode: postcodes[street] ?? null,
    houses: { ...allHouses, ...houses },
  })),
})

const common: Omit<DeliveryRestrictions, 'restrictions' | 'deliveryZones' | 'zonesMode' | 'knownAddresses'> =
  {
    deliveryGeocodeServiceType: 1,
    deliveryRegionsMapUrl: null,
    defaultDeliveryDurationInMinutes: 60,
    defaultSelfServiceDurationInMinutes: 20,
    useSameDeliveryDuration: false,
    useSameMinSum: false,
    defaultMinSum: null,
    useSameWorkTimeInterval: false,
    defaultFrom: null,
    defaultTo: null,
    useSameRestrictionsOnAllWeek: false,
    rejectOnGeocodingError: true,
    addDeliveryServiceCost: false,
    useSameDeliveryServiceProduct: false,
    defaultDeliveryServiceProductId: null,
    useExternalAssignationService: false,
    externalAssignationServiceUrl: null,
    frontTrustsCallCenterCheck: true,
    requireExactAddressForGeocoding: false,
    autoAssignExternalDeliveries: true,
    actionOnValidationRejection: 1,
  }

const restrictions: Record<OutletKey, () => DeliveryRestrictions> = {
  // Two kitchens, overlapping polygons: «Центр» belongs to both, Покровка wins while it is open and has the dish.
  pokrovka: () => ({
    ...common,
    zonesMode: 0,
    addDeliveryServiceCost: true,
    restrictions: [
      row({
        till: 'pokrovka',
        zone: 'Центр',
        from: hours(9),
        to: hours(23),
        minSum: 800,
        deliveryDurationInMinutes: 45,
      }),
      row({
        till: 'pokrovka',
        zone: 'Басманный',
        from: hours(9),
        to: hours(23),
        minSum: 1200,
        priority: 2,
        deliveryServiceProductId: charge.usual,
      }),
      row({
        till: 'taganka',
        zone: 'Таганка',
        minSum: 700,
        deliveryDurationInMinutes: 50,
        deliveryServiceProductId: charge.usual,
      }),
      // Over midnight: from eight in the evening to four in the morning.
      row({
        till: 'taganka',
        zone: 'Центр',
        from: hours(20),
        to: hours(4),
        minSum: 1500,
        priority: 5,
        deliveryDurationInMinutes: 75,
        deliveryServiceProductId: charge.night,
      }),
      row({
        till: 'taganka',
        zone: 'Басманный',
        weekMap: workdays,
        from: hours(10),
        to: hours(22),
        minSum: 2000,
        priority: 4,
        deliveryDurationInMinutes: 80,
        deliveryServiceProductId: charge.far,
      }),
      row({
        till: 'taganka',
        zone: 'Замоскворечье',
        weekMap: weekend,
        from: hours(11),
        to: hours(21, 30),
        minSum: 2500,
        priority: 3,
        deliveryDurationInMinutes: 90,
        deliveryServiceProductId: charge.far,
      }),
    ],
    deliveryZones: [
      zone(
        'Центр',
        '55.7685 37.6275, 55.769 37.646, 55.766 37.6595, 55.758 37.6605, 55.7495 37.658, 55.7495 37.633',
      ),
      zone(
        'Басманный',
        '55.7705 37.649, 55.778 37.662, 55.782 37.68, 55.774 37.694, 55.762 37.69, 55.756 37.662, 55.76 37.65',
      ),
      zone(
        'Таганка',
        '55.7515 37.648, 55.7515 37.67, 55.744 37.684, 55.73 37.684, 55.729 37.65, 55.74 37.645',
      ),
      zone('Замоскворечье', '55.7485 37.617, 55.7485 37.636, 55.738 37.643, 55.729 37.638, 55.729 37.6165'),
    ],
    knownAddresses: moscowAddresses(),
  }),
  // Zones by hand: every way to give houses. The first one is round the clock.
  baumana: () => ({
    ...common,
    zonesMode: 1,
    defaultDeliveryDurationInMinutes: 55,
    useSameDeliveryDuration: true,
    // Entered and switched off: they decide nothing.
    defaultFrom: hours(9),
    defaultTo: hours(23),
    defaultDeliveryServiceProductId: charge.usual,
    externalAssignationServiceUrl: 'https://zones.trapeza.example/assign',
    deliveryRegionsMapUrl: 'https://maps.trapeza.example/kazan',
    requireExactAddressForGeocoding: true,
    restrictions: [
      row({ till: 'baumana', zone: 'Вахитовский', minSum: 600 }),
      row({
        till: 'baumana',
        zone: 'Ново-Савиновский',
        from: hours(10),
        to: hours(1),
        minSum: 1500,
        priority: 2,
      }),
    ],
    deliveryZones: [
      byHand('Вахитовский', 'kazan', [
        ['Баумана', {}],
        ['Кремлёвская', { type: 'odd', startingNumber: 1, maxNumber: 35, isUnlimitedRange: false }],
        ['Профсоюзная', { type: 'even', startingNumber: 2, maxNumber: 50, isUnlimitedRange: false }],
        [
          'Пушкина',
          { type: 'specific', isUnlimitedRange: false, specificNumbers: ['1', '11', '17', '1/55'] },
        ],
      ]),
      byHand('Ново-Савиновский', 'kazan', [
        ['Декабристов', { startingNumber: 80, maxNumber: 200, isUnlimitedRange: false }],
        ['Проспект Ямашева', { type: 'odd' }],
        ['Чистопольская', {}],
      ]),
    ],
    knownAddresses: kazanAddresses(),
  }),
  // Pickup only: no zones, and mapping is off in the settings of the organization.
  malysheva: () => ({
    ...common,
    zonesMode: 2,
    defaultSelfServiceDurationInMinutes: 15,
    useSameMinSum: true,
    defaultMinSum: 0n,
    autoAssignExternalDeliveries: false,
    restrictions: [],
    deliveryZones: [],
    knownAddresses: [],
  }),
}

export const deliveryRestrictions = (): SeedItem[] =>
  (Object.keys(restrictions) as OutletKey[]).map((outlet) => ({
    book: 'deliveryRestrictions',
    id: outletId(outlet),
    organizationId: outletId(outlet),
    isDeleted: false,
    body: restrictions[outlet](),
  }))
