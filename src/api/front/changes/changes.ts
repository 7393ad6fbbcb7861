import { type BooksSaved, booksSavedKind } from '../../../app/books/save-books.ts'
import type { FrontDoor } from '../../../app/front/front-door.ts'
import { cafeSessionOf } from '../../../app/front/model/organisation.ts'
import { stopListRowOf } from '../../../app/front/model/stop-list.ts'
import type { SequencedEntry } from '../../../app/ports.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { TimeZone } from '../../../kernel/local-time.ts'
import type { Moment, TillReader } from '../read/till-reader.ts'

/** What may be heard of (front-api §7.6). */
export const topics = [
  'order',
  'kitchenOrder',
  'delivery',
  'reserve',
  'table',
  'stopList',
  'cashSession',
] as const
export type Topic = (typeof topics)[number]

/** Something of a till that is in another state now: its whole picture, at least once for each change. */
export type Change = {
  topic: Topic
  eventType: 'Created' | 'Updated' | 'Removed'
  /** Null: it concerns the till as a whole. */
  id: Uuid | null
  /** Null: it is no more, or there is none now. */
  entity: object | null
  /** A listener that has it goes on after this one. */
  revision: bigint
  /** Of the last entry that made it so. */
  position: bigint
  zone: TimeZone
}

type Touched = { kind: string; id: Uuid; isNew: boolean; position: bigint }

/** What entries of the journal changed, in the order of their last changes, as it is now. */
export async function changesOf(
  door: FrontDoor,
  reader: TillReader,
  entries: readonly SequencedEntry[],
): Promise<Change[]> {
  const touched = touchedBy(entries)
  if (touched.length === 0) return []
  const seen = await reader.readSome(
    door,
    touched.filter(({ kind }) => isSale(kind)).map(({ id }) => id),
  )
  const { zone } = seen
  const orders = new Map(seen.orders.map((one) => [one.order.id, one]))
  const reserves = new Map(seen.reserves.map((one) => [one.id, one]))
  const changes: Change[] = []
  for (const { kind, id, isNew, position } of touched) {
    const found = orders.get(id)
    const parts: [Topic, object | null][] = []
    if (kind === 'reserve') parts.push(['reserve', reserves.get(id) ?? null])
    if (isSale(kind) && (found || kind !== 'reserve')) parts.push(['order', found?.order ?? null])
    if (kind === 'delivery') parts.push(['delivery', found?.order ?? null])
    if (found?.kitchenOrder) parts.push(['kitchenOrder', found.kitchenOrder])
    if (kind === 'stopList') parts.push(['stopList', { items: await stopListOf(door, seen) }])
    if (kind === 'cashSession') parts.push(['cashSession', await cashSessionOf(door, seen)])
    if (kind === 'table') parts.push(['table', null])
    changes.push(
      ...parts.map(([topic, entity], index): Change => {
        const isWhole = kind === 'stopList' || kind === 'cashSession' || kind === 'table'
        const eventType = isNew ? 'Created' : entity === null && !isWhole ? 'Removed' : 'Updated'
        // Who was cut off between two changes of one entry gets both again.
        const revision = index < parts.length - 1 ? position - 1n : position
        return { topic, eventType, id: isWhole ? null : id, entity, revision, position, zone }
      }),
    )
  }
  return changes
}

const isSale = (kind: string): boolean => kind === 'tableOrder' || kind === 'delivery' || kind === 'reserve'

/** What each entry is about, the last one of each thing. */
function touchedBy(entries: readonly SequencedEntry[]): Touched[] {
  const found = new Map<string, Touched>()
  for (const { kind, entity, entityId, position, payload } of entries) {
    const about = aboutOf(kind, entity, payload)
    if (!about) continue
    const id = isSale(about) ? entityId : ''
    const key = `${about} ${id}`
    const isNew = kind.endsWith('.placed') || (found.get(key)?.isNew ?? false)
    found.delete(key)
    found.set(key, { kind: about, id, isNew, position })
  }
  return [...found.values()]
}

function aboutOf(kind: string, entity: string, payload: unknown): string | null {
  if (kind.startsWith('stopList.')) return 'stopList'
  if (kind.startsWith('shift.')) return 'cashSession'
  if (kind === booksSavedKind)
    return (payload as BooksSaved).items.some(({ book }) => book === 'restaurantSection') ? 'table' : null
  return isSale(entity) && kind.startsWith(`${entity}.`) ? entity : null
}

/** The stop list of a till. */
export async function stopListOf({ app, till }: FrontDoor, { place }: Moment) {
  const rows = await app.storage.now.stopLists.atTill(till.tenantId, till.terminalGroupId)
  return rows.map((row) => stopListRowOf(place, row))
}

/** The open cash session; null: there is none. */
export async function cashSessionOf({ app, till }: FrontDoor, { place }: Moment) {
  const shift = await app.storage.now.shifts.openCashShift(till.tenantId, till.terminalGroupId)
  const group = place.catalog.find('terminalGroup', till.terminalGroupId)
  return shift && group ? cafeSessionOf(place, group, shift) : null
}
