import type { Contact, DeliveryOrder } from '../../domain/orders/order.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { accountingDay } from '../../kernel/local-time.ts'
import type { AcceptedDelivery, App, DecidedDelivery, DeskBooks, NewEntry, Tx } from '../ports.ts'
import { clientPositions } from '../till/client-positions.ts'
import { withSecrets } from '../till/command-secrets.ts'
import { GuestWallets } from '../till/guest-wallets.ts'
import { TillPrograms } from '../till/paying/till-programs.ts'
import { decide } from '../till/run-commands.ts'
import type { Till, TillCommandPayload, TillConditions, TillRequest } from '../till/till-command.ts'
import { type LoadedDay, TillDay } from '../till/till-day.ts'
import { CloudPicture } from './cloud-picture.ts'

/** Commands after which the till may decide a delivery otherwise: one that came before has to be done before. */
const tillStateKinds: readonly string[] = [
  'stopList.put',
  'stopList.remove',
  'stopList.clear',
  'shift.open',
  'shift.close',
  'shift.moveCash',
  'personalShift.open',
  'personalShift.close',
]

/**
 * Accepts deliveries and lets their till decide them in one transaction: all that the till and the cloud would do as
 * followers of the journal is done in it, by the same rules and with the same entries, which are marked as done (ADR 24).
 * Answers for each whether its order's id was free; null when the till has to do something else first, and then nothing is
 * written.
 */
export async function takeDeliveries(
  app: App,
  till: Till,
  deliveries: readonly AcceptedDelivery[],
  conditions: TillConditions,
): Promise<boolean[] | null> {
  const catalog = await app.catalog(till.tenantId)
  return app.storage.transaction(async (tx) => {
    const now = app.clock.now()
    const organization = catalog.living('organization', till.organizationId)?.body
    if (!organization) throw new Error(`organization ${till.organizationId} is not in the books`)
    const today = accountingDay(now, organization.timeZone, organization.accountingDayStartMinutes)
    const claims = deliveries.map(({ order, digest, command }) => ({
      id: order.id,
      digest,
      at: command.acceptedAt,
    }))
    const opened = await tx.deliveryDesk.open({ ...till, counter: `orders ${today}` }, claims, tillStateKinds)
    if (!opened) return null
    const { free, firstNumber } = opened
    const taken = deliveries.filter(({ order }) => free.has(order.id))
    if (taken.length > 0) {
      const phones = taken.map(({ contact }) => contact.contact.phone)
      const orderIds = taken.map(({ order }) => order.id)
      const { hasSubscribers, knownOrderIds, ...books } = await tx.deliveryDesk.books(till, {
        phones,
        orderIds,
      })
      const orders =
        knownOrderIds.length > 0
          ? await tx.tillOrders.loadForChange(till.tenantId, till.organizationId, knownOrderIds)
          : new Map<Uuid, DeliveryOrder>()
      const positions = await claimPositions(tx, till, taken, now)
      const day = dayOf(app, {
        ...{ till, now, catalog, organization, conditions, firstNumber, books, orders, taken, positions },
      })
      await decideAll(app, tx, day, taken, hasSubscribers)
    }
    return claims.map(({ id }) => free.has(id))
  })
}

type Opened = {
  till: Till
  now: number
  catalog: Catalog
  organization: TillDay['organization']
  conditions: TillConditions
  firstNumber: number
  books: Omit<DeskBooks, 'hasSubscribers' | 'knownOrderIds'>
  /** Those of them that the till has already. */
  orders: Map<Uuid, DeliveryOrder>
  taken: readonly AcceptedDelivery[]
  positions: Pick<LoadedDay, 'takenPositions' | 'claimedPositions'>
}

/** The till as {@link openTillDay} opens it, for deliveries that are new. */
function dayOf(
  { random }: App,
  { till, now, catalog, organization, conditions, firstNumber, books, orders, taken, positions }: Opened,
): TillDay {
  // What bonuses pay for goes through the journal, and no programme is run at the till for what its client has priced.
  const wallets = new GuestWallets(
    catalog,
    [],
    conditions.isLineUp ? { isUp: true } : { isUp: false, since: 0 },
  )
  return new TillDay({
    ...{ till, now, catalog, organization, random, firstNumber, orders, ...books, ...positions },
    veto: conditions.veto,
    hasTerminal: conditions.hasTerminal ?? false,
    answers: new Map(),
    wallets,
    programs: new TillPrograms(catalog, { guests: new Map(), coupons: new Map() }, wallets, now),
    lastShiftNumber: 0,
    leftCash: 0n,
    openOrders: 0,
    tableOrders: new Map(),
    reserves: new Map(),
    contacts: new Map(taken.map(({ contact }): [Uuid, Contact] => [contact.id, contact.contact])),
    guestsById: new Map(),
  })
}

/** Ids of positions that clients chose; most choose none. */
async function claimPositions(
  tx: Tx,
  { tenantId, organizationId }: Till,
  taken: readonly AcceptedDelivery[],
  now: number,
): Promise<Opened['positions']> {
  const wanted = taken.flatMap(({ entry }) => clientPositions((entry.payload as TillCommandPayload).command))
  if (wanted.length === 0) return { takenPositions: new Set(), claimedPositions: new Set() }
  const takenPositions = await tx.tillOrders.claimPositions(tenantId, organizationId, wanted, now)
  return { takenPositions, claimedPositions: new Set(wanted.filter((id) => !takenPositions.has(id))) }
}

/** What the till is asked, as it would hear it through the journal. */
function requestOf({ command: { id }, entry, contact }: AcceptedDelivery): TillRequest {
  const { command: bare, deadline, secretsId } = entry.payload as TillCommandPayload
  const { texts } = contact.contact
  const command = secretsId && texts ? withSecrets(bare, secretsId, texts) : bare
  return { id, command, actor: entry.actor, deadline }
}

async function decideAll(
  app: App,
  tx: Tx,
  day: TillDay,
  taken: readonly AcceptedDelivery[],
  hasSubscribers: boolean,
): Promise<void> {
  const { till, now } = day
  const cloud = new CloudPicture(now)
  const entries: NewEntry[] = []
  const deliveries: DecidedDelivery[] = []
  for (const accepted of taken) {
    const first = day.entries.length
    const { id } = accepted.order
    cloud.know(accepted.order)
    const { refusal } = decide(day, requestOf(accepted))
    entries.push(accepted.entry)
    for (const entry of day.entries.slice(first)) {
      entries.push(entry)
      await cloud.apply(tx, entry, day.order(entry.entityId) ?? null)
    }
    const order = refusal ? null : (day.order(id) ?? null)
    deliveries.push({ accepted, picture: cloud.order(id) ?? accepted.order, order })
  }
  await day.saveBooks(tx)
  const revisions = await tx.deliveryDesk.save(till, { deliveries, entries }, now)
  deliveries.forEach(({ picture }, index) => {
    picture.revision = revisions[index] ?? picture.revision
  })
  if (hasSubscribers) await cloud.tell(app, tx)
}
