type Patience = {
  /** How long to wait after so many failures, milliseconds; null: that was the last try. */
  pauseAfter: (failures: number) => number | null
  /** Whether another try may mend it; what was refused stays refused. */
  isWorthIt: (error: unknown) => boolean
  sleep: (ms: number) => Promise<void>
}

/** One pause after the other. */
export const pausesOf =
  (...pausesMs: readonly number[]): Patience['pauseAfter'] =>
  (failures) =>
    pausesMs[failures - 1] ?? null

/** Between tries of a question that a person waits for. */
export const pauseAfterQuestion = pausesOf(400, 800)

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Says again what the network lost; the last failure is the caller's. For what is done once however often it is said. */
export async function untilAnswered<Answer>(
  { pauseAfter, isWorthIt, sleep }: Patience,
  say: () => Promise<Answer>,
): Promise<Answer> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await say()
    } catch (error) {
      const pauseMs = pauseAfter(failures)
      if (pauseMs === null || !isWorthIt(error)) throw error
      await sleep(pauseMs)
    }
  }
}
