/** What somebody who watches many tills is warned of (issue 5, monitoring). */
import type { OrderItem } from '../orders/order.ts'

export type TillWarning =
  /** Put to sleep: it takes no orders of the cloud. */
  | { kind: 'asleep' }
  /** Not heard for so many minutes. */
  | { kind: 'silent'; minutes: number }
  | { kind: 'no-shift' }
  | { kind: 'shift-too-long'; hours: number }
  | { kind: 'stopped-dishes'; count: number }
  | { kind: 'late-orders'; count: number; minutes: number }
  /** Its standby lacks something of what it did: it works alone (ADR 32). */
  | { kind: 'standby-away' }
  /** Entries that the cloud has not got. */
  | { kind: 'entries-wait'; count: number }
  /** Cheques that the fiscal register does not print: their orders are closed all the same (ADR 37). */
  | { kind: 'cheques-wait'; count: number }
  /** Papers behind a printer that complains: tickets that nobody cooks (ADR 30). */
  | { kind: 'papers-wait'; count: number }
  /** Plugins that should run and do not, by their names. */
  | { kind: 'plugins-down'; names: string }
  /** Jobs of plugins that failed when they were due last. */
  | { kind: 'jobs-fail'; names: string }

/** What is known of a till; moments in epoch milliseconds. */
export type TillFacts = {
  now: number
  isAsleep: boolean
  /** Null: it was never heard. */
  seenAt: number | null
  isHeard: boolean
  /** Null: no shift is open. */
  shiftOpenedAt: number | null
  stoppedDishes: number
  kitchen: Kitchen
  /** Null: not known here. */
  waitingEntries: number | null
  /** It has a standby, and that is away. */
  isAlone: boolean
  /** What does not come out of devices that complain. */
  unprinted: { cheques: number; papers: number }
  /** Names of plugins that are down and of jobs that fail. */
  plugins: { down: readonly string[]; failingJobs: readonly string[] }
}
export type Kitchen = { lateOrders: number; longestMinutes: number }

const minuteMs = 60_000
const shiftHoursMax = 24
/** A moment's traffic is no trouble. */
const entriesMax = 20

/** Warnings of a till, the most pressing ones first. */
export function tillWarnings(facts: TillFacts): TillWarning[] {
  const { now, seenAt, shiftOpenedAt, kitchen, stoppedDishes, waitingEntries, plugins } = facts
  const found: TillWarning[] = []
  if (!facts.isHeard && seenAt !== null)
    found.push({ kind: 'silent', minutes: Math.floor((now - seenAt) / minuteMs) })
  if (facts.isAsleep) found.push({ kind: 'asleep' })
  if (kitchen.lateOrders > 0)
    found.push({ kind: 'late-orders', count: kitchen.lateOrders, minutes: kitchen.longestMinutes })
  if (facts.unprinted.cheques > 0) found.push({ kind: 'cheques-wait', count: facts.unprinted.cheques })
  if (facts.unprinted.papers > 0) found.push({ kind: 'papers-wait', count: facts.unprinted.papers })
  if (plugins.down.length > 0) found.push({ kind: 'plugins-down', names: plugins.down.join(', ') })
  if (plugins.failingJobs.length > 0) found.push({ kind: 'jobs-fail', names: plugins.failingJobs.join(', ') })
  if (facts.isAlone) found.push({ kind: 'standby-away' })
  if (shiftOpenedAt === null) found.push({ kind: 'no-shift' })
  else if (now - shiftOpenedAt > shiftHoursMax * 60 * minuteMs)
    found.push({ kind: 'shift-too-long', hours: Math.floor((now - shiftOpenedAt) / (60 * minuteMs)) })
  if (waitingEntries !== null && waitingEntries > entriesMax)
    found.push({ kind: 'entries-wait', count: waitingEntries })
  if (stoppedDishes > 0) found.push({ kind: 'stopped-dishes', count: stoppedDishes })
  return found
}

/** Orders whose dishes lie in the kitchen longer than cooking usually takes there. */
export function kitchenLateness(
  orders: readonly { items: readonly OrderItem[] }[],
  cookingMinutes: number,
  now: number,
): Kitchen {
  const waits = orders.flatMap(({ items }) => {
    const printed = items
      .filter(
        ({ status, deleted }) => !deleted && (status === 'PrintedNotCooking' || status === 'CookingStarted'),
      )
      .map(({ whenPrinted }) => now - (whenPrinted ?? now))
    return printed.length > 0 ? [Math.max(...printed)] : []
  })
  const late = waits.filter((wait) => wait > Math.max(5, cookingMinutes) * minuteMs)
  return { lateOrders: late.length, longestMinutes: Math.floor(Math.max(0, ...late) / minuteMs) }
}
