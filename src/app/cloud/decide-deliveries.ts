import type { OrderEvent } from '../../domain/orders/events.ts'
import type { Contact, DeliveryOrder } from '../../domain/orders/order.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { accountingDay } from '../../kernel/local-time.ts'
import type {
  AcceptedDelivery,
  App,
  DecidedDeliveries,
  DecidedDelivery,
  DeskBooks,
  GuestRecord,
  NewEntry,
} from '../ports.ts'
import { clientPositions } from '../till/client-positions.ts'
import { withSecrets } from '../till/command-secrets.ts'
import { GuestWallets } from '../till/guest-wallets.ts'
import { TillPrograms } from '../till/paying/till-programs.ts'
import { decide } from '../till/run-commands.ts'
import type { Till, TillCommandPayload, TillConditions, TillRequest } from '../till/till-command.ts'
import { type LoadedDay, TillDay } from '../till/till-day.ts'
import type { CloudPicture } from './cloud-picture.ts'

/** Commands after which the till may decide a delivery otherwise: one that came before has to be done before. */
export const tillStateKinds: readonly string[] = [
  'stopList.put',
  'stopList.remove',
  'stopList.clear',
  'shift.open',
  'shift.close',
  'shift.moveCash',
  'personalShift.open',
  'personalShift.close',
]

/** A till at a moment, for deliveries that come to it. */
export type Moment = {
  till: Till
  now: number
  catalog: Catalog
  organization: TillDay['organization']
  conditions: TillConditions
  /** Of the numbers of the accounting day; its name is of the day. */
  counter: string
}

export async function momentOf(app: App, till: Till, conditions: TillConditions): Promise<Moment> {
  const catalog = await app.catalog(till.tenantId)
  const now = app.clock.now()
  const organization = catalog.living('organization', till.organizationId)?.body
  if (!organization) throw new Error(`organization ${till.organizationId} is not in the books`)
  const today = accountingDay(now, organization.timeZone, organization.accountingDayStartMinutes)
  return { till, now, catalog, organization, conditions, counter: `orders ${today}` }
}

export type Opened = {
  firstNumber: number
  books: Pick<DeskBooks, 'stopList' | 'cashShift' | 'personalShifts'>
  guests: Map<string, GuestRecord>
  /** Those of the deliveries that the till has already. */
  orders: Map<Uuid, DeliveryOrder>
  positions: Pick<LoadedDay, 'takenPositions' | 'claimedPositions'>
}

/** The till as `openTillDay` opens it, for deliveries that are new. */
export function dayOf(
  { random }: App,
  { till, now, catalog, organization, conditions }: Moment,
  { firstNumber, books, guests, orders, positions }: Opened,
  taken: readonly Pick<AcceptedDelivery, 'contact'>[],
): TillDay {
  // What bonuses pay for goes through the journal, and no programme is run at the till for what its client has priced.
  const wallets = new GuestWallets(
    catalog,
    [],
    conditions.isLineUp ? { isUp: true } : { isUp: false, since: 0 },
  )
  // One literal on purpose: put together from parts it costs several times as much.
  return new TillDay({
    till,
    now,
    catalog,
    organization,
    random,
    firstNumber,
    orders,
    guests,
    stopList: books.stopList,
    cashShift: books.cashShift,
    personalShifts: books.personalShifts,
    takenPositions: positions.takenPositions,
    claimedPositions: positions.claimedPositions,
    veto: conditions.veto,
    hasTerminal: conditions.hasTerminal ?? false,
    answers: new Map(),
    wallets,
    programs: new TillPrograms(catalog, { guests: new Map(), coupons: new Map() }, wallets, now),
    lastShiftNumber: 0,
    leftCash: 0n,
    openOrders: 0,
    atBank: new Set(),
    tableOrders: new Map(),
    reserves: new Map(),
    contacts: new Map(taken.map(({ contact }): [Uuid, Contact] => [contact.id, contact.contact])),
    guestsById: new Map(),
  })
}

/** Ids of positions that the clients of deliveries chose; most choose none. */
export const positionsOf = (deliveries: readonly AcceptedDelivery[]): Uuid[] =>
  deliveries.flatMap(({ entry }) => clientPositions((entry.payload as TillCommandPayload).command))

/** What the till is asked, as it would hear it through the journal. */
function requestOf({ command: { id }, entry, contact }: AcceptedDelivery): TillRequest {
  const { command: bare, deadline, secretsId } = entry.payload as TillCommandPayload
  const { texts } = contact.contact
  const command = secretsId && texts ? withSecrets(bare, secretsId, texts) : bare
  return { id, command, actor: entry.actor, deadline }
}

/**
 * What the journal keeps of a delivery that its till has decided: of one that was placed the till's entries, which say that
 * it was asked for at once. One that was refused keeps what was asked, and so does one of a call centre, whose server shows
 * it while no till has it (biz-card-api §16.6).
 */
function entriesOf({ entry }: AcceptedDelivery, made: readonly NewEntry[], isPlaced: boolean): NewEntry[] {
  const { deadline, route } = entry.payload as TillCommandPayload
  if (!isPlaced || route) return [entry, ...made]
  return made.map((one) => {
    const event = one.payload as OrderEvent
    if (event.kind !== 'delivery.placed') return one
    return { ...one, payload: { kind: event.kind, order: event.order, asked: { deadline } } }
  })
}

/** Deliveries while they are decided one after the other, and what is to be written of them. */
export class DecidedGroup implements DecidedDeliveries {
  readonly entries: NewEntry[] = []
  readonly deliveries: DecidedDelivery[] = []
  readonly #day: TillDay
  readonly #cloud: CloudPicture

  constructor(day: TillDay, cloud: CloudPicture) {
    this.#day = day
    this.#cloud = cloud
  }

  /** Lets the till decide the next delivery; answers its entries, which the cloud has still to draw. */
  decide(accepted: AcceptedDelivery): { made: readonly NewEntry[]; drawn(): void } {
    const day = this.#day
    const first = day.entries.length
    this.#cloud.know(accepted.order)
    const { refusal } = decide(day, requestOf(accepted))
    const made = day.entries.slice(first)
    this.entries.push(...entriesOf(accepted, made, !refusal))
    return {
      made,
      drawn: () => {
        const { id } = accepted.order
        const order = refusal ? null : (day.order(id) ?? null)
        this.deliveries.push({ accepted, picture: this.#cloud.order(id) ?? accepted.order, order })
      },
    }
  }

  /** The pictures are saved under these revisions. */
  number(revisions: readonly bigint[]): void {
    this.deliveries.forEach(({ picture }, index) => {
      picture.revision = revisions[index] ?? picture.revision
    })
  }
}
