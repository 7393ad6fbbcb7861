import type { Uuid } from '../../kernel/ids.ts'
import type { Refusal } from '../../kernel/refusals.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, CloudOrder, CommandRecord, NewEntry, Tx } from '../ports.ts'
import { type CommandFailed, isPlacement, orderEntityOf } from '../till/till-command.ts'
import { PlacedPictures, reservesSort, tablesSort } from './placed-pictures.ts'
import { type Happening, planWebhooks } from './plan-webhooks.ts'

const batch = 200
/** The cloud gave a command up. It completes nothing: the till may do the command still. */
export const commandExpiredKind = 'cloud.commandExpired'

/**
 * Turns commands whose till did not answer in time to Error, and with a placement its order; a till that takes the
 * order later flips it to Success (cloud-api §3.5–3.6). Returns how many expired.
 */
export async function expireCommands(app: App): Promise<number> {
  const now = app.clock.now()
  const waiting = await app.storage.now.commands.overdue(now, batch)
  if (waiting.length === 0) return 0
  await app.storage.transaction(async (tx) => {
    const happenings: Happening[] = []
    const failed: CloudOrder[] = []
    const orders = await ordersOf(tx, waiting)
    const placed = [
      await picturesOf(tx, waiting, 'tableOrder.place', new PlacedPictures(tablesSort)),
      await picturesOf(tx, waiting, 'reserve.place', new PlacedPictures(reservesSort)),
    ]
    for (const command of waiting) {
      for (const pictures of placed) {
        const what = pictures.expire(failureOf(command))
        if (what) happenings.push(happeningOf(command, now, what))
      }
      const order = command.kind === 'delivery.place' && command.orderId ? orders.get(command.orderId) : null
      if (order?.creationStatus !== 'InProgress') continue
      const expired: CloudOrder = { ...order, creationStatus: 'Error', error: timeoutOf(command.kind).note }
      failed.push(expired)
      happenings.push(happeningOf(command, now, { kind: 'delivery', before: order, order: expired }))
    }
    if (failed.length > 0) {
      let revision = await tx.cloudOrders.takeRevisions(failed.length, now)
      for (const order of failed) order.revision = revision++
      await tx.cloudOrders.save(failed)
    }
    for (const pictures of placed) await pictures.save(tx, now)
    await tx.commands.finish(
      waiting.map((command) => ({ ...command, error: timeoutOf(command.kind).note })),
      now,
    )
    await tx.journal.append(waiting.map((command) => expiryOf(app, command, now)))
    await planWebhooks(app, tx, happenings)
  })
  app.wake()
  return waiting.length
}

/** Locked all at once and in the order of their ids, as followers lock them: one by one they would meet crosswise. */
async function ordersOf(tx: Tx, commands: readonly CommandRecord[]): Promise<Map<Uuid, CloudOrder>> {
  const found = new Map<Uuid, CloudOrder>()
  for (const tenantId of [...new Set(commands.map((command) => command.tenantId))].sort()) {
    const ids = commands.flatMap((command) =>
      command.tenantId === tenantId && command.kind === 'delivery.place' && command.orderId
        ? [command.orderId]
        : [],
    )
    if (ids.length === 0) continue
    for (const [id, order] of await tx.cloudOrders.load(tenantId, ids)) found.set(id, order)
  }
  return found
}

/** Fills pictures with what waits for its placement; locked in the same order. */
async function picturesOf<Pictures extends Pick<PlacedPictures<never>, 'load'>>(
  tx: Tx,
  commands: readonly CommandRecord[],
  kind: string,
  pictures: Pictures,
): Promise<Pictures> {
  const waiting = commands.filter((command) => command.kind === kind)
  for (const tenantId of [...new Set(waiting.map((command) => command.tenantId))].sort()) {
    const ids = waiting.flatMap((command) => (command.tenantId === tenantId ? (command.orderId ?? []) : []))
    await pictures.load(tx, tenantId, ids)
  }
  return pictures
}

const happeningOf = (command: CommandRecord, at: number, what: Happening['what']): Happening => ({
  tenantId: command.tenantId,
  organizationId: command.organizationId,
  correlationId: command.id,
  at,
  what,
})

const failureOf = ({ kind, orderId }: CommandRecord): CommandFailed => ({
  command: kind as CommandFailed['command'],
  orderId,
  refusal: timeoutOf(kind).note,
})

function expiryOf(app: App, command: CommandRecord, now: number): NewEntry {
  const { tenantId, organizationId, terminalGroupId, orderId, kind } = command
  const payload = failureOf(command)
  return {
    tenantId,
    organizationId,
    terminalGroupId,
    entryId: app.random.uuid(),
    at: now,
    actor: 'cloud',
    kind: commandExpiredKind,
    entity: orderId ? orderEntityOf(kind) : 'command',
    entityId: orderId ?? command.id,
    correlationId: command.id,
    completes: false,
    payload,
  }
}

const timeoutOf = (kind: string): Refusal =>
  refuse(isPlacement({ kind }) ? 'till.timeout' : 'till.command-timeout')
