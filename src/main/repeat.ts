/** Runs `work` again and again, `ms` of real time after it ended; a failure is reported and does not stop it. */
export function repeat(
  ms: number,
  work: () => Promise<void>,
  report: (error: unknown) => void,
): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const run = (): void => {
    running = work()
      .catch((error: unknown) => {
        if (!stopped) report(error)
      })
      .then(() => {
        if (!stopped) timer = setTimeout(run, ms)
      })
  }
  run()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
