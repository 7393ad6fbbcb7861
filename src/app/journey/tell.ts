import type { OrderEvent } from '../../domain/orders/events.ts'
import type { TableOrderEvent } from '../../domain/orders/tables/events.ts'
import type { StopListEvent } from '../../domain/stop-list/stop-list.ts'
import { describeRefusal, type RefusalNote } from '../../kernel/refusals.ts'
import { type BooksSaved, booksSavedKind } from '../books/save-books.ts'
import { commandExpiredKind } from '../cloud/expire-commands.ts'
import type { StoredEntry } from '../ports.ts'
import {
  type CommandFailed,
  commandDoneKind,
  commandFailedKind,
  type TillCommandPayload,
  tillCommandKind,
} from '../till/till-command.ts'
import { askedWords, doneWords, draftWords, systemWords, type Words } from './words.ts'

/** An entry of the journal in words. Nothing personal is in it: journeys are read by support and kept in files. */
export type Told = {
  level: 'info' | 'warn' | 'error'
  what: Words
  /** Codes, counts and ids that go with it, alike in every language. */
  detail: string | null
  /** Why it failed; null when it did not. */
  why: (Words & { code: string }) | null
}

/** Says what an entry of the journal means. A kind without words yet is called by its name. */
export function tell(entry: Pick<StoredEntry, 'kind' | 'payload'>): Told {
  return told(entry) ?? plain(wordsOf(entry.kind), detailOf(entry.payload))
}

const plain = (what: Words, detail: string | null = null): Told => ({
  level: 'info',
  what,
  detail,
  why: null,
})

function told({ kind, payload }: Pick<StoredEntry, 'kind' | 'payload'>): Told | null {
  switch (kind) {
    case tillCommandKind: {
      const asked = askedOf((payload as TillCommandPayload).command.kind)
      return plain(joined(systemWords.accepted, asked))
    }
    case commandFailedKind: {
      const { command, refusal } = payload as CommandFailed
      return failed('error', joined(systemWords.refused, askedOf(command)), refusal)
    }
    case commandExpiredKind: {
      const { command, refusal } = payload as CommandFailed
      return failed('warn', joined(systemWords.expired, askedOf(command)), refusal)
    }
    case 'cloud.deliveryRejected':
    case 'cloud.tableOrderRejected':
    case 'cloud.reserveRejected':
      return failed('error', systemWords.rejected, (payload as { refusal: RefusalNote }).refusal)
    case commandDoneKind:
      return plain(systemWords.done)
    case booksSavedKind:
      return plain(systemWords.books, savedOf(payload as BooksSaved))
    default:
      return null
  }
}

const failed = (level: Told['level'], what: Words, refusal: RefusalNote): Told => ({
  level,
  what,
  detail: null,
  why: { code: refusal.code, ru: describeRefusal(refusal, 'ru'), en: describeRefusal(refusal, 'en') },
})

const joined = (a: Words, b: Words): Words => ({ ru: `${a.ru}: ${b.ru}`, en: `${a.en}: ${b.en}` })

const lookUp = (words: Readonly<Record<string, Words>>, name: string): Words =>
  words[name] ?? { ru: name, en: name }
const askedOf = (command: string): Words => lookUp(askedWords, command)
const happenedWords = { ...doneWords, ...draftWords }
const wordsOf = (kind: string): Words => lookUp(happenedWords, kind)

/** `41: 12 product, 3 priceList`. */
function savedOf({ revision, items }: BooksSaved): string {
  const counts = new Map<string, number>()
  for (const { book } of items) counts.set(book, (counts.get(book) ?? 0) + 1)
  return `${revision}: ${[...counts].map(([book, count]) => `${count} ${book}`).join(', ')}`
}

function detailOf(payload: unknown): string | null {
  const event = payload as OrderEvent | TableOrderEvent | StopListEvent | { kind?: undefined } | null
  switch (event?.kind) {
    case 'delivery.placed':
      return `${event.order.status}, ${event.order.serviceType}, items ${event.order.items.length}`
    case 'tableOrder.placed':
      return `${event.order.status}, tables ${event.order.tableIds.length}, items ${event.order.items.length}`
    case 'delivery.statusChanged':
      return event.status
    case 'delivery.itemsCooking':
    case 'tableOrder.itemsCooking':
      return `${event.status}, items ${event.positionIds.length}`
    case 'delivery.itemsAdded':
    case 'tableOrder.itemsAdded':
      return `items ${event.items.length}`
    case 'delivery.itemsPrinted':
    case 'tableOrder.itemsPrinted':
    case 'delivery.itemsDeleted':
    case 'tableOrder.itemsDeleted':
    case 'tableOrder.itemsAssigned':
    case 'tableOrder.courseChanged':
      return `items ${event.positionIds.length}`
    case 'tableOrder.itemsMovedOut':
      return `items ${event.positionIds.length}, ${event.reason}, № ${event.to.number}`
    case 'tableOrder.itemsMovedIn':
      return `items ${event.items.length}, ${event.reason}, № ${event.from.number}`
    case 'tableOrder.itemSplit':
      return `parts ${event.parts.length + 1}`
    case 'tableOrder.waiterChanged':
      return event.waiter.id
    case 'delivery.courierChanged':
      return event.courier?.id ?? '-'
    case 'delivery.paymentsAdded':
    case 'tableOrder.paymentsAdded':
    case 'delivery.paymentsReplaced':
    case 'tableOrder.paymentsReplaced':
      return event.payments.map(({ type }) => type.name).join(', ') || '-'
    case 'delivery.cancelled':
      return event.cause?.name ?? null
    case 'stopList.changed':
      return String(event.items.length)
    default:
      return null
  }
}
