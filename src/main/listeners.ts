/** Who wants to hear of something that happens again and again. */
export class Listeners {
  readonly #all = new Set<() => void>()

  /** Call the answer to stop listening. */
  readonly add = (listener: () => void): (() => void) => {
    this.#all.add(listener)
    return () => this.#all.delete(listener)
  }

  tell(): void {
    for (const listener of [...this.#all]) listener()
  }
}
