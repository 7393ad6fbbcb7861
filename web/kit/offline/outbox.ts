import { Refused, Unreachable } from '../till-api.ts'
import { type Action, type ComposedCommand, type ItemPicture, isWaiting } from './action.ts'
import type { ActionStore } from './action-store.ts'

export type OutboxState = {
  actions: readonly Action[]
  /** The till has them and the screen does not show them yet: laid over the board so that nothing blinks. */
  delivered: readonly Action[]
  /** False: the browser keeps nothing, and a closed page takes them with it. */
  isLasting: boolean
}

/** What of the browser connects tabs; tests give their own. */
export type Tabs = {
  /** Tells the other tabs of this device that actions changed. */
  tell(): void
  /** Hears them; the answer stops it. */
  hear(listener: () => void): () => void
  /** Runs `work` while no other tab does; where the browser cannot tell, at once: ids make that harmless. */
  alone(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void>
}

type Options = {
  till: string
  author: Action['author']
  store: Promise<ActionStore>
  /** One try: resolves when the till did it or had done it before. */
  deliver(id: string, command: ComposedCommand): Promise<void>
  /** The till answers at present. */
  isLive(): boolean
  /** Resolves when the screen shows what was done, or soon; so a dish never blinks. */
  shown(action: Action): Promise<void>
  onLoggedOut(): void
  tabs: Tabs
  newId(): string
  /** Till's time. */
  now(): number
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export type Outbox = {
  state(): OutboxState
  subscribe(listener: () => void): () => void
  /**
   * Writes what a person did, then sends it. `done`: the till has it. `kept`: it is written here and goes later.
   * Rejects with `Refused` when the till said no at once, with `NoRoom` when it could not be written; nothing is kept then.
   */
  submit(command: ComposedCommand, picture?: readonly ItemPicture[]): Promise<'done' | 'kept'>
  /** Answers a refused action: what the person chose to make of it (`ways-out.ts`). */
  rewrite(change: (actions: readonly Action[]) => readonly Action[]): Promise<void>
  /** Resolves true once nothing of an order waits to be sent, false when something still does after a while. */
  settled(orderId: string): Promise<boolean>
  /** The till is back: try now. */
  kick(): void
  start(): void
  stop(): void
}

/** A person looks at the screen for so long before it says "later". */
const patienceMs = 5000
const retryMsMin = 1000
const retryMsMax = 8000

/** Sends what was done at this screen, in its order, each once, and says what became of it. */
export const createOutbox = (options: Options): Outbox => new SendingOutbox(options)

type Outcome = 'done' | 'refused' | 'later' | 'unreachable'

class SendingOutbox implements Outbox {
  readonly #options: Options
  readonly #listeners = new Set<() => void>()
  #state: OutboxState = { actions: [], delivered: [], isLasting: true }
  /** What the till has is not sent again, though it could not be struck out. */
  readonly #answered = new Set<string>()
  #running: AbortController | null = null
  /** Aborted to wake the sender, and replaced at once. */
  #sleeping = new AbortController()

  constructor(options: Options) {
    this.#options = options
  }

  readonly state = (): OutboxState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async rewrite(change: (actions: readonly Action[]) => readonly Action[]): Promise<void> {
    const store = await this.#options.store
    this.#show(store, await store.rewrite(change))
    this.#options.tabs.tell()
    this.kick()
  }

  kick(): void {
    const sleeping = this.#sleeping
    this.#sleeping = new AbortController()
    sleeping.abort()
  }

  async submit(command: ComposedCommand, picture: readonly ItemPicture[] = []): Promise<'done' | 'kept'> {
    const { till, author, newId, now } = this.#options
    const id = newId()
    const action: Action = {
      ...{ id, till, author, command, picture: [...picture], composedAt: now(), refusal: null },
    }
    await this.rewrite((actions) => [...actions, action])
    const answer = await this.#watch(() => {
      const present = this.#state.actions.find((each) => each.id === id)
      return present ? present.refusal : ('done' as const)
    })
    if (answer === null) return 'kept'
    if (answer === 'done') return 'done'
    // The person still looks at what they composed: told here, it is not kept a second time.
    await this.#forget(id)
    throw new Refused(409, answer.code, answer.text)
  }

  async settled(orderId: string): Promise<boolean> {
    // What was refused waits for a person, not for the till.
    const isClear = (): true | null =>
      this.#state.actions.every((action) => action.command.orderId !== orderId || !isWaiting(action)) || null
    this.kick()
    return (await this.#watch(isClear)) ?? false
  }

  start(): void {
    if (this.#running) return
    this.#running = new AbortController()
    const { signal } = this.#running
    const { tabs, till, author } = this.#options
    const deaf = tabs.hear(() => {
      this.#reread().catch(() => {
        // The next round reads it again.
      })
      this.kick()
    })
    signal.addEventListener('abort', deaf)
    this.#reread().catch(() => {
      // Said by the store: nothing lasts here.
    })
    void tabs.alone(`trapeza.outbox.${till}.${author.id}`, signal, () => this.#send(signal))
  }

  stop(): void {
    this.#running?.abort()
    this.#running = null
  }

  #say(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  #show(store: ActionStore, actions: readonly Action[]): void {
    const { delivered } = this.#state
    const unanswered = actions.filter(({ id }) => !this.#answered.has(id))
    this.#state = { actions: unanswered, delivered, isLasting: store.isLasting() }
    this.#say()
  }

  async #reread(): Promise<void> {
    const store = await this.#options.store
    this.#show(store, await store.list())
  }

  #forget(id: string): Promise<void> {
    return this.rewrite((actions) => actions.filter((each) => each.id !== id))
  }

  async #send(signal: AbortSignal): Promise<void> {
    let retryMs = retryMsMin
    while (!signal.aborted) {
      const woken = this.#sleeping.signal
      let isDue: boolean
      try {
        isDue = await this.#round(signal)
      } catch (error) {
        if (error instanceof Refused && error.status === 401) return this.#options.onLoggedOut()
        isDue = true
      }
      await this.#options.sleep(isDue ? retryMs : 2 ** 30, AbortSignal.any([signal, woken]))
      retryMs = isDue && !woken.aborted ? Math.min(retryMs * 2, retryMsMax) : retryMsMin
    }
  }

  /** One round over everything that waits; true when something has to be tried again later. */
  async #round(signal: AbortSignal): Promise<boolean> {
    await this.#reread()
    let isLater = false
    /** Orders whose opening did not get through: what was added to them has to wait. */
    const unopened = new Set<string>()
    for (const action of this.#state.actions) {
      if (signal.aborted) return false
      const { command } = action
      const isMine = action.author.id === this.#options.author.id
      if (unopened.has(command.orderId)) continue
      const outcome = isMine && isWaiting(action) ? await this.#attempt(action) : 'skipped'
      if (outcome === 'unreachable') return true
      if (outcome === 'later') {
        isLater = true
        unopened.add(command.orderId)
      }
      if (outcome !== 'done' && command.kind === 'tableOrder.place') unopened.add(command.orderId)
    }
    return isLater
  }

  async #attempt(action: Action): Promise<Outcome> {
    const { deliver } = this.#options
    try {
      await deliver(action.id, action.command)
    } catch (error) {
      if (error instanceof Unreachable) return 'unreachable'
      if (!(error instanceof Refused) || error.status === 401) throw error
      // Its own trouble, not a no: nothing is known about this action.
      if (error.status >= 500 || error.status === 429) return 'later'
      const refusal = { code: error.code, text: error.text }
      await this.rewrite((all) => all.map((each) => (each.id === action.id ? { ...each, refusal } : each)))
      return 'refused'
    }
    await this.#strike(action)
    return 'done'
  }

  /** The till has it. A page that dies before it is struck out sends it again, and hears the same. */
  async #strike(action: Action): Promise<void> {
    this.#answered.add(action.id)
    this.#state = { ...this.#state, delivered: [...this.#state.delivered, action] }
    await this.#forget(action.id)
    void this.#options.shown(action).then(() => {
      this.#state = {
        ...this.#state,
        delivered: this.#state.delivered.filter((each) => each !== action),
      }
      this.#say()
    })
  }

  /** Waits until `look` knows, the till is lost, or patience ends. */
  #watch<Known>(look: () => Known | null): Promise<Known | null> {
    const { sleep, isLive } = this.#options
    return new Promise((resolve) => {
      const over = new AbortController()
      const end = (known: Known | null): void => {
        this.#listeners.delete(check)
        over.abort()
        resolve(known)
      }
      const check = (): void => {
        const known = look()
        if (known !== null || !isLive()) end(known)
      }
      this.#listeners.add(check)
      void sleep(patienceMs, over.signal).then(() => end(look()))
      check()
    })
  }
}
