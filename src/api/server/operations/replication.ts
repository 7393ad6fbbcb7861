import type { BookItem } from '../../../domain/reference/books.ts'
import { conflict } from '../errors.ts'
import type { ReplicationStatus } from '../generated/types.ts'
import type { CallContext, Handlers } from '../operation.ts'
import { momentWithOffset } from './moments.ts'
import { restaurantsOf } from './scope.ts'

/** Longer than this without a sign of life and an exchange was missed. */
const missedMs = 10 * 60_000

/**
 * Restaurants and chain share one set of books; what travels is between the chain and the tills. So a restaurant was
 * last heard of when one of its tills was.
 */
async function statusOf(
  call: CallContext,
  { id, body }: BookItem<'organization'>,
): Promise<ReplicationStatus> {
  const { app, caller } = call
  const tills = await app.storage.now.liveness.of(caller.tenantId, [id])
  const seenAt = tills.length === 0 ? null : Math.max(...tills.map((till) => till.seenAt))
  const date = seenAt === null ? null : momentWithOffset(seenAt, body.timeZone)
  const isFresh = seenAt !== null && app.clock.now() - seenAt <= missedMs
  return {
    departmentId: id,
    departmentName: body.name,
    ...(date === null ? {} : { lastReceiveDate: date, lastSendDate: date }),
    status: isFresh ? 'SUCCESS' : 'MISSED',
  }
}

/** As the chain's lines to its restaurants have it: when it last heard a server, and when that last took something. */
async function statusesOfLines({ app, caller }: CallContext): Promise<ReplicationStatus[]> {
  const peers = await app.storage.now.serverLines.peers(caller.tenantId)
  return peers.flatMap(({ organizationId, heardAt, toldAt }) => {
    const restaurant = restaurantsOf(caller).find(({ id }) => id === organizationId)
    if (!restaurant) return []
    const { id, body } = restaurant
    const isFresh = heardAt !== null && app.clock.now() - heardAt <= missedMs
    return [
      {
        departmentId: id,
        departmentName: body.name,
        ...(heardAt === null ? {} : { lastReceiveDate: momentWithOffset(heardAt, body.timeZone) }),
        ...(toldAt === null ? {} : { lastSendDate: momentWithOffset(toldAt, body.timeZone) }),
        status: isFresh ? 'SUCCESS' : 'MISSED',
      },
    ]
  })
}

/** Of a node that is the whole company its tills tell; a chain on its own asks its lines (ADR 38). */
const statusesOf = async (call: CallContext): Promise<ReplicationStatus[]> =>
  call.services.place === 'chain'
    ? statusesOfLines(call)
    : Promise.all(restaurantsOf(call.caller).map((item) => statusOf(call, item)))

function requireChain({ caller, services }: CallContext): void {
  if (caller.organizationId !== null || services.place === 'under-chain')
    throw conflict('Replication statuses are known to the chain only')
}

/** Which part the server plays, and when the chain heard of its restaurants (server-api §6). */
export const replicationHandlers: Handlers = {
  'GET /replication/serverType': async ({ caller, services }) =>
    caller.organizationId === null && services.place !== 'under-chain' ? 'CHAIN' : 'REPLICATED_RMS',

  'GET /replication/statuses': async (call) => {
    requireChain(call)
    return statusesOf(call)
  },

  'GET /replication/byDepartmentId/{departmentId}/status': async (call) => {
    requireChain(call)
    const id = call.path.departmentId.toLowerCase()
    const status = (await statusesOf(call)).find(({ departmentId }) => departmentId === id)
    if (!status) throw conflict(`${call.path.departmentId} is no restaurant of this chain`)
    return status
  },
}
