type Patience = {
  /** Before each try but the first, milliseconds. */
  pausesMs: readonly number[]
  /** Whether another try may mend it; what was refused stays refused. */
  isWorthIt: (error: unknown) => boolean
  sleep: (ms: number) => Promise<void>
}

/** So long a question is asked again for a person who waits. */
export const askPausesMs = [400, 800] as const

/** Says again what the network lost; the last failure is the caller's. For what is done once however often it is said. */
export async function untilAnswered<Answer>(
  { pausesMs, isWorthIt, sleep }: Patience,
  say: () => Promise<Answer>,
): Promise<Answer> {
  for (const pauseMs of pausesMs) {
    try {
      return await say()
    } catch (error) {
      if (!isWorthIt(error)) throw error
      await sleep(pauseMs)
    }
  }
  return say()
}
