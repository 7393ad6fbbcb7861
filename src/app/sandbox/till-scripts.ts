import type { OrderEvent } from '../../domain/orders/events.ts'
import type { Contact, DeliveryOrder } from '../../domain/orders/order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { type Refusal, type RefusalNote, refuse } from '../../kernel/refusals.ts'
import type { App, SequencedEntry } from '../ports.ts'
import type { Till, TillOutcome, TillRequest } from '../till/till-command.ts'
import type { Agenda } from './agenda.ts'
import { commandsOfStep } from './script-commands.ts'
import { isMatch, type StepKind, type TillScript } from './till-script.ts'

/** A till of this process, as far as a script plays it. */
export type ScriptedTill = { till: Till; run(request: TillRequest): Promise<TillOutcome> }

export type ScriptedOrder = {
  orderId: Uuid
  number: number
  script: string
  state: 'running' | 'finished' | 'stopped'
  /** What comes next and when; null when nothing does. */
  next: { do: StepKind; at: number } | null
  done: { do: StepKind; at: number }[]
  /** Why it stopped, in the till's words. */
  refusal: RefusalNote | null
}

export type TillScriptsOptions = {
  app: App
  agenda: Agenda
  /** Undefined when this process does not play the till. */
  find: (terminalGroupId: Uuid) => ScriptedTill | undefined
}

type Played = { scripts: Map<string, TillScript>; position: bigint; orders: Map<Uuid, ScriptedOrder> }

const batch = 500
const ordersKept = 1000

/**
 * Plays scripts at tills. It sees a placed order in the journal as a screen does, and acts by the same commands as a
 * person, so whatever the till refuses to a person it refuses to a script.
 */
export class TillScripts {
  readonly #options: TillScriptsOptions
  readonly #groups = new Map<Uuid, Played>()
  #reading: Promise<void> = Promise.resolve()

  constructor(options: TillScriptsOptions) {
    this.#options = options
  }

  /** Orders that are placed from now on are played; a script of the same name is replaced, its orders are let go. */
  async set(terminalGroupId: Uuid, script: TillScript): Promise<void> {
    const position = await this.#options.app.storage.now.links.lastPosition()
    const played = this.#groups.get(terminalGroupId) ?? { scripts: new Map(), position, orders: new Map() }
    this.#letGo(terminalGroupId, script.name)
    played.scripts.set(script.name, script)
    this.#groups.set(terminalGroupId, played)
  }

  /** Without a name all scripts of the till; false when there was none. */
  remove(terminalGroupId: Uuid, name?: string): boolean {
    const played = this.#groups.get(terminalGroupId)
    const names = name === undefined ? [...(played?.scripts.keys() ?? [])] : [name]
    const removed = names.filter((one) => played?.scripts.delete(one))
    for (const one of removed) this.#letGo(terminalGroupId, one)
    if (played?.scripts.size === 0) this.#groups.delete(terminalGroupId)
    return removed.length > 0
  }

  of(terminalGroupId: Uuid): { scripts: TillScript[]; orders: ScriptedOrder[] } {
    const played = this.#groups.get(terminalGroupId)
    return { scripts: [...(played?.scripts.values() ?? [])], orders: [...(played?.orders.values() ?? [])] }
  }

  clear(): void {
    for (const terminalGroupId of [...this.#groups.keys()]) this.remove(terminalGroupId)
  }

  /** The journal was replaced by an older or another one: scripts stay, the orders that they played are gone. */
  async startOver(): Promise<void> {
    const position = await this.#options.app.storage.now.links.lastPosition()
    for (const [terminalGroupId, played] of this.#groups) {
      for (const name of played.scripts.keys()) this.#letGo(terminalGroupId, name)
      played.orders.clear()
      played.position = position
    }
  }

  /** The refusal of a script for an order that the till would take; null when it may. */
  refusalOf(terminalGroupId: Uuid, order: DeliveryOrder, contact: Contact | null): Refusal | null {
    const script = this.#scriptFor(terminalGroupId, order, contact)
    return script?.refuse ? refuse('till.refused', { reason: script.refuse }) : null
  }

  /** Looks for newly placed orders; what is found stands on the agenda afterwards. */
  look(): Promise<void> {
    const looking = this.#reading.then(async () => {
      for (const [terminalGroupId, played] of this.#groups) await this.#readPlaced(terminalGroupId, played)
    })
    this.#reading = looking.catch(() => {})
    return looking
  }

  #scriptFor(terminalGroupId: Uuid, order: DeliveryOrder, contact: Contact | null): TillScript | undefined {
    const scripts = this.#groups.get(terminalGroupId)?.scripts.values() ?? []
    return [...scripts].find(({ match }) => isMatch(match, order, contact))
  }

