import type { App, LineFilter, SequencedEntry, ServerLineKind } from '../app/ports.ts'
import { guestKinds, ofOrdersKinds, toTillKinds } from '../app/route/kinds.ts'
import type { Uuid } from '../kernel/ids.ts'
import { type LineEndKind, lines, sends } from './lines.ts'

export type LineScope = {
  tenantId: Uuid
  line: ServerLineKind
  end: LineEndKind
  /** The node at the other end. */
  peerNode: Uuid
  /** The restaurant of an outlet's server. */
  organizationId: Uuid | null
}

/**
 * Reads what this end sends. Most of a busy journal concerns other lines: what was looked through without finding
 * anything is not looked through again.
 */
export function readerOf(
  app: App,
  scope: LineScope,
): (after: bigint, limit: number) => Promise<SequencedEntry[]> {
  /** Between the two there is nothing for the other end. */
  let nothing = { from: 0n, to: 0n }
  return async (after, limit) => {
    const { links, serverLines } = app.storage.now
    const from = after >= nothing.from && after < nothing.to ? nothing.to : after
    const head = await links.lastPosition()
    const found = await serverLines.entries(await filterOf(app, scope), from, limit)
    if (found.length === 0) nothing = { from: after, to: head > from ? head : from }
    return found
  }
}

async function filterOf(
  app: App,
  { tenantId, line, end, peerNode, organizationId }: LineScope,
): Promise<LineFilter> {
  const exceptOrigin = peerNode
  if (!sends(lines[line].orders, end))
    // The portal hears of the handover with the deeds; to a chain it goes with the orders.
    return {
      ...{ tenantId, kinds: null, exceptOrigin, terminalGroupIds: null, hearsCompany: false },
      exceptKinds: line === 'portal' ? toTillKinds : ofOrdersKinds,
    }
  const groups = organizationId === null ? null : await groupsOf(app, tenantId, organizationId)
  return {
    ...{ tenantId, kinds: [...ofOrdersKinds, ...guestKinds], exceptKinds: [], exceptOrigin },
    ...{ terminalGroupIds: groups, hearsCompany: true },
  }
}

async function groupsOf(app: App, tenantId: Uuid, organizationId: Uuid): Promise<Uuid[]> {
  const groups = (await app.catalog(tenantId)).all('terminalGroup')
  return groups.filter((group) => group.organizationId === organizationId).map(({ id }) => id)
}
