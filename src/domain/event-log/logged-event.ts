/** What the event log keeps: what happened, when, where, and what there is to say of it (server-api §18). */
import { printDecimal } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { accountingDay, type TimeZone, toLocal } from '../../kernel/local-time.ts'
import { type AttributeName, attributeKinds } from './attribute-kinds.ts'
import type { EventKindId } from './event-kinds.ts'

export type EventAttribute = { name: string; value: string; type: string }

export type LoggedEvent = {
  id: Uuid
  /** The entry of the journal that it was made of; null: a client added it. */
  entryId: Uuid | null
  /** The restaurant; null: it concerns the whole chain. */
  organizationId: Uuid | null
  at: number
  type: string
  /** What `orderNums` of a filter asks for; null: it is about no order. */
  orderNumber: number | null
  attributes: EventAttribute[]
}

/** What an event says: moments, money (minor units) and amounts (thousandths) by the place where it happened. */
export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | { moment: number }
  | { money: bigint }
  | { thousandths: bigint }
/** Several values of one name are several attributes. */
export type AttributeValues = Partial<Record<AttributeName, AttributeValue | readonly AttributeValue[]>>

/** An event before it has an id: which kind, and what it says. */
export type EventDraft = { type: EventKindId; orderNumber?: number; values: AttributeValues }

/** By whose clock, day and money values are written. */
export type EventPlace = { zone: TimeZone; dayStartMinutes: number; moneyScale: number }

const isoLocal = (at: number, zone: TimeZone): string => toLocal(at, zone).replace(' ', 'T')

/** Midnight of the accounting day that a moment belongs to (server-api §26.5). */
export const accountingDayText = (at: number, { zone, dayStartMinutes }: EventPlace): string =>
  `${accountingDay(at, zone, dayStartMinutes)}T00:00:00.000`

function textOf(value: Exclude<AttributeValue, null | undefined>, place: EventPlace): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value !== 'object') return String(value)
  if ('moment' in value) return isoLocal(value.moment, place.zone)
  if ('money' in value) return printDecimal(value.money, place.moneyScale)
  return printDecimal(value.thousandths, 3)
}

const manyOf = (value: AttributeValues[AttributeName]): readonly AttributeValue[] =>
  Array.isArray(value) ? value : [value as AttributeValue]

/** Attributes in the order in which they were said; what is null is not said. */
export function attributesOf(values: AttributeValues, place: EventPlace): EventAttribute[] {
  return (Object.keys(values) as AttributeName[]).flatMap((name) =>
    manyOf(values[name]).flatMap((value) =>
      value === null || value === undefined
        ? []
        : [{ name, value: textOf(value, place), type: attributeKinds[name].type }],
    ),
  )
}
