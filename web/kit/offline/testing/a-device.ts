import { IDBFactory } from 'fake-indexeddb'
import { vi } from 'vitest'
import { Refused, Unreachable } from '../../till-api.ts'
import type { ComposedCommand, ItemPicture } from '../action.ts'
import { type ActionStore, openActionStore } from '../action-store.ts'
import { createOutbox, type Outbox } from '../outbox.ts'
import { PlayedTabs } from './played-tabs.ts'

export const anna = { id: 'anna', name: 'Кузнецова Анна' }
export const boris = { id: 'boris', name: 'Смирнов Борис' }

/** A till that tests cut off, that loses answers and says no. It does one id once, as a real one. */
export class PlayedTill {
  /** What it did, in its order. */
  readonly did: ComposedCommand[] = []
  /** How often each id was heard. */
  readonly heard = new Map<string, number>()
  isReachable = true
  /** It does the command, and its answer does not arrive. */
  losesAnswers = 0
  /** Fails by itself, as a server that starts again. */
  failures = 0
  isLoggedOut = false
  refuses: (command: ComposedCommand) => string | null = () => null
  readonly #answers = new Map<string, string | null>()

  async deliver(id: string, command: ComposedCommand): Promise<void> {
    await Promise.resolve()
    if (!this.isReachable) throw new Unreachable('cut off')
    this.heard.set(id, (this.heard.get(id) ?? 0) + 1)
    if (this.isLoggedOut) throw refusal(401, 'till.not-logged-in')
    if (this.failures > 0) {
      this.failures -= 1
      throw refusal(500, 'internal')
    }
    if (!this.#answers.has(id)) {
      const code = this.refuses(command)
      if (code === null) this.did.push(command)
      this.#answers.set(id, code)
    }
    if (this.losesAnswers > 0) {
      this.losesAnswers -= 1
      throw new Unreachable('the answer got lost')
    }
    const code = this.#answers.get(id)
    if (code) throw refusal(409, code)
  }

  /** Dishes that it took, by their products. */
  dishes(): string[] {
    return this.did.flatMap((command) =>
      'items' in command ? (command.items ?? []).map(({ productId }) => productId) : [],
    )
  }
}

const refusal = (status: number, code: string): Refused => new Refused(status, code, { ru: code, en: code })

/** A phone or a till's computer: its browser's storage, its tabs, its clock. */
export class Device {
  readonly till: PlayedTill
  storage = new IDBFactory()
  /** What its clock says. */
  now = 0
  readonly #tabs = new PlayedTabs()
  readonly #open = new Set<Outbox>()

  constructor(till: PlayedTill) {
    this.till = till
  }

  set hasLocks(has: boolean) {
    this.#tabs.hasLocks = has
  }

  /** Opens the screen in a tab and logs in. */
  tab(author = anna, store: Promise<ActionStore> = openActionStore('pokrovka', this.storage)): Outbox {
    let outbox: Outbox | null = null
    const ear = (): void => outbox?.kick()
    outbox = createOutbox({
      till: 'pokrovka',
      author,
      store,
      deliver: (id, command) => this.till.deliver(id, command),
      isLive: () => this.till.isReachable,
      shown: async () => {},
      onLoggedOut: () => outbox?.stop(),
      tabs: this.#tabs.ofTab(),
      newId: () => crypto.randomUUID(),
      now: () => this.now,
      sleep: soon,
    })
    this.#tabs.listen(ear)
    this.#open.add(outbox)
    outbox.start()
    return outbox
  }

  /** The page is gone, whatever it was about to do. */
  close(outbox: Outbox): void {
    outbox.stop()
    this.#open.delete(outbox)
  }

  closeAll(): void {
    for (const outbox of [...this.#open]) this.close(outbox)
  }
}

/** Short waits take no time, long ones only end when somebody wakes the sleeper. */
function soon(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve())
    if (ms <= 8000) setTimeout(resolve, ms > 4999 ? 400 : 5)
  })
}

export const picture = (productId: string, positionId: string, sum = 100): ItemPicture => ({
  ...{ positionId, productId, name: productId, size: null, amount: 1, sum, comment: null, modifiers: [] },
  ...{ guestId: null, course: null },
})

export const placing = (orderId: string, tableId = 't1'): ComposedCommand => ({
  ...{ kind: 'tableOrder.place', orderId, tableIds: [tableId], guestCount: 2 },
})

/** Adds dishes; each has a position of its own. */
export const adding = (orderId: string, ...products: string[]): ComposedCommand => ({
  kind: 'tableOrder.addItems',
  orderId,
  items: products.map((productId) => ({
    ...{ positionId: `${orderId}/${productId}`, productId, sizeId: null, amount: 1 },
    ...{ comment: null, modifiers: [] },
  })),
})

export const picturesOf = (command: ComposedCommand): ItemPicture[] =>
  'items' in command
    ? (command.items ?? []).map(({ productId, positionId = '' }) => picture(productId, positionId))
    : []

/** Until it holds, or the test fails. */
export const until = (holds: () => boolean): Promise<void> =>
  vi.waitFor(() => {
    if (!holds()) throw new Error('not yet')
  })
