import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { LineChoice, LoyaltyAction, LoyaltyCondition } from '../reference/books.ts'
import type { ServiceType } from '../reference/service-type.ts'

/** A value of settings as it is kept; undefined: it is not one. */
type Reader<T> = (value: unknown) => T | undefined
type Readers<T> = { [Field in keyof T]-?: Reader<T[Field]> }
type Kinds<Part extends { kind: string }> = {
  [K in Part['kind']]: Readers<Omit<Extract<Part, { kind: K }>, 'id' | 'kind'>>
}

const whole: Reader<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
const between =
  (least: number, most: number): Reader<number> =>
  (value) => {
    const number = whole(value)
    return number !== undefined && number >= least && number <= most ? number : undefined
  }
/** Minor units of money, thousandths of an amount. */
const units: Reader<bigint> = (value) => {
  const number = whole(value)
  return number === undefined ? undefined : BigInt(number)
}
const orNull =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value) =>
    value === null ? null : read(value)
const flag: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : undefined)
const id: Reader<Uuid> = (value) =>
  typeof value === 'string' && isUuid(value) ? value.toLowerCase() : undefined
const listOf =
  <T>(read: Reader<T>): Reader<T[]> =>
  (value) => {
    if (!Array.isArray(value)) return undefined
    const items = value.map(read)
    return items.every((item) => item !== undefined) ? (items as T[]) : undefined
  }
const oneOf =
  <T extends string>(names: readonly T[]): Reader<T> =>
  (value) =>
    names.find((name) => name === value)
const lines: Reader<LineChoice> = (value) => {
  if (typeof value !== 'object' || value === null) return undefined
  const given = value as Partial<Record<keyof LineChoice, unknown>>
  const [productIds, categoryIds] = [listOf(id)(given.productIds), listOf(id)(given.categoryIds)]
  return productIds && categoryIds ? { productIds, categoryIds } : undefined
}

const dayMinutes = 1440
const wholeHundredths = 10_000
const daysOfYear = 366

const serviceTypes = [
  'Common',
  'DeliveryByCourier',
  'DeliveryByClient',
] as const satisfies readonly ServiceType[]

const conditionKinds: Kinds<LoyaltyCondition> = {
  schedule: {
    weekdays: listOf(between(1, 7)),
    fromMinutes: between(0, dayMinutes),
    toMinutes: between(0, dayMinutes),
  },
  serviceType: { serviceTypes: listOf(oneOf(serviceTypes)) },
  guestCategory: { categoryIds: listOf(id) },
  orderSum: { from: units, to: orNull(units) },
  products: { productIds: listOf(id), categoryIds: listOf(id), amount: units },
  coupon: { seriesId: id },
  manual: { manualConditionId: id },
  birthday: { daysBefore: between(0, daysOfYear), daysAfter: between(0, daysOfYear) },
  orderCount: { from: whole, to: orNull(whole) },
}

const actionKinds: Kinds<LoyaltyAction> = {
  percentDiscount: { percentHundredths: between(1, wholeHundredths), lines, limit: orNull(units) },
  fixedDiscount: { sum: units, lines },
  dynamicDiscount: { manualConditionId: id, limit: orNull(units) },
  gift: { productIds: listOf(id), amount: units },
  combo: { comboActionIds: listOf(id) },
  accrueBonuses: { percentHundredths: between(1, wholeHundredths), limit: orNull(units) },
  accrueFixed: { sum: units },
  payByBonuses: { percentHundredths: between(1, wholeHundredths), limit: orNull(units), canHold: flag },
}

export type GivenSettings = { id: Uuid; typeName: string; settings: string }

/** A condition from the text of its settings; refuses a kind that there is not and a value that it cannot have, by its name. */
export const readCondition = (given: GivenSettings): LoyaltyCondition =>
  read(conditionKinds, given) as LoyaltyCondition

/** The same of an action. */
export const readAction = (given: GivenSettings): LoyaltyAction => read(actionKinds, given) as LoyaltyAction

function read(
  kinds: Record<string, Record<string, Reader<unknown>>>,
  { id, typeName, settings }: GivenSettings,
) {
  const readers = Object.hasOwn(kinds, typeName) ? kinds[typeName] : undefined
  if (!readers) throw refuse('loyalty-campaign.kind-unknown', { kind: typeName })
  const values = parsed(settings, typeName)
  const entries = Object.entries(readers).map(([field, reader]) => {
    const value = reader(values[field])
    if (value === undefined)
      throw refuse('loyalty-campaign.setting-wrong', { kind: typeName, setting: field })
    return [field, value] as const
  })
  return { id, kind: typeName, ...Object.fromEntries(entries) }
}

function parsed(text: string, kind: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // What cannot be read is refused below.
  }
  throw refuse('loyalty-campaign.settings-unreadable', { kind })
}
