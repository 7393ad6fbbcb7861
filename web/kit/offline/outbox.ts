import { Refused, Unreachable } from '../till-api.ts'
import { type Action, type ComposedCommand, type ItemPicture, isWaiting } from './action.ts'
import type { ActionStore } from './action-store.ts'

export type OutboxState = {
  actions: readonly Action[]
  /** Ids of those that the till has and the screen does not show yet. */
  delivered: ReadonlySet<string>
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
export function createOutbox(options: Options): Outbox {
  const { till, author, deliver, tabs, newId, now, sleep } = options
  let state: OutboxState = { actions: [], delivered: new Set(), isLasting: true }
  const listeners = new Set<() => void>()
  let running: AbortController | null = null
  let wake = new AbortController()

  const say = (): void => {
    for (const listener of [...listeners]) listener()
  }
  const show = (store: ActionStore, actions: readonly Action[]): void => {
    const delivered = new Set([...state.delivered].filter((id) => actions.some((each) => each.id === id)))
    state = { actions, delivered, isLasting: store.isLasting() }
    say()
  }
  const reread = async (): Promise<void> => {
    const store = await options.store
    show(store, await store.list())
  }
  const rewrite: Outbox['rewrite'] = async (change) => {
    const store = await options.store
    show(store, await store.rewrite(change))
    tabs.tell()
    kick()
  }
  const kick = (): void => {
    const sleeping = wake
    wake = new AbortController()
    sleeping.abort()
  }
  const forget = (id: string): Promise<void> => rewrite((actions) => actions.filter((each) => each.id !== id))

  async function attempt(action: Action): Promise<'done' | 'refused' | 'later' | 'unreachable'> {
    try {
      await deliver(action.id, action.command)
    } catch (error) {
      if (error instanceof Unreachable) return 'unreachable'
      if (!(error instanceof Refused)) throw error
      if (error.status === 401) throw error
      // Its own trouble, not a no: nothing is known about this action.
      if (error.status >= 500 || error.status === 429) return 'later'
      const refusal = { code: error.code, text: error.text }
      await rewrite((all) => all.map((each) => (each.id === action.id ? { ...each, refusal } : each)))
      return 'refused'
    }
    state = { ...state, delivered: new Set([...state.delivered, action.id]) }
    say()
    void options
      .shown(action)
      .then(() => forget(action.id))
      .catch(() => {
        // It stays written and is answered as done when it is sent again.
      })
    return 'done'
  }

  /** One round over everything that waits; true when something has to be tried again later. */
  async function round(signal: AbortSignal): Promise<boolean> {
    await reread()
    let isLater = false
    /** Orders whose opening did not get through: what was added to them has to wait. */
    const unopened = new Set<string>()
    for (const action of state.actions) {
      if (signal.aborted) return false
      const { command } = action
      const isMine = action.author.id === author.id
      if (state.delivered.has(action.id) || unopened.has(command.orderId)) continue
      const outcome = isMine && action.refusal === null ? await attempt(action) : 'skipped'
      if (outcome === 'unreachable') return true
      if (outcome === 'later') {
        isLater = true
        unopened.add(command.orderId)
      }
      if (outcome !== 'done' && command.kind === 'tableOrder.place') unopened.add(command.orderId)
    }
    return isLater
  }

  async function send(signal: AbortSignal): Promise<void> {
    let retryMs = retryMsMin
    while (!signal.aborted) {
      const waiting = wake
      let isDue: boolean
      try {
        isDue = await round(signal)
      } catch (error) {
        if (error instanceof Refused && error.status === 401) return options.onLoggedOut()
        isDue = true
      }
      if (isDue) say()
      await sleep(isDue ? retryMs : 2 ** 30, AbortSignal.any([signal, waiting.signal]))
      retryMs = isDue && !waiting.signal.aborted ? Math.min(retryMs * 2, retryMsMax) : retryMsMin
    }
  }

  /** Waits until `look` knows, the till is lost, or patience ends. */
  function watch<Known>(look: () => Known | null): Promise<Known | null> {
    return new Promise((resolve) => {
      const over = new AbortController()
      const end = (known: Known | null): void => {
        listeners.delete(check)
        over.abort()
        resolve(known)
      }
      const check = (): void => {
        const known = look()
        if (known !== null || !options.isLive()) end(known)
      }
      listeners.add(check)
      void sleep(patienceMs, over.signal).then(() => end(look()))
      check()
    })
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    rewrite,
    kick,
    async submit(command, picture = []) {
      const id = newId()
      const action: Action = {
        ...{ id, till, author, command, picture: [...picture], composedAt: now(), refusal: null },
      }
      await rewrite((actions) => [...actions, action])
      const answer = await watch(() => {
        const present = state.actions.find((each) => each.id === id)
        if (!present || state.delivered.has(id)) return 'done' as const
        return present.refusal
      })
      if (answer === null) return 'kept'
      if (answer === 'done') return 'done'
      // The person still looks at what they composed: told here, it is not kept a second time.
      await forget(id)
      throw new Refused(409, answer.code, answer.text)
    },
    async settled(orderId) {
      // What was refused waits for a person, not for the till.
      const isClear = (): true | null =>
        state.actions.every(
          (action) =>
            action.command.orderId !== orderId || !isWaiting(action) || state.delivered.has(action.id),
        ) || null
      kick()
      return (await watch(isClear)) ?? false
    },
    start() {
      if (running) return
      running = new AbortController()
      const { signal } = running
      const deaf = tabs.hear(() => {
        void reread().catch(() => {
          // The next round reads it again.
        })
        kick()
      })
      signal.addEventListener('abort', deaf)
      void reread().catch(() => {
        // Said by the store: nothing lasts here.
      })
      void tabs.alone(`trapeza.outbox.${till}.${author.id}`, signal, () => send(signal))
    },
    stop() {
      running?.abort()
      running = null
    },
  }
}
