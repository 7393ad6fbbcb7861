import type { Random } from '../../kernel/random.ts'
import type { AcceptedDelivery, App, DeliveryDesk, GuestRecord } from '../ports.ts'
import type { Till, TillConditions } from '../till/till-command.ts'
import { CloudPicture } from './cloud-picture.ts'
import {
  DecidedGroup,
  dayOf,
  type Moment,
  momentOf,
  positionsOf,
  tillStateKinds,
} from './decide-deliveries.ts'
import { type LeftTill, takeDeliveries } from './take-deliveries.ts'

/** Where the cloud hands deliveries to a till of its own process (ADR 24). */
export type TillDesk = {
  /**
   * Accepts deliveries and lets the till decide them. Answers for each whether its order's id was free; null when the till
   * has to do something else first, and then nothing is written.
   */
  take(deliveries: readonly AcceptedDelivery[], conditions: TillConditions): Promise<boolean[] | null>
  /** What the till goes by is known: a group need not wait for the one before it. */
  isKnown(): boolean
}

/** What a till goes by, as the groups left it that are decided so far, though they may be on their way still. */
type KnownTill = NonNullable<LeftTill> & {
  /** By phone; null: nobody is known by it. The oldest are forgotten. */
  guests: Map<string, GuestRecord | null>
}

const guestsKnownMax = 500

/**
 * A group is decided by what is known of the till since the group before it, and written by one statement, which looks
 * whether all of it is so (ADR 29). At first, and where something was not so, the till is locked and read, by one group at a
 * time.
 */
export function openTillDesk(app: App, till: Till): TillDesk {
  const line = app.storage.openDeskLine()
  /** Another object after every reading. */
  let known: KnownTill | null = null
  const underWay = new Set<Promise<unknown>>()
  let lastReader: Promise<unknown> = Promise.resolve()
  let readers = 0

  async function takeAsKnown(
    deliveries: readonly AcceptedDelivery[],
    conditions: TillConditions,
  ): Promise<boolean[] | null> {
    const believed = known
    if (!believed || positionsOf(deliveries).length > 0) return null
    await meet(app, till, believed, deliveries)
    const moment = await momentOf(app, till, conditions)
    // From here to the sending nothing is waited for: groups are written in the order in which they were decided.
    if (known !== believed) return null
    const written = writeAsKnown(app, line, moment, believed, deliveries)
    underWay.add(written)
    let isWritten = false
    try {
      isWritten = (await written) !== null
      return isWritten ? deliveries.map(() => true) : null
    } finally {
      underWay.delete(written)
      if (!isWritten && known === believed) known = null
    }
  }

  async function takeByReading(
    deliveries: readonly AcceptedDelivery[],
    conditions: TillConditions,
  ): Promise<boolean[] | null> {
    known = null
    // They hold the till, and may wait for an id that this group would take first.
    await Promise.allSettled(underWay)
    const taken = await takeDeliveries(app, till, deliveries, conditions)
    known = taken?.left ? { ...taken.left, guests: new Map() } : null
    return taken?.isTaken ?? null
  }

  /** One after the other; nobody else begins while there is one. */
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    readers += 1
    const turn = lastReader.then(work)
    lastReader = turn.catch(() => {})
    try {
      return await turn
    } finally {
      readers -= 1
    }
  }

  return {
    isKnown: () => known !== null && readers === 0,
    async take(deliveries, conditions) {
      const taken = readers === 0 ? await takeAsKnown(deliveries, conditions) : null
      if (taken) return taken
      return inTurn(
        async () =>
          (await takeAsKnown(deliveries, conditions)) ?? (await takeByReading(deliveries, conditions)),
      )
    },
  }
}

/** Makes the guests of deliveries known. */
async function meet(
  app: App,
  { tenantId }: Till,
  { guests }: KnownTill,
  deliveries: readonly AcceptedDelivery[],
): Promise<void> {
  const phones = new Set(deliveries.map(({ contact }) => contact.contact.phone))
  const strangers = [...phones].filter((phone) => !guests.has(phone))
  if (strangers.length === 0) return
  const found = await app.storage.now.guests.byPhones(tenantId, strangers)
  // Another group may have met one meanwhile.
  for (const phone of strangers) if (!guests.has(phone)) guests.set(phone, found.get(phone) ?? null)
}

/**
 * Null when it cannot be written so: something is not as it was known, or the group changes more than deliveries. What was
 * decided is let go once it is sent: the collector would carry it along as long as the database works.
 */
async function writeAsKnown(
  app: App,
  line: DeliveryDesk,
  moment: Moment,
  known: KnownTill,
  deliveries: readonly AcceptedDelivery[],
): Promise<bigint[] | null> {
  const { till, now, counter } = moment
  const { books, nextNumber: firstNumber, mark } = known
  if (mark.counter !== counter) return null
  const believed = guestsOf(known, deliveries)
  const guests = new Map([...believed].flatMap(([phone, guest]) => (guest ? [[phone, guest] as const] : [])))
  const positions = { takenPositions: new Set<string>(), claimedPositions: new Set<string>() }
  const day = dayOf(app, moment, { firstNumber, books, guests, orders: new Map(), positions }, deliveries)
  const cloud = new CloudPicture(now)
  const group = new DecidedGroup(day, cloud)
  for (const accepted of deliveries) {
    const { made, drawn } = group.decide(accepted)
    for (const entry of made) cloud.draw(entry, day.order(entry.entityId) ?? null)
    drawn()
  }
  const met = day.guestsMetAlone()
  if (!met) return null
  const left = newMark(app.random)
  keep(known, deliveries.length, met, left)
  const { entries, deliveries: decided } = group
  // Nobody is told of the pictures, so nobody asks for their revisions.
  return line.saveAsKnown(
    till,
    { entries, deliveries: decided, guests: met },
    {
      mark,
      left,
      guests: [...believed].map(([phone, guest]) => ({ phone, id: guest?.id ?? null })),
      // What we made ourselves nobody has used.
      chosenIds: deliveries.flatMap(({ digest, order }) => (digest ? [order.id] : [])),
      kinds: tillStateKinds,
    },
    now,
  )
}

const guestsOf = (
  { guests }: KnownTill,
  deliveries: readonly AcceptedDelivery[],
): Map<string, GuestRecord | null> =>
  new Map(
    deliveries.map(({ contact: { contact } }): [string, GuestRecord | null] => [
      contact.phone,
      guests.get(contact.phone) ?? null,
    ]),
  )

const markBytes = 7

/**
 * No counting on: when the till was changed meanwhile, this group fails, and the one behind it must not take that change's
 * revision for what this one would have left.
 */
const newMark = (random: Random): bigint =>
  BigInt(`0x${Buffer.from(random.bytes(markBytes)).toString('hex')}`)

/** The till as this group leaves it, for the group after it. */
function keep(
  known: KnownTill,
  count: number,
  met: readonly { id: string; phone: string; contactId: string }[],
  left: bigint,
): void {
  known.mark = { ...known.mark, revision: left }
  known.nextNumber += count
  for (const { id, phone, contactId } of met) {
    const before = known.guests.get(phone)
    known.guests.delete(phone)
    known.guests.set(phone, before ?? { id, contactId, isBlacklisted: false, blacklistReason: null })
  }
  for (const oldest of known.guests.keys()) {
    if (known.guests.size <= guestsKnownMax) return
    known.guests.delete(oldest)
  }
}
