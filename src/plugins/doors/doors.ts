import { isStreamName, type StreamName } from '../../../sdk/plugin/src/events.ts'
import { isHookName } from '../../../sdk/plugin/src/hooks.ts'
import type { Incoming } from '../../../sdk/plugin/src/wire/connection.ts'
import { ArgumentError, NotSupportedError } from '../../../sdk/plugin/src/wire/errors.ts'
import { checkPermission, runOperation } from '../gate.ts'
import type { JobDesk } from '../jobs/job-desk.ts'
import type { AskedPayments } from '../screens/asked-payments.ts'
import type { ScreenDesk } from '../screens/screen-desk.ts'
import type { PluginSession } from '../session.ts'
import { EventLane } from '../streams/event-lane.ts'
import type { PluginCaller, PluginWorld } from '../world.ts'
import { busDoor } from './bus-door.ts'
import { licensingDoor } from './licensing-door.ts'
import { paymentsDoor } from './payments-door.ts'
import { storageDoor } from './storage-door.ts'
import { uiDoor } from './ui-door.ts'

export type HostParts = {
  world: PluginWorld
  screens: ScreenDesk
  jobs: JobDesk
  payments: AskedPayments
  /** Of all tills. */
  sessions(): readonly PluginSession[]
  subscribed(session: PluginSession, stream: StreamName, lane: EventLane): void
  /** A payment system is there: it can say what became of what was under way. */
  hasSystem(session: PluginSession, key: string): void
}

/** As operations know a plugin. */
export const callerOf = ({ manifest, till }: PluginSession, traceId: string | null = null): PluginCaller => ({
  ...{ tenantId: till.tenantId, organizationId: till.organizationId, terminalGroupId: till.terminalGroupId },
  ...{ name: `plugin ${manifest.name}`, permissions: manifest.permissions, traceId },
})

/** Answers one call of a plugin. Every call of an operation stands in `api.log` (front-api §1.4). */
export async function answerPlugin(
  parts: HostParts,
  session: PluginSession,
  call: Incoming,
): Promise<unknown> {
  const { world, jobs } = parts
  const { permissions, name } = session.manifest
  switch (call.target) {
    case 'operations':
      world.files.write('api.log', 'info', `Plugin "${name}" is calling ${call.method} operation`)
      return runOperation(world, callerOf(session, call.traceId), call.method, call.args[0])
    case 'hooks':
      checkPermission(permissions, 'hooks')
      return tap(session, call)
    case 'events':
      return subscribe(parts, session, call)
    case 'ui':
      return uiDoor(parts, session, call)
    case 'jobs':
      checkPermission(permissions, 'jobs')
      return jobs.answer(session, call)
    case 'licensing':
      return licensingDoor(world, session, call)
    case 'storage':
      return storageDoor(world, session, call, ({ place, key, value, type }) => {
        // All instances of the module in the group hear it, this one too.
        for (const other of parts.sessions()) {
          if (other.manifest.moduleId !== place.moduleId) continue
          if (other.till.terminalGroupId !== place.terminalGroupId) continue
          tellLanes(other, 'customDataChanged', { id: key, key, value }, type)
        }
      })
    case 'payments':
      checkPermission(permissions, 'payments')
      return paymentsDoor(parts, session, call)
    case 'bus':
      checkPermission(permissions, 'bus')
      return busDoor(world, session, call, parts.sessions, (operation) => {
        for (const other of parts.sessions())
          if (other.till.terminalGroupId === session.till.terminalGroupId)
            tellLanes(other, 'externalOperationChanged', {
              id: operation,
              moduleId: session.manifest.moduleId,
            })
      })
    default:
      if (call.target.startsWith('scope:'))
        return session.scopes.call(call.target, call.method, call.args, call.signal)
      throw new NotSupportedError(`the host has no ${call.target}`)
  }
}

function tellLanes(
  session: PluginSession,
  stream: StreamName,
  entity: { id: string } & Record<string, unknown>,
  type: 'created' | 'updated' | 'removed' = 'updated',
): void {
  for (const lane of session.lanes.values())
    if (lane.stream === stream) lane.put({ type, entity, changedFields: null })
}

function tap(session: PluginSession, { method, args }: Incoming): null {
  const [hook, callback, priority] = args
  if (method !== 'tap') throw new NotSupportedError(`hooks.${method}`)
  if (!isHookName(hook)) throw new ArgumentError(`no hook ${String(hook)}`, { data: { argument: 'hook' } })
  if (typeof priority !== 'number' || !Number.isFinite(priority))
    throw new ArgumentError('priority must be a number', { data: { argument: 'priority' } })
  session.taps.set(String(callback), { hook, callback: String(callback), priority })
  return null
}

/** Permissions to hear of what operations may read. */
const neededFor: Readonly<Partial<Record<StreamName, string>>> = {
  orderChanged: 'orders:read',
  orderBillCancelled: 'orders:read',
  deliveryOrderChanged: 'deliveries:read',
  reserveChanged: 'reserves:read',
  kitchenOrderChanged: 'kitchen:read',
  cafeSessionChanged: 'cash:read',
  userSessionChanged: 'staff:read',
  userChanged: 'staff:read',
  currentUserChanged: 'staff:read',
}

function subscribe(parts: HostParts, session: PluginSession, { method, args }: Incoming): null {
  const [stream, id] = args
  if (method !== 'subscribe') throw new NotSupportedError(`events.${method}`)
  if (!isStreamName(stream))
    throw new ArgumentError(`no stream ${String(stream)}`, { data: { argument: 'stream' } })
  checkPermission(session.manifest.permissions, neededFor[stream] ?? null)
  const subscription = String(id)
  const lane = new EventLane(stream, (seq, event) => session.tell(subscription, seq, event))
  session.lanes.set(subscription, lane)
  parts.subscribed(session, stream, lane)
  return null
}
