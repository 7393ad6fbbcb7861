import type { Flow } from '../finance/flow.ts'
import { keyOfSide, type StockKey } from './value-flows.ts'

/** Stock that flows touch. */
export function keysOfFlows(flows: readonly Pick<Flow, 'from' | 'to'>[]): Set<StockKey> {
  const keys = new Set<StockKey>()
  for (const { from, to } of flows)
    for (const key of [keyOfSide(from), keyOfSide(to)]) if (key !== null) keys.add(key)
  return keys
}

/** Stock whose cost depends on `keys` by one of the flows, and is not among them. */
export function reachedBy(keys: ReadonlySet<StockKey>, flows: readonly Flow[]): StockKey[] {
  const reached = new Set<StockKey>()
  for (const { from, to, basis } of flows) {
    const [source, target] = [keyOfSide(from), keyOfSide(to)]
    if (basis !== 'issue' || source === null || target === null) continue
    if (keys.has(source) && !keys.has(target)) reached.add(target)
  }
  return [...reached]
}
