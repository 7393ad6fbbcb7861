import { addEvents, type EventToAdd } from '../../../app/event-log/add-events.ts'
import type { KeptEvent } from '../../../app/ports.ts'
import { attributeKinds } from '../../../domain/event-log/attribute-kinds.ts'
import {
  type EventGroupId,
  type EventKind,
  eventGroups,
  eventKinds,
} from '../../../domain/event-log/event-kinds.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { fromLocal, toLocal } from '../../../kernel/local-time.ts'
import { malformed } from '../errors.ts'
import type { EventGroup, EventSession, EventsList } from '../generated/types.ts'
import type { Call, CallContext, Caller, Handlers } from '../operation.ts'
import { registerOf } from './cash-shifts.ts'
import { momentWithOffset, readMoment, zoneOf } from './moments.ts'
import { restaurantsOf } from './scope.ts'

const zoneOfEvent = (caller: Caller, organizationId: Uuid | null): string =>
  caller.catalog.find('organization', organizationId)?.body.timeZone ?? zoneOf(caller)

/** A restaurant's own server calls it by its code, the chain's by its id (server-api §18). */
const departmentOf = ({ catalog, organizationId }: Caller, own: Uuid | null): string | undefined => {
  if (own === null) return undefined
  return organizationId === null ? own : (catalog.find('organization', own)?.body.code ?? own)
}

const onWire = (
  caller: Caller,
  { id, at, type, organizationId, attributes }: Omit<KeptEvent, 'revision'>,
) => ({
  id,
  date: momentWithOffset(at, zoneOfEvent(caller, organizationId)),
  type,
  departmentId: departmentOf(caller, organizationId),
  attribute: attributes.map(({ name, value, type }) => ({ name, value, type })),
})

type Period = { from_time?: string | undefined; to_time?: string | undefined }

function readPeriod(
  { app, caller }: Pick<CallContext, 'app' | 'caller'>,
  period: Period,
  isFromToday: boolean,
) {
  const zone = zoneOf(caller)
  const today = fromLocal(toLocal(app.clock.now(), zone).slice(0, 10), zone)
  const from = period.from_time ? readMoment(period.from_time, zone) : isFromToday ? today : null
  const to = period.to_time ? readMoment(period.to_time, zone) : null
  return { from, to }
}

type Filter = { events?: string[] | undefined; orderNums?: number[] | undefined }
const integerMax = 2_147_483_647

/** An empty list in a filter asks for everything. */
const asked = <Value>(values: readonly Value[] | undefined): readonly Value[] | null =>
  values?.length ? values : null

async function find(
  call: Pick<CallContext, 'app' | 'caller'> & { query: Call<'GET /events'>['query'] },
  filter: Filter,
): Promise<EventsList> {
  const { app, caller, query } = call
  const { tenantId, organizationId } = caller
  const fromRevision = query.from_rev === undefined ? null : BigInt(query.from_rev)
  const period = readPeriod(call, query, fromRevision === null)
  const orderNumbers = asked(filter.orderNums?.filter((number) => Math.abs(number) <= integerMax))
  if (filter.orderNums?.length && !orderNumbers) throw malformed("'orderNum': there is no such number")
  // The revision first: what becomes visible meanwhile is told by the next call.
  const toRevision = await app.storage.now.eventLog.lastRevision(tenantId)
  const found = await app.storage.now.eventLog.find({
    tenantId,
    organizationId,
    ...period,
    fromRevision,
    toRevision,
    types: asked(filter.events),
    orderNumbers,
  })
  return { event: found.map((event) => onWire(caller, event)), revision: Number(toRevision) }
}

/** Kinds by their groups, in the caller's language; `wanted` null: all. */
function metadata({ language }: CallContext, wanted: readonly string[] | null): EventGroup[] {
  const kinds = (Object.entries(eventKinds) as [string, EventKind][]).filter(
    ([id]) => wanted === null || wanted.includes(id),
  )
  return (Object.keys(eventGroups) as EventGroupId[]).flatMap((group) => {
    const own = kinds.filter(([, kind]) => kind.group === group)
    if (own.length === 0) return []
    const type = own.map(([id, { name, severity, always, may }]) => ({
      attribute: [...always, ...may].map((one) => ({ id: one, name: attributeKinds[one].name[language] })),
      id,
      name: name[language],
      severity,
    }))
    return [{ id: group, name: eventGroups[group][language], type }]
  })
}

/** By id or code among those that the server is of. */
function organizationOfEvent(caller: Caller, said: string | undefined): Uuid | null {
  if (!said) return caller.organizationId
  const found = restaurantsOf(caller).find(({ id, body }) => id === said.toLowerCase() || body.code === said)
  if (!found) throw malformed(`'departmentId': there is no department ${said.slice(0, 80)}`)
  return found.id
}

async function add(call: Call<'POST /events/add'>): Promise<EventsList> {
  const { app, caller, body } = call
  const events = body.event.map(({ id, date, type, departmentId, attribute }): EventToAdd => {
    const organizationId = organizationOfEvent(caller, departmentId)
    return {
      id: id ?? app.random.uuid(),
      organizationId,
      at: date === undefined ? app.clock.now() : readMoment(date, zoneOfEvent(caller, organizationId)),
      type,
      attributes: (attribute ?? []).map((one) => ({ ...one, type: one.type ?? null })),
    }
  })
  const added = await addEvents(app, caller.tenantId, events)
  const revision = Number(await app.storage.now.eventLog.lastRevision(caller.tenantId))
  return { event: added.map((event) => onWire(caller, event)), revision }
}

async function sessions(call: Call<'GET /events/sessions'>): Promise<EventSession[]> {
  const { app, caller, query } = call
  const own = new Set(restaurantsOf(caller).map(({ id }) => id))
  const period = readPeriod(call, query, true)
  const known = await app.storage.now.knownCashShifts.list(caller.tenantId, period)
  return known
    .filter(({ organizationId }) => own.has(organizationId))
    .map((one) => {
      const { shift, organizationId } = one
      const zone = zoneOfEvent(caller, organizationId)
      return {
        id: shift.id,
        openTime: momentWithOffset(shift.openedAt, zone),
        closeTime: shift.closedAt === null ? undefined : momentWithOffset(shift.closedAt, zone),
        manager: shift.openedBy?.id,
        sessionNumber: shift.number,
        cashRegisterNumber: registerOf(caller, one).cashRegNumber,
        operationDay: shift.accountingDay,
        departmentId: departmentOf(caller, organizationId) ?? '',
      }
    })
}

/** The event log (server-api §18). */
export const eventHandlers: Handlers = {
  'GET /events': async (call) => find(call, {}),
  'POST /events': async (call) => find(call, call.body),
  'GET /events/metadata': async (call) => metadata(call, null),
  'POST /events/metadata': async (call) => metadata(call, asked(call.body.events)),
  'POST /events/add': add,
  'GET /events/sessions': sessions,
}
