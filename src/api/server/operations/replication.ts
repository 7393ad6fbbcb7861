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

function requireChain({ caller }: CallContext): void {
  if (caller.organizationId !== null) throw conflict('Replication statuses are known to the chain only')
}

/** Which part the server plays, and when the chain heard of its restaurants (server-api §6). */
export const replicationHandlers: Handlers = {
  'GET /replication/serverType': async ({ caller }) =>
    caller.organizationId === null ? 'CHAIN' : 'REPLICATED_RMS',

  'GET /replication/statuses': async (call) => {
    requireChain(call)
    return Promise.all(restaurantsOf(call.caller).map((item) => statusOf(call, item)))
  },

  'GET /replication/byDepartmentId/{departmentId}/status': async (call) => {
    requireChain(call)
    const id = call.path.departmentId.toLowerCase()
    const restaurant = restaurantsOf(call.caller).find((item) => item.id === id)
    if (!restaurant) throw conflict(`${call.path.departmentId} is no restaurant of this chain`)
    return statusOf(call, restaurant)
  },
}
