import type { LocalTill } from './tills.ts'

/**
 * Sets printers and fiscal registers of tills to work, one till after another: a node that starts has callers already.
 * Stopped in between, the rest stays at rest.
 */
export function beginDevices(
  tills: Iterable<Pick<LocalTill, 'printing' | 'register'>>,
  report: (error: unknown) => void,
): { done: Promise<void>; stop(): void } {
  let isStopped = false
  const begin = async (): Promise<void> => {
    for (const { printing, register } of [...tills]) {
      if (isStopped) return
      await printing?.begin().catch(report)
      if (!isStopped) register?.begin()
    }
  }
  return {
    done: begin(),
    stop() {
      isStopped = true
    },
  }
}
