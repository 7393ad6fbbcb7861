import {
  kitchenItemStatuses,
  kitchenOrderStatuses,
  orderItemCourses,
  orderServiceTypes,
  productTypes,
  serviceModes,
} from '../../app/front/model/enums.ts'
import type { TimeZone } from '../../kernel/local-time.ts'
import { wireSpan, wireTime } from './wire-time.ts'

/** Members of entities that are moments; others of their kind need to be added here. */
const instants: ReadonlySet<string> = new Set([
  ...['openTime', 'billTime', 'closeTime', 'printTime', 'cookingStartTime', 'cookingFinishTime', 'serveTime'],
  ...[
    'processing1BeginTime',
    'processingCompleteTime',
    'createTime',
    'confirmTime',
    'packedTime',
    'sendTime',
  ],
  ...[
    'actualDeliverTime',
    'deliveryCloseTime',
    'expectedDeliverTime',
    'estimatedTimeOfArrival',
    'cancelTime',
  ],
  ...['estimatedStartTime', 'guestsComingTime', 'operationDate'],
])
const durations: ReadonlySet<string> = new Set(['duration', 'cookingTimeNormal'])
/** Their own members are data of somebody and no names of ours. */
const maps: ReadonlySet<string> = new Set(['externalData', 'discountSumByOrderItemId'])

type Codes = Readonly<Record<string, number>>
const codes: Readonly<Record<string, Codes>> = {
  course: orderItemCourses,
  orderServiceType: orderServiceTypes,
  serviceMode: serviceModes,
  type: { ...productTypes, Employee: 1 },
}

/** An entity for our own surface: names as they are, times in ISO 8601 with the offset of the till, durations `hh:mm:ss`. */
export const writeEntity = (value: unknown, zone: TimeZone): unknown => write(value, zone, false)

/** An entity for the JSON-RPC of old: names in PascalCase, enumerations by their numbers (front-api §7.2). */
export const writeLegacyEntity = (value: unknown, zone: TimeZone): unknown => write(value, zone, true)

function write(value: unknown, zone: TimeZone, isLegacy: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => write(one, zone, isLegacy))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      isLegacy ? pascal(name) : name,
      maps.has(name) ? member : memberOf(name, member, value, zone, isLegacy),
    ]),
  )
}

function memberOf(name: string, member: unknown, owner: object, zone: TimeZone, isLegacy: boolean): unknown {
  if (typeof member === 'number') {
    if (instants.has(name)) return wireTime(member, zone)
    return durations.has(name) ? wireSpan(member) : member
  }
  if (isLegacy && typeof member === 'string') return codesOf(name, owner)?.[member] ?? member
  return write(member, zone, isLegacy)
}

/** An order of the kitchen and its dishes have statuses of their own kinds. */
function codesOf(name: string, owner: object): Codes | undefined {
  if (name === 'processingStatus') return 'items' in owner ? kitchenOrderStatuses : kitchenItemStatuses
  return codes[name]
}

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
