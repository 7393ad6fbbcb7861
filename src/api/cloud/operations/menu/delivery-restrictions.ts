import type { BookItem } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import type {
  HouseRange,
  RestrictionRow,
  DeliveryZone as Zone,
} from '../../../../domain/reference/delivery-restrictions.ts'
import { type Money, moneyToJson } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type {
  DeliveryRestrictionItem,
  DeliveryRestrictions,
  DeliveryZone,
  HousesRange,
} from '../../generated/types.ts'
import type { Handler } from '../../operation.ts'
import { placeOfOrder } from '../../wire/place-of-order.ts'

/** Nobody published which number is which; the order is that of the document's text (§5.2, unverified). */
const houseTypes = { all: 0, even: 1, odd: 2, specific: 3 } as const

const housesOnWire = ({ type, ...range }: HouseRange): HousesRange => ({
  type: houseTypes[type],
  startingNumber: range.startingNumber,
  maxNumber: range.maxNumber,
  isUnlimitedRange: range.isUnlimitedRange,
  specificNumbers: range.specificNumbers,
})

const zoneOnWire = ({ name, coordinates, addresses }: Zone): DeliveryZone => ({
  name,
  coordinates: coordinates.map(({ latitude, longitude }) => ({ latitude, longitude })),
  addresses: addresses.map(({ streetId, postcode, houses }) => ({
    streetId,
    postcode: postcode ?? '',
    houses: housesOnWire(houses),
  })),
})

const rowOnWire = (
  row: RestrictionRow,
  organizationId: Uuid,
  money: (sum: Money) => number,
): DeliveryRestrictionItem => ({
  minSum: money(row.minSum),
  terminalGroupId: row.terminalGroupId,
  organizationId,
  zone: row.zone,
  weekMap: row.weekMap,
  from: row.from,
  to: row.to,
  priority: row.priority,
  deliveryDurationInMinutes: row.deliveryDurationInMinutes,
  deliveryServiceProductId: row.deliveryServiceProductId,
})

/** The settings as they were entered: defaults do not replace the rows' own values here. */
function restrictionsOnWire(
  catalog: Catalog,
  { id: organizationId, body }: BookItem<'deliveryRestrictions'>,
): DeliveryRestrictions {
  const { scale } = placeOfOrder(catalog, organizationId, null)
  const money = (sum: Money): number => moneyToJson(sum, scale)
  return {
    organizationId,
    deliveryGeocodeServiceType: body.deliveryGeocodeServiceType,
    deliveryRegionsMapUrl: body.deliveryRegionsMapUrl,
    defaultDeliveryDurationInMinutes: body.defaultDeliveryDurationInMinutes,
    defaultSelfServiceDurationInMinutes: body.defaultSelfServiceDurationInMinutes,
    useSameDeliveryDuration: body.useSameDeliveryDuration,
    useSameMinSum: body.useSameMinSum,
    defaultMinSum: body.defaultMinSum === null ? null : money(body.defaultMinSum),
    useSameWorkTimeInterval: body.useSameWorkTimeInterval,
    defaultFrom: body.defaultFrom,
    defaultTo: body.defaultTo,
    useSameRestrictionsOnAllWeek: body.useSameRestrictionsOnAllWeek,
    restrictions: body.restrictions.map((row) => rowOnWire(row, organizationId, money)),
    deliveryZones: body.deliveryZones.map(zoneOnWire),
    rejectOnGeocodingError: body.rejectOnGeocodingError,
    addDeliveryServiceCost: body.addDeliveryServiceCost,
    useSameDeliveryServiceProduct: body.useSameDeliveryServiceProduct,
    defaultDeliveryServiceProductId: body.defaultDeliveryServiceProductId,
    useExternalAssignationService: body.useExternalAssignationService,
    frontTrustsCallCenterCheck: body.frontTrustsCallCenterCheck,
    externalAssignationServiceUrl: body.externalAssignationServiceUrl,
    requireExactAddressForGeocoding: body.requireExactAddressForGeocoding,
    zonesMode: body.zonesMode,
    autoAssignExternalDeliveries: body.autoAssignExternalDeliveries,
    actionOnValidationRejection: body.actionOnValidationRejection,
  }
}

/** Work schedule and mapping of the outlets (cloud-api §5.2). */
export const deliveryRestrictions: Handler<'/api/1/delivery_restrictions'> = async ({
  app,
  login,
  body,
  correlationId,
}) => {
  const catalog = await app.catalog(login.key.tenantId)
  const items = [...new Set(body.organizationIds)].flatMap(
    (id) => catalog.living('deliveryRestrictions', id) ?? [],
  )
  return { correlationId, deliveryRestrictions: items.map((item) => restrictionsOnWire(catalog, item)) }
}
