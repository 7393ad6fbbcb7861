import type { RestrictionsDraft } from '../../../app/admin/restrictions.ts'
import type {
  DeliveryRestrictions,
  DeliveryZone,
  HouseRange,
  RestrictionRow,
} from '../../../domain/reference/books.ts'
import { Form, isText } from '../form.ts'

const minutes = { min: 0, max: 1440 }
const duration = { min: 1, max: 1440 }
const houseNumber = { min: 0, max: 100_000 }

/** The form of zones and schedules over what is kept; fields that the form does not have stay. */
export function readRestrictions(
  body: unknown,
  kept: DeliveryRestrictions,
  scale: number,
): RestrictionsDraft {
  const form = new Form(body)
  const settings: DeliveryRestrictions = {
    ...kept,
    defaultDeliveryDurationInMinutes: form.whole('defaultDeliveryDurationInMinutes', duration),
    defaultSelfServiceDurationInMinutes: form.whole('defaultSelfServiceDurationInMinutes', duration),
    useSameDeliveryDuration: form.flag('useSameDeliveryDuration'),
    useSameMinSum: form.flag('useSameMinSum'),
    defaultMinSum: form.moneyOrNull('defaultMinSum', scale),
    useSameWorkTimeInterval: form.flag('useSameWorkTimeInterval'),
    defaultFrom: form.wholeOrNull('defaultFrom', minutes),
    defaultTo: form.wholeOrNull('defaultTo', minutes),
    useSameRestrictionsOnAllWeek: form.flag('useSameRestrictionsOnAllWeek'),
    rejectOnGeocodingError: form.flag('rejectOnGeocodingError'),
    requireExactAddressForGeocoding: form.flag('requireExactAddressForGeocoding'),
    addDeliveryServiceCost: form.flag('addDeliveryServiceCost'),
    useSameDeliveryServiceProduct: form.flag('useSameDeliveryServiceProduct'),
    defaultDeliveryServiceProductId: form.uuidOrNull('defaultDeliveryServiceProductId'),
    autoAssignExternalDeliveries: form.flag('autoAssignExternalDeliveries'),
    zonesMode: form.oneOf('zonesMode', [0, 1, 2]),
    restrictions: form.forms('restrictions').map((row) => readRow(row, scale)),
    deliveryZones: form.forms('deliveryZones').map(readZone),
  }
  const isMappingUsed = form.flag('isMappingUsed')
  const revision = form.text('revision')
  if (!/^\d{1,19}$/.test(revision))
    form.problem('revision', { ru: 'ожидается число', en: 'a number is expected' })
  form.done()
  return { settings, isMappingUsed, revision: BigInt(revision) }
}

const readRow = (form: Form, scale: number): RestrictionRow => ({
  terminalGroupId: form.uuid('terminalGroupId'),
  zone: form.textOrNull('zone'),
  weekMap: form.whole('weekMap', { min: 0, max: 127 }),
  from: form.wholeOrNull('from', minutes),
  to: form.wholeOrNull('to', minutes),
  minSum: form.money('minSum', scale),
  priority: form.whole('priority', { min: 0, max: 1000 }),
  deliveryDurationInMinutes: form.whole('deliveryDurationInMinutes', duration),
  deliveryServiceProductId: form.uuidOrNull('deliveryServiceProductId'),
})

const readZone = (form: Form): DeliveryZone => ({
  name: form.text('name').trim(),
  coordinates: form.forms('coordinates').map((corner) => ({
    latitude: corner.number('latitude', { min: -90, max: 90 }),
    longitude: corner.number('longitude', { min: -180, max: 180 }),
  })),
  addresses: form.forms('addresses').map((line) => ({
    streetId: line.uuid('streetId'),
    postcode: line.textOrNull('postcode'),
    houses: readHouses(line.form('houses')),
  })),
})

const readHouses = (form: Form): HouseRange => ({
  type: form.oneOf('type', ['all', 'even', 'odd', 'specific']),
  startingNumber: form.whole('startingNumber', houseNumber),
  maxNumber: form.whole('maxNumber', houseNumber),
  isUnlimitedRange: form.flag('isUnlimitedRange'),
  specificNumbers: form.list('specificNumbers', isText),
})
