/** Lets `max` pieces of work run at once; others wait in the order in which they came. */
export function turns(max: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running < max) running++
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // Whoever waits takes the place over, so nobody slips in between.
      if (next) next()
      else running--
    }
  }
}
