import type {
  ComboInput,
  ItemInput,
  PaymentInput,
  PlaceDelivery,
  TipsInput,
} from '../../../domain/orders/commands.ts'
import type { Contact, OrderItem, Sale } from '../../../domain/orders/order.ts'
import type { PlaceTableOrder } from '../../../domain/orders/tables/commands.ts'
import type { PlaceReserve } from '../../../domain/reserves/commands.ts'
import { derivedId } from '../../../kernel/derived-id.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { TillCommand } from '../../till/till-command.ts'
import type { EntityRef } from '../arguments.ts'
import { FrontException, notFound } from '../exceptions.ts'
import type { FrontDoor } from '../front-door.ts'
import type { FrontCaller } from '../front-operation.ts'
import type { TillPlace } from '../model/till-place.ts'
import { salesWith, stateOf, type TillSale } from '../read-sales.ts'
import type { PlannedLine } from './plugin-lines.ts'

/** What a session may make. */
export type StubKind =
  | 'Order'
  | 'DeliveryOrder'
  | 'Reserve'
  | 'Client'
  | 'Guest'
  | 'Item'
  | 'Component'
  | 'Modifier'
  | 'Payment'
  | 'Combo'
export type Placement = PlaceTableOrder | PlaceDelivery | PlaceReserve

/** A dish that the session adds: its modifiers and amount may still change. */
export type NewDish = { orderId: Uuid; item: ItemInput; isSent: boolean }

/** An order that the session is about: made by it, or there before. */
export type Subject =
  | { id: Uuid; kind: TillSale['kind']; placement: Placement; sale: null }
  | { id: Uuid; kind: TillSale['kind']; placement: null; sale: TillSale }

/** Somebody whom the session makes a guest of the book, by what it said of them. */
export type NewClient = {
  id: Uuid
  customer: Extract<Contact['customer'], { type: 'regular' }>
  phone: string | null
  /** An order of the session is for them: the till makes them a guest of the book with it. */
  isUsed: boolean
}

/**
 * What the actions of a session come to: commands of the till in their order. Dishes are gathered until something needs
 * them, so that modifiers may follow their dish (front-api §2.4). Nothing happens here; the till decides the commands.
 */
export class SessionPlan {
  readonly door: FrontDoor
  readonly caller: FrontCaller
  readonly place: TillPlace
  readonly commands: TillCommand[] = []
  readonly contacts: { id: Uuid; contact: Contact }[] = []
  readonly clients = new Map<Uuid, NewClient>()
  /** Stored orders that the plan looked at, in the state that it saw. */
  readonly seen = new Map<Uuid, number>()
  /** Orders whose money others are asked to move: whoever asked waits for the answer. */
  readonly asked = new Set<Uuid>()
  /** Payments that it plans: their systems hear of them once they are there. */
  readonly added: PlannedLine[] = []
  readonly #sessionId: Uuid
  readonly #coming: ReadonlySet<Uuid>
  readonly #created = new Map<Uuid, StubKind>()
  readonly #subjects = new Map<Uuid, Subject>()
  readonly #dishes = new Map<Uuid, NewDish>()
  readonly #parents = new Map<Uuid, Uuid>()
  readonly #combos = new Map<Uuid, { orderId: Uuid; combo: ComboInput }>()
  readonly #money = new Map<Uuid, { payments: PaymentInput[]; tips: TipsInput[] }>()
  readonly #said = new Map<string, unknown>()
  #made = 0

  constructor(given: {
    door: FrontDoor
    caller: FrontCaller
    place: TillPlace
    sessionId: Uuid
    /** Ids that actions of the session will create. */
    coming: ReadonlySet<Uuid>
  }) {
    this.door = given.door
    this.caller = given.caller
    this.place = given.place
    this.#sessionId = given.sessionId
    this.#coming = given.coming
  }

