import { setTimeout as sleep } from 'node:timers/promises'
import { type CommandBody, readCommand } from '../../../src/api/till/commands.ts'
import { TillHeld } from '../../../src/app/till/standby/standing.ts'
import type { TillCommand, TillOutcome } from '../../../src/app/till/till-command.ts'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import type { ComposedCommand } from '../../../web/kit/offline/action.ts'
import { type ActionStore, storeInMemory } from '../../../web/kit/offline/action-store.ts'
import { createOutbox, type Outbox } from '../../../web/kit/offline/outbox.ts'
import { PlayedTabs } from '../../../web/kit/offline/testing/played-tabs.ts'
import { afterWayOut, waysOut } from '../../../web/kit/offline/ways-out.ts'
import { Refused, Unreachable } from '../../../web/kit/till-api.ts'
import type { Chance } from '../../support/chance.ts'
import { unlessItDies } from '../people.ts'
import type { HallNode } from './hall-node.ts'
import type { Hall, HallWorld } from './world.ts'

const employeeId = demoId('employee', '1111')
const author = { id: employeeId, name: 'Anna' }

/**
 * A waiter's phone: the journal of its screen is the one that screens have (`web/kit/offline`), and it asks whichever node
 * of its till plays, as `till-api.ts` does.
 */
export class Phone {
  /** Its wireless does not reach the till. */
  isCut = false
  readonly #world: HallWorld
  readonly #hall: Hall
  readonly #chance: Chance
  /** Outlives its pages. */
  readonly #store: Promise<ActionStore> = Promise.resolve(storeInMemory([]))
  readonly #tabs = new PlayedTabs()
  #pages: Outbox[] = []
  #at = 0
  /** The latest reign that it met. */
  #epoch = 0

  constructor(world: HallWorld, hall: Hall, chance: Chance) {
    this.#world = world
    this.#hall = hall
    this.#chance = chance
    this.#tabs.hasLocks = chance.often(0.7)
    this.#openPage()
  }

  /** The node that it asks at present; null while that one is dead. */
  get node(): HallNode['node'] {
    return this.#hall.nodes[this.#at]?.node ?? null
  }

  newId(): string {
    return this.#chance.uuid()
  }

