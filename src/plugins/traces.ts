type Open = { screenId: string | null; isWaitedFor: boolean; over: Promise<void> }

/** What plugins are asked just now, by trace: calls that they make meanwhile carry it. */
export class Traces {
  readonly #open = new Map<string, Open>()

  /**
   * Something is asked of plugins, for whoever stands at a screen. `isWaitedFor`: the till does not go on before it is
   * answered. Call the answer when it is over.
   */
  begin(traceId: string, { screenId, isWaitedFor }: Omit<Open, 'over'>): () => void {
    let end = (): void => {}
    const over = new Promise<void>((resolve) => {
      end = resolve
    })
    this.#open.set(traceId, { screenId, isWaitedFor, over })
    return () => {
      this.#open.delete(traceId)
      end()
    }
  }

  /** The screen that a call of a plugin is made for; null: none, or it is over. */
  screenOf(traceId: string | null): string | null {
    return this.#open.get(traceId ?? '')?.screenId ?? null
  }

  /** Resolves when the till has its answers and goes on; at once where it does not wait. */
  async answered(traceId: string | null): Promise<void> {
    const open = this.#open.get(traceId ?? '')
    if (open?.isWaitedFor) await open.over
  }
}
