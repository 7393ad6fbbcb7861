/** An order as the guests' screen shows it. */
export type Shown = { number: number; state: 'cooking' | 'ready' }
export type KitchenOrder = { id: string; number: number; processingStatus: string }

const states: Readonly<Record<string, Shown['state']>> = {
  New: 'cooking',
  CookingStarted: 'cooking',
  CookingCompleted: 'ready',
  Packed: 'ready',
}

/** Orders that guests wait for: they come with the kitchen and go when they are served. */
export class Queue {
  readonly #orders = new Map<string, Shown>()
  readonly #listeners = new Set<(shown: readonly Shown[]) => void>()

  /** What the kitchen has of an order now; absent: nothing, or nothing any more. */
  saw(id: string, order: KitchenOrder | undefined): void {
    const state = order && states[order.processingStatus]
    if (order && state) this.#orders.set(id, { number: order.number, state })
    else if (!this.#orders.delete(id)) return
    for (const listener of this.#listeners) listener(this.shown())
  }

  shown(): readonly Shown[] {
    return [...this.#orders.values()].sort((a, b) => a.number - b.number)
  }

  /** Hears every change; call the answer to stop. */
  listen(listener: (shown: readonly Shown[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
