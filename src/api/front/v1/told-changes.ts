import type { Listener } from '../changes/change-hub.ts'
import { type Change, type Topic, topics } from '../changes/changes.ts'
import { badArgument, FrontFault } from '../faults.ts'
import type { Scope } from '../sessions.ts'
import { writeEntity } from '../write-entity.ts'

/** Boards hear of what the kitchen has; it names no guest. */
const ofQueue: ReadonlySet<Topic> = new Set(['kitchenOrder'])

/** Topics that a session may hear; refuses those that there are not (400) or that it has no scope for (403). */
export function topicsFor(asked: unknown, scopes: ReadonlySet<Scope>): ReadonlySet<Topic> {
  const isList = Array.isArray(asked) && asked.length > 0
  const found = isList ? asked.map((one) => topics.find((topic) => topic === one)) : [undefined]
  if (!found.every((one): one is Topic => one !== undefined))
    throw badArgument(`topics must be a list of ${topics.join(', ')}`)
  const lacked = scopes.has('monitoring') ? undefined : found.find((topic) => !ofQueue.has(topic))
  if (lacked) throw new FrontFault(403, 'PermissionDeniedException', `The topic ${lacked} needs monitoring`)
  return new Set(found)
}

/** The same change goes to all listeners as one text: a thousand of them cost one rendering. */
const rendered = new WeakMap<Change, { cursor: string; text: string }>()

export const changeBody = (change: Change, cursor: string) => ({
  eventType: change.eventType,
  revision: cursor,
  topic: change.topic,
  id: change.id,
  entity: writeEntity(change.entity, change.zone),
})

/** `params` of a notification, and the data of an event. */
export function changeText(change: Change, cursor: string): string {
  const known = rendered.get(change)
  if (known?.cursor === cursor) return known.text
  const text = JSON.stringify(changeBody(change, cursor))
  rendered.set(change, { cursor, text })
  return text
}

export type Filter = { ids: ReadonlySet<string> | null; kitchenIds: ReadonlySet<string> | null }

/** Orders by their ids, orders of the kitchen by the places that cook; what has neither passes. */
export function filtered(listener: Listener, { ids, kitchenIds }: Filter): Listener {
  if (!ids && !kitchenIds) return listener
  const isWanted = ({ topic, id, entity }: Change): boolean => {
    if (ids && id !== null && !ids.has(id)) return false
    if (!kitchenIds || topic !== 'kitchenOrder') return true
    const { items } = entity as { items: readonly { kitchen: { id: string } }[] }
    return items.some(({ kitchen }) => kitchenIds.has(kitchen.id))
  }
  return { ...listener, hear: (change, cursor) => isWanted(change) && listener.hear(change, cursor) }
}

export function readFilter(asked: unknown): Filter {
  if (asked === undefined || asked === null) return { ids: null, kitchenIds: null }
  if (typeof asked !== 'object' || Array.isArray(asked)) throw badArgument('filter must be an object')
  const listOf = (name: 'ids' | 'kitchenIds'): ReadonlySet<string> | null => {
    const value = (asked as Readonly<Record<string, unknown>>)[name]
    if (value === undefined || value === null) return null
    const isList =
      Array.isArray(value) && value.length <= 1000 && value.every((one) => typeof one === 'string')
    if (!isList) throw badArgument(`filter.${name} must be a list of at most 1000 ids`)
    return new Set((value as string[]).map((one) => one.toLowerCase()))
  }
  return { ids: listOf('ids'), kitchenIds: listOf('kitchenIds') }
}
