/** When an order is promised and when its cooking starts (cloud-api §4.2, §4.14). */
import { localClock, toLocal } from '../../../kernel/local-time.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { DeliveryOrder } from '../order.ts'
import type { TillContext } from '../till-context.ts'
import { terminalGroupOf } from './sale-terms.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** A promise may be this late already: clocks differ and requests travel. */
const pastToleranceMs = minuteMs
const daysAheadMax = 60
/** Norms of an organization that has set none: an hour by courier, a quarter for pickup (cloud-api §4.14). */
const durationMinutes = { DeliveryByCourier: 60, DeliveryByClient: 15 } as const

/** Minutes: what the command or the restrictions say, else the organization's norm. */
export function deliveryDurationOf(
  ctx: TillContext,
  serviceType: DeliveryOrder['serviceType'],
  given: number | null,
): number {
  const norms = ctx.catalog.living('deliveryRestrictions', ctx.organizationId)?.body
  const norm =
    serviceType === 'DeliveryByCourier'
      ? norms?.defaultDeliveryDurationInMinutes
      : norms?.defaultSelfServiceDurationInMinutes
  return given ?? norm ?? durationMinutes[serviceType]
}

/** Null promises as soon as possible: now and the duration. */
export function promiseOf(
  ctx: TillContext,
  completeBefore: number | null,
  duration: number,
): { completeBefore: number; isAsap: boolean } {
  if (completeBefore === null) return { completeBefore: ctx.now + duration * minuteMs, isAsap: true }
  checkPromise(ctx, completeBefore)
  return { completeBefore, isAsap: false }
}

/** Not in the past, and from the current day to 60 days ahead. */
export function checkPromise(ctx: TillContext, completeBefore: number): void {
  const { timeZone } = terminalGroupOf(ctx)
  const date = toLocal(completeBefore, timeZone)
  if (completeBefore < ctx.now - pastToleranceMs) throw refuse('order.date-too-small', { date })
  const lastDay = localClock(ctx.now + daysAheadMax * dayMs, timeZone).date
  if (localClock(completeBefore, timeZone).date > lastDay) {
    throw refuse('order.date-too-far', { date, days: daysAheadMax })
  }
}

/** `completeBefore` less the way and the cooking. */
export const cookingStartOf = (ctx: TillContext, completeBefore: number, duration: number): number =>
  completeBefore - (duration + terminalGroupOf(ctx).cookingMinutes) * minuteMs
