import type { Contact, DeliveryOrder } from '../../domain/orders/order.ts'
import type { TableOrder } from '../../domain/orders/tables/table-order.ts'
import type { Reserve } from '../../domain/reserves/reserve.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { RefusalNote } from '../../kernel/refusals.ts'
import type { App, Tx } from '../ports.ts'
import { openTillDay } from './open-till-day.ts'
import { decide } from './run-commands.ts'
import type { Till, TillConditions, TillRequest } from './till-command.ts'
import type { TillDay } from './till-day.ts'

/** Commands that are one deed: all of them are done or none (front-api §2.4). */
export type WholeBatch = {
  /** At least one; each is decided on what those before it made. */
  requests: readonly TillRequest[]
  /** Entities that have to be in this state still when the first command is decided. */
  expected: readonly { id: Uuid; version: number }[]
  /** Records of people whom the commands name; written with them. */
  contacts: readonly { id: Uuid; contact: Contact }[]
  /** What plugins let pass in an earlier attempt of the same deed: they are not asked for it again. */
  heard?: Set<string>
}

/** Who has a batch decided: whose locks do not stand in the way, and what it was called for. */
export type WholeOwner = { name: string; traceId?: string | null }

/** What a command is about, as it was right before it. */
export type Stage =
  | { kind: 'tableOrder'; order: TableOrder }
  | { kind: 'delivery'; order: DeliveryOrder }
  | { kind: 'reserve'; reserve: Reserve }
/** Null: the command is about nothing that was there. */
export type Rehearsal = { failure: WholeFailure } | { failure: null; stages: (Stage | null)[] }

/** Why nothing of a batch was done. */
export type WholeFailure =
  | { kind: 'refused'; index: number; refusal: RefusalNote }
  | { kind: 'modified'; id: Uuid; version: number | null }

/** Thrown inside the transaction, so that nothing of the batch stays. */
class NotDone extends Error {
  readonly failure: WholeFailure
  constructor(failure: WholeFailure) {
    super('nothing of the batch was done')
    this.failure = failure
  }
}

/** Decides a batch in a transaction of its own. Null: all of it is done, now or by an earlier repeat. */
export async function runWhole(
  app: App,
  till: Till,
  batch: WholeBatch,
  conditions: TillConditions,
): Promise<WholeFailure | null> {
  try {
    await app.storage.transaction((tx) => decideAll(app, tx, till, batch, conditions))
    return null
  } catch (error) {
    if (error instanceof NotDone) return error.failure
    throw error
  }
}

/** Thrown when all was decided, so that nothing of a rehearsal stays. */
class Rehearsed extends Error {}

/** What a batch would come to now, and what each of its commands would find. Nothing of it stays. */
export async function rehearseWhole(
  app: App,
  till: Till,
  batch: WholeBatch,
  conditions: TillConditions,
): Promise<Rehearsal> {
  const stages: (Stage | null)[] = []
  try {
    await app.storage.transaction(async (tx) => {
      await decideAll(app, tx, till, batch, conditions, (stage) => stages.push(stage))
      throw new Rehearsed()
    })
  } catch (error) {
    if (error instanceof NotDone) return { failure: error.failure }
    if (!(error instanceof Rehearsed)) throw error
  }
  return { failure: null, stages }
}

async function decideAll(
  app: App,
  tx: Tx,
  till: Till,
  { requests, expected, contacts }: WholeBatch,
  conditions: TillConditions,
  look?: (stage: Stage | null) => void,
): Promise<void> {
  if (contacts.length > 0) await tx.contacts.save(till.tenantId, contacts)
  const day = await openTillDay(app, tx, till, requests, conditions)
  // They were written in one transaction: one that was answered means that all were.
  const isRepeat = requests.every(({ id }) => day.answers.has(id))
  if (!isRepeat) for (const one of expected) checkVersion(day, one)
  for (const [index, request] of requests.entries()) {
    look?.(stageOf(day, request))
    const { refusal } = decide(day, request)
    if (refusal) throw new NotDone({ kind: 'refused', index, refusal })
  }
  if (!look) await day.save(tx)
}

function stageOf(day: TillDay, { command }: TillRequest): Stage | null {
  if (!('orderId' in command) || !command.orderId) return null
  const table = day.tableOrder(command.orderId)
  if (table) return { kind: 'tableOrder', order: table }
  const delivery = day.order(command.orderId)
  if (delivery) return { kind: 'delivery', order: delivery }
  const reserve = day.reserve(command.orderId)
  return reserve ? { kind: 'reserve', reserve } : null
}

function checkVersion(day: TillDay, { id, version }: WholeBatch['expected'][number]): void {
  const found = day.tableOrder(id) ?? day.order(id) ?? day.reserve(id)
  if (found?.version !== version) throw new NotDone({ kind: 'modified', id, version: found?.version ?? null })
}
