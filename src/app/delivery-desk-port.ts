/** Ports of deliveries that a till of this very process takes in the transaction that accepts them (ADR 24). */
import type { DeliveryOrder } from '../domain/orders/order.ts'
import type { CashShift, PersonalShift } from '../domain/shifts/shifts.ts'
import type { StopListItem } from '../domain/stop-list/stop-list.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { AcceptedDelivery, CloudOrder, GuestRecord, NewEntry } from './records.ts'

type Place = { tenantId: Uuid; organizationId: Uuid; terminalGroupId: Uuid }

/** A till that plays in this process, hears its cloud and is not slow. */
export type TillAtHand = {
  /** Accepts and decides; false when the order's id was used before. */
  take(delivery: AcceptedDelivery): Promise<boolean>
}

/** What a till goes by when it takes deliveries. */
export type DeskBooks = {
  stopList: StopListItem[]
  cashShift: CashShift | null
  /** Open ones of the organization. */
  personalShifts: PersonalShift[]
  /** Of the orders that were asked about those that the till has, whoever brought them. */
  knownOrderIds: Uuid[]
  /** Known guests by phone. */
  guests: Map<string, GuestRecord>
  /** Somebody of the organization hears of orders by webhook. */
  hasSubscribers: boolean
}

/**
 * Which state of a till somebody goes by: the revision of the counter that gives its orders numbers. Whoever locks the till
 * by the counter gives it the next one; a group that goes by what is known gives it one that nobody else comes by.
 */
export type TillMark = { counter: string; revision: bigint }

/** What has to be as it was known when deliveries were decided (ADR 29). */
export type KnownToTill = {
  mark: TillMark
  /** The revision that these deliveries leave; whoever is decided behind them goes by it. */
  left: bigint
  /** Who was known by a phone; id null: nobody. */
  guests: readonly { phone: string; id: Uuid | null }[]
  /** Ids of orders that clients chose: they may have been used before. */
  chosenIds: readonly Uuid[]
  /** No command of these kinds may wait for the till. */
  kinds: readonly string[]
}

/** A guest whom deliveries made known, or brought again. */
export type MetAtTill = { id: Uuid; phone: string; contactId: Uuid }

/** A delivery with what became of it: `order` null when the till refused it. */
export type DecidedDelivery = {
  accepted: AcceptedDelivery
  /** The cloud's picture after the decision; its revision is given when it is saved. */
  picture: CloudOrder
  order: DeliveryOrder | null
}

/** Entries in their order; they are done at once, by till and cloud. */
export type DecidedDeliveries = { deliveries: readonly DecidedDelivery[]; entries: readonly NewEntry[] }

export type DeliveryDesk = {
  /**
   * Takes the orders' ids for good and as many numbers of the counter; from here on the till decides alone. Answers which ids
   * were free, the first number and the till's revision; null when a command of one of `kinds` still waits for the till: nothing is taken then.
   */
  open(
    till: Place & { counter: string },
    claims: readonly { id: Uuid; digest: Buffer | null; at: number }[],
    kinds: readonly string[],
  ): Promise<{ free: ReadonlySet<Uuid>; firstNumber: number; revision: bigint } | null>
  books(till: Place, asked: { phones: readonly string[]; orderIds: readonly Uuid[] }): Promise<DeskBooks>
  /** Writes all of it; gives the pictures their revisions, in the order of the deliveries, and returns them. */
  save(till: Place, decided: DecidedDeliveries, now: number): Promise<bigint[]>
  /**
   * All of it in one statement: takes ids and numbers, writes guests and what `save` writes. Null when something is not as it
   * was known, or when somebody of the organization hears of orders by webhook: then nothing is written.
   */
  saveAsKnown(
    till: Place,
    decided: DecidedDeliveries & { guests: readonly MetAtTill[] },
    known: KnownToTill,
    now: number,
  ): Promise<bigint[] | null>
}
