import type { DeliveryOrder } from '../../domain/orders/order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { AcceptedDelivery, App, DeskBooks, TillMark, Tx } from '../ports.ts'
import type { Till, TillConditions } from '../till/till-command.ts'
import type { TillDay } from '../till/till-day.ts'
import { CloudPicture } from './cloud-picture.ts'
import {
  DecidedGroup,
  dayOf,
  momentOf,
  type Opened,
  positionsOf,
  tillStateKinds,
} from './decide-deliveries.ts'

/** The till as a group left it; null where another book was changed than those of deliveries and guests. */
export type LeftTill = {
  mark: TillMark
  nextNumber: number
  books: Pick<DeskBooks, 'stopList' | 'cashShift' | 'personalShifts'>
} | null

/**
 * Accepts deliveries and lets their till decide them in one transaction, which locks and reads the till: all that the till
 * and the cloud would do as followers of the journal is done in it, by the same rules and with the same entries, which are
 * marked as done (ADR 24). Answers for each whether its order's id was free; null when the till has to do something else
 * first, and then nothing is written.
 */
export async function takeDeliveries(
  app: App,
  till: Till,
  deliveries: readonly AcceptedDelivery[],
  conditions: TillConditions,
): Promise<{ isTaken: boolean[]; left: LeftTill } | null> {
  const moment = await momentOf(app, till, conditions)
  const { now, counter } = moment
  return app.storage.transaction(async (tx) => {
    const claims = deliveries.map(({ order, digest, command }) => ({
      id: order.id,
      digest,
      at: command.acceptedAt,
    }))
    const opened = await tx.deliveryDesk.open({ ...till, counter }, claims, tillStateKinds)
    if (!opened) return null
    const { free, firstNumber, revision } = opened
    const isTaken = claims.map(({ id }) => free.has(id))
    const taken = deliveries.filter(({ order }) => free.has(order.id))
    if (taken.length === 0) return { isTaken, left: null }
    const { hasSubscribers, knownOrderIds, guests, ...books } = await tx.deliveryDesk.books(till, {
      phones: taken.map(({ contact }) => contact.contact.phone),
      orderIds: taken.map(({ order }) => order.id),
    })
    const orders =
      knownOrderIds.length > 0
        ? await tx.tillOrders.loadForChange(till.tenantId, till.organizationId, knownOrderIds)
        : new Map<Uuid, DeliveryOrder>()
    const positions = await claimPositions(tx, till, taken, now)
    const day = dayOf(app, moment, { firstNumber, books, guests, orders, positions }, taken)
    await decideAll(app, tx, day, taken, hasSubscribers)
    const isAsBefore = day.guestsMetAlone() !== null && !hasSubscribers
    const mark = { counter, revision }
    return { isTaken, left: isAsBefore ? { mark, nextNumber: firstNumber + free.size, books } : null }
  })
}

async function claimPositions(
  tx: Tx,
  { tenantId, organizationId }: Till,
  taken: readonly AcceptedDelivery[],
  now: number,
): Promise<Opened['positions']> {
  const wanted = positionsOf(taken)
  if (wanted.length === 0) return { takenPositions: new Set(), claimedPositions: new Set() }
  const takenPositions = await tx.tillOrders.claimPositions(tenantId, organizationId, wanted, now)
  return { takenPositions, claimedPositions: new Set(wanted.filter((id) => !takenPositions.has(id))) }
}

async function decideAll(
  app: App,
  tx: Tx,
  day: TillDay,
  taken: readonly AcceptedDelivery[],
  hasSubscribers: boolean,
): Promise<void> {
  const cloud = new CloudPicture(day.now)
  const group = new DecidedGroup(day, cloud)
  for (const accepted of taken) {
    const { made, drawn } = group.decide(accepted)
    for (const entry of made) await cloud.apply(tx, entry, day.order(entry.entityId) ?? null)
    drawn()
  }
  await day.saveBooks(tx)
  group.number(await tx.deliveryDesk.save(day.till, group, day.now))
  if (hasSubscribers) await cloud.tell(app, tx)
}