  /** An id of the session's own: the same for the same session. */
  newId(what: string): Uuid {
    this.#made += 1
    return derivedId(`${what} ${this.#made} of front session ${this.#sessionId}`)
  }

  /** What an earlier action of the session said of something; else what is stored of it. */
  recall<T>(of: string, stored: T): T {
    return this.#said.has(of) ? (this.#said.get(of) as T) : stored
  }

  /** Later actions of the session go on from it. */
  remember(of: string, value: unknown): void {
    this.#said.set(of, value)
  }

  /** Notes that a stub is there from now on. Refuses an id that the session has given to something else. */
  create(id: Uuid, kind: StubKind): Uuid {
    if (this.#created.has(id)) throw new FrontException('DuplicatedIdException', { entityId: id })
    this.#created.set(id, kind)
    return id
  }

  isCreated(id: Uuid, kind?: StubKind): boolean {
    const known = this.#created.get(id)
    return known !== undefined && (kind === undefined || known === kind)
  }

  /** Refuses a stub that the session did not make before (front-api §2.4). */
  checkStub({ id, isStub }: EntityRef): void {
    if (this.#created.has(id)) return
    if (isStub || this.#coming.has(id)) throw new FrontException('EntityStubUsingException', { entityId: id })
  }

  /** The order of a reference, of any kind or of some. */
  async subject(ref: EntityRef, kinds: readonly TillSale['kind'][] = anyKind): Promise<Subject> {
    this.checkStub(ref)
    const known = this.#subjects.get(ref.id) ?? (await this.#load(ref.id))
    if (!known || !kinds.includes(known.kind)) throw notFound(namesOf[kinds[0] ?? 'tableOrder'], ref.id)
    if (known.sale && ref.revision !== null && stateOf(known.sale).version !== ref.revision)
      throw new FrontException('EntityModifiedException', { entity: namesOf[known.kind], entityId: ref.id })
    return known
  }

  async #load(id: Uuid): Promise<Subject | undefined> {
    const sale = (await salesWith(this.door, [id])).get(id)
    if (!sale) return undefined
    const subject: Subject = { id, kind: sale.kind, placement: null, sale }
    this.#subjects.set(id, subject)
    this.seen.set(id, stateOf(sale).version)
    return subject
  }

  /** The session makes an order. */
  placeSale(placement: Placement): void {
    const kind = kindOf(placement)
    this.#subjects.set(placement.orderId, { id: placement.orderId, kind, placement, sale: null })
    this.commands.push(placement)
  }

  /** A deed at an order: what was gathered for it comes before, so that the deed finds it. */
  emit(command: TillCommand & { orderId: Uuid }): void {
    this.flush(command.orderId)
    this.commands.push(command)
  }

  /** A dish that the session adds to an order. */
  addDish(orderId: Uuid, item: ItemInput & { positionId: Uuid }): void {
    this.#dishes.set(item.positionId, { orderId, item, isSent: false })
  }

  /** A half of a dish, by which its modifiers find it. */
  addPart(id: Uuid, dishId: Uuid): void {
    this.#parents.set(id, dishId)
  }

  dish(id: Uuid): NewDish | undefined {
    return this.#dishes.get(this.#parents.get(id) ?? id)
  }

  /** The dish of a stub, which nothing has used yet; undefined: no dish of the session. */
  openDish(ref: EntityRef): NewDish | undefined {
    this.checkStub(ref)
    const dish = this.dish(ref.id)
    if (dish?.isSent) throw constraint('the dish was used already in this session')
    return dish
  }

  removeDish(id: Uuid): void {
    this.#dishes.delete(id)
  }

  addCombo(orderId: Uuid, combo: ComboInput): void {
    this.#combos.set(combo.id, { orderId, combo })
  }

  /** Sends the gathered dishes of an order to it. */
  flush(orderId: Uuid): void {
    const dishes = [...this.#dishes.values()].filter((dish) => dish.orderId === orderId && !dish.isSent)
    const combos = [...this.#combos.values()].filter((one) => one.orderId === orderId)
    if (dishes.length === 0) return
    for (const dish of dishes) {
      if (dish.item.kind === 'Compound' && !isComplete(dish.item))
        throw constraint('a compound dish needs its primary component')
      dish.isSent = true
    }
    for (const { combo } of combos) this.#combos.delete(combo.id)
    this.#add(
      orderId,
      dishes.map(({ item }) => item),
      combos.map(({ combo }) => combo),
    )
  }

  #add(orderId: Uuid, items: ItemInput[], combos: ComboInput[]): void {
    const subject = this.#subjects.get(orderId)
    const placement = subject?.placement
    // A delivery and a banquet are taken with what is in them; at a table guests sit first.
    if (placement && placement.kind !== 'tableOrder.place' && this.commands.at(-1) === placement) {
      placement.items.push(...items)
      placement.combos.push(...combos)
      return
    }
    const kind = subject?.kind ?? 'tableOrder'
    if (kind === 'tableOrder')
      this.commands.push({ kind: 'tableOrder.addItems', orderId, items, combos, servicePrint: false })
    else this.commands.push({ kind: `${kind}.addItems`, orderId, items, combos } as TillCommand)
  }

  /** Everything that is still gathered. */
  end(): TillCommand[] {
    for (const { orderId } of [...this.#dishes.values()]) this.flush(orderId)
    return this.commands
  }

  /** A dish of a stored order by its position. */
  storedDish({ sale }: Subject, id: Uuid): OrderItem {
    const item = sale && saleOf(sale)?.items.find(({ positionId }) => positionId === id)
    if (!item) throw notFound('OrderItem', id)
    return item
  }

  /** What is planned to be paid for an order, with what the session has added. */
  money({ id, sale }: Subject): { payments: PaymentInput[]; tips: TipsInput[] } {
    const known = this.#money.get(id)
    if (known) return known
    const stored = sale && saleOf(sale)
    const money = {
      payments: stored?.payments.map(inputOf) ?? [],
      tips: stored?.tips.map((tips) => ({ ...inputOf(tips), tipsTypeId: tips.tipsType?.id ?? null })) ?? [],
    }
    this.#money.set(id, money)
    return money
  }
}

const anyKind: readonly TillSale['kind'][] = ['tableOrder', 'delivery', 'reserve']
const namesOf: Readonly<Record<TillSale['kind'], string>> = {
  tableOrder: 'Order',
  delivery: 'DeliveryOrder',
  reserve: 'Reserve',
}

const kindOf = ({ kind }: Placement): TillSale['kind'] => {
  if (kind === 'tableOrder.place') return 'tableOrder'
  return kind === 'delivery.place' ? 'delivery' : 'reserve'
}

/** The order under a stored subject; null: a reserve without one. */
export const saleOf = (sale: TillSale): Sale | null =>
  sale.kind === 'reserve' ? sale.reserve.banquet : sale.order

const inputOf = (payment: Sale['payments'][number]): PaymentInput => ({
  id: payment.id,
  typeId: payment.type.id,
  kind: null,
  sum: payment.sum,
  isProcessedExternally: payment.isProcessedExternally,
  isFiscalizedExternally: payment.isFiscalizedExternally,
  isPrepay: payment.isPrepay,
  additionalData: null,
  ...(payment.counteragent ? { counteragentId: payment.counteragent.id } : {}),
  ...(payment.sealedIn ? { sealedIn: payment.sealedIn } : {}),
})

const isComplete = (item: Extract<ItemInput, { kind: 'Compound' }>): boolean => item.primary.productId !== ''

/** A rule of sessions, in words for who writes the plugin. */
export const constraint = (details: string): FrontException =>
  new FrontException('ConstraintViolationException', { reason: 'SettingsIssue', details })

/** The till does not do it, or not so. */
export const notSupported = (operation: string, why: string): FrontException =>
  new FrontException('NotSupportedException', { operation, why })