  /** Writes it down and sends it when the till is there. Resolves as soon as the person may go on. */
  async compose(command: ComposedCommand): Promise<void> {
    const [page] = this.#pages
    try {
      this.#world.counts.add(
        (await page?.submit(command)) === 'kept' ? 'actions kept' : 'actions sent at once',
      )
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      this.#world.counts.add('actions refused')
    }
  }

  /** Asks for it until somebody answers; what was composed before has to be there first. */
  async does(body: CommandBody & { orderId?: string }): Promise<TillOutcome> {
    const [page] = this.#pages
    if (body.orderId) await page?.settled(body.orderId)
    return this.insists(body.kind, () => this.#read(body))
  }

  async insists(kind: string, read: () => TillCommand): Promise<TillOutcome> {
    const id = this.newId()
    for (;;) {
      try {
        return await this.#ask(id, kind, read)
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
        await sleep(10)
      }
    }
  }

  /** Another tab of the same browser. */
  openTab(): void {
    this.#openPage()
  }

  /** The page is loaded anew, whatever it was about to do. */
  reload(): void {
    this.#pages.shift()?.stop()
    if (this.#pages.length === 0) this.#openPage()
  }

  /** The person looks at what was refused: once more in another form, or not at all. */
  async answerRefusals(): Promise<void> {
    const [page] = this.#pages
    for (const { id } of page?.state().actions.filter(({ refusal }) => refusal !== null) ?? []) {
      // What became of the one before may have taken it along.
      const refused = page?.state().actions.find((action) => action.id === id)
      if (!page || !refused) continue
      const way = this.#chance.pick(waysOut(refused, { tableOrders: [] }, author))
      this.#world.counts.add(`refusals answered: ${way.kind}`)
      await page.rewrite((actions) =>
        afterWayOut(actions, refused.id, way, { newId: () => this.newId(), me: author }),
      )
    }
  }

  /** Actions that the till has not taken, in words; null: none. */
  async waiting(): Promise<string | null> {
    const actions = await (await this.#store).list()
    const refused = actions.filter(({ refusal }) => refusal !== null).length
    return actions.length > 0 ? `${actions.length} actions, ${refused} of them refused` : null
  }

  kick(): void {
    for (const page of this.#pages) page.kick()
  }

  close(): void {
    for (const page of this.#pages) page.stop()
  }

  #openPage(): void {
    const page = createOutbox({
      ...{ till: this.#hall.peer.name, author, store: this.#store, tabs: this.#tabs.ofTab() },
      deliver: async (id, command) => {
        const { refusal } = await this.#ask(id, command.kind, () => this.#read(command))
        if (refusal) throw new Refused(409, refusal.code, { ru: refusal.code, en: refusal.code })
      },
      isLive: () => !this.isCut,
      shown: async () => {},
      onLoggedOut: () => {},
      newId: () => this.newId(),
      now: () => 0,
      sleep: hurried,
    })
    this.#pages.push(page)
    page.start()
  }

  #read(body: CommandBody | ComposedCommand): TillCommand {
    return readCommand(body as CommandBody, {
      ...{ scale: 2, employeeId, newId: () => this.newId() },
      ...{ confirmedById: null, isRepeatAllowed: true },
    })
  }

  /** One try at one node. Rejects with `Unreachable` where there was no answer; the next try is for the other one. */
  async #ask(id: string, kind: string, read: () => TillCommand): Promise<TillOutcome> {
    const node = this.#hall.nodes[this.#at]
    try {
      if (this.isCut || !node) throw new Unreachable('the phone is cut off')
      const outcome = await this.#askNode(node, id, kind, read)
      if (!this.#chance.often(0.1)) return outcome
      this.#world.counts.add('answers lost')
      throw new Unreachable('the answer got lost')
    } catch (error) {
      if (error instanceof Unreachable && !this.isCut) this.#at = 1 - this.#at
      throw error
    }
  }

  async #askNode(node: HallNode, id: string, kind: string, read: () => TillCommand): Promise<TillOutcome> {
    const { pair, screen, node: living } = node
    if (!pair || !screen || !living) throw new Unreachable('nobody answers')
    if (this.#epoch > pair.view().epoch) {
      this.#world.counts.add('old main tills told of the new reign')
      await pair.superseded(this.#epoch)
      throw new Unreachable('of an earlier reign')
    }
    const wasInSync = pair.view().standby === 'in-sync'
    const command = read()
    const once = (): Promise<TillOutcome> =>
      unlessItDies(
        () => node.node,
        living,
        screen.run({ id, command, actor: `employee:${employeeId}`, deadline: null }),
      )
    const isTwice = this.#chance.often(0.1)
    if (isTwice) this.#world.counts.add('commands said twice at once')
    const answers = await Promise.allSettled(isTwice ? [once(), once()] : [once()])
    const { epoch, standby } = pair.view()
    const heard = answers.find((answer) => answer.status === 'fulfilled')
    for (const answer of answers)
      if (answer.status === 'rejected') this.#excuse(node, living, kind, answer.reason)
    if (!heard) throw new Unreachable('no answer')
    this.#epoch = Math.max(this.#epoch, epoch)
    this.#note(id, kind, heard.value, wasInSync && standby === 'in-sync')
    return heard.value
  }

  /** A node that lives and plays has no excuse. */
  #excuse(node: HallNode, living: HallNode['node'], kind: string, error: unknown): void {
    if (error instanceof TillHeld) this.#world.counts.add('commands held by a node that plays no more')
    else if (node.node === living)
      this.#world.problems.push(`${node.name} failed at ${kind}: ${String(error)}`)
    else this.#world.counts.add('calls that got no answer')
  }

  #note(id: string, kind: string, { refusal }: TillOutcome, isSafe: boolean): void {
    const code = refusal?.code ?? null
    const before = this.#hall.told.get(id)
    if (before?.isSafe && before.refusal !== code)
      this.#world.problems.push(`${kind} ${id} was answered ${before.refusal} and then ${code}`)
    this.#hall.told.set(id, { kind, refusal: code, isSafe: isSafe || (before?.isSafe ?? false) })
    if (!before) this.#world.counts.add(code ? 'deeds at halls refused' : 'deeds at halls')
  }
}

/** A second of a screen takes twenty milliseconds; who waits for a sign waits for it. */
function hurried(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
    if (ms < 60_000) setTimeout(resolve, ms / 50)
  })
}