  async #readPlaced(terminalGroupId: Uuid, played: Played): Promise<void> {
    const { app, find } = this.#options
    const scripted = find(terminalGroupId)
    if (!scripted) return
    const filter = {
      tenantId: scripted.till.tenantId,
      terminalGroupId,
      origin: 'any' as const,
      kinds: ['delivery.placed'],
    }
    for (;;) {
      const entries = await app.storage.now.links.entriesFor(filter, played.position, batch)
      for (const entry of entries) await this.#enrol(terminalGroupId, played, entry)
      const last = entries[entries.length - 1]
      if (!last) return
      played.position = last.position
    }
  }

  async #enrol(terminalGroupId: Uuid, played: Played, entry: SequencedEntry): Promise<void> {
    const { storage } = this.#options.app
    const event = entry.payload as Extract<OrderEvent, { kind: 'delivery.placed' }>
    const { contactId } = event.order
    const contacts = await storage.now.contacts.load(entry.tenantId, [contactId])
    const order = { ...event.order, version: 1 } as DeliveryOrder
    const script = this.#scriptFor(terminalGroupId, order, contacts.get(contactId) ?? null)
    if (!script || script.refuse !== null) return
    const scripted: ScriptedOrder = {
      orderId: order.id,
      number: order.number,
      script: script.name,
      state: 'running',
      next: null,
      done: [],
      refusal: null,
    }
    played.orders.set(order.id, scripted)
    const [oldest] = played.orders.keys()
    if (played.orders.size > ordersKept && oldest !== undefined) played.orders.delete(oldest)
    this.#plan(terminalGroupId, script, scripted, entry.at)
  }

  /** Puts the next step on the agenda, counted from the time of the one before. */
  #plan(terminalGroupId: Uuid, script: TillScript, scripted: ScriptedOrder, from: number): void {
    const step = script.steps[scripted.done.length]
    if (!step) {
      scripted.state = 'finished'
      scripted.next = null
      return
    }
    const at = from + step.afterMs
    scripted.next = { do: step.do, at }
    this.#options.agenda.add(at, topicOf(terminalGroupId, script.name), () =>
      this.#perform(terminalGroupId, script, scripted),
    )
  }

  async #perform(terminalGroupId: Uuid, script: TillScript, scripted: ScriptedOrder): Promise<void> {
    const { app, find } = this.#options
    const step = script.steps[scripted.done.length]
    const played = find(terminalGroupId)
    if (!step || !played || !scripted.next) return
    const { tenantId, organizationId } = played.till
    const { now } = app.storage
    const order = (await now.tillOrders.load(tenantId, organizationId, [scripted.orderId])).get(
      scripted.orderId,
    )
    if (!order || order.status === 'Closed' || order.status === 'Cancelled') {
      scripted.state = 'finished'
      scripted.next = null
      return
    }
    const shifts = await now.shifts.openPersonalShifts(tenantId, organizationId)
    const onShift = new Set(shifts.map(({ employeeId }) => employeeId))
    const catalog = await app.catalog(tenantId)
    for (const command of commandsOfStep({ catalog, order, onShift }, step)) {
      const request = { id: app.random.uuid(), command, actor: `script:${script.name}`, deadline: null }
      const { refusal } = await played.run(request)
      if (refusal) {
        scripted.state = 'stopped'
        scripted.refusal = refusal
        scripted.next = null
        return
      }
    }
    const at = app.clock.now()
    scripted.done.push({ do: step.do, at })
    this.#plan(terminalGroupId, script, scripted, at)
  }

  #letGo(terminalGroupId: Uuid, name: string): void {
    this.#options.agenda.drop(topicOf(terminalGroupId, name))
    for (const order of this.#groups.get(terminalGroupId)?.orders.values() ?? []) {
      if (order.script !== name || order.state !== 'running') continue
      order.state = 'stopped'
      order.next = null
    }
  }
}

const topicOf = (terminalGroupId: Uuid, name: string): string => `script ${name} of ${terminalGroupId}`
