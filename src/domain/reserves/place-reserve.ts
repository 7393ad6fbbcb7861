import { localClock, toLocal } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import { compose } from '../orders/placing/composition.ts'
import { checkPhone } from '../orders/placing/contact.ts'
import { chooseHallType } from '../orders/placing/order-type.ts'
import { organizationOf, terminalGroupOf } from '../orders/placing/sale-terms.ts'
import { newSale } from '../orders/tables/new-sale.ts'
import { chooseTables } from '../orders/tables/tables.ts'
import type { TillContext } from '../orders/till-context.ts'
import type { PlaceReserve } from './commands.ts'
import type { ReserveEvent } from './events.ts'
import type { BanquetOrder, Reserve } from './reserve.ts'
import { refuseTaken } from './tables-free.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const daysAheadMax = 90
/** The longest texts (cloud-api §8.5). */
const lengthMax = { eventType: 160, externalNumber: 50 }

/** Keeps tables for a guest, or refuses (cloud-api §8.5–8.6). `others` are the till's other reserves. */
export function placeReserve(
  ctx: TillContext,
  command: PlaceReserve,
  others: readonly Reserve[],
): ReserveEvent[] {
  if (command.tableIds.length === 0) throw refuse('request.field-required', { field: 'tableIds' })
  checkSaid(command)
  if (!command.isExternal) checkLimits(command)
  checkStart(ctx, command.estimatedStartTime)
  checkGuest(ctx)
  const reserve: Omit<Reserve, 'version'> = {
    id: command.orderId,
    tenantId: ctx.tenantId,
    organizationId: ctx.organizationId,
    terminalGroupId: ctx.terminalGroupId,
    externalNumber: command.externalNumber,
    sourceKey: command.sourceKey,
    contactId: command.contactId,
    guestId: command.guestId,
    guestCount: command.guestCount,
    comment: command.comment || null,
    durationInMinutes: command.durationInMinutes,
    shouldRemind: command.shouldRemind,
    tableIds: chooseTables(ctx, command.tableIds),
    estimatedStartTime: command.estimatedStartTime,
    eventType: command.eventType || null,
    status: 'New',
    cancelReason: null,
    guestsComingTime: null,
    banquet: command.isBanquet ? banquetOf(ctx, command) : null,
    whenReceivedByApi: command.whenReceivedByApi,
    whenCreated: ctx.now,
  }
  refuseTaken(ctx, reserve, others)
  return [{ kind: 'reserve.placed', reserve }]
}

const banquetOf = (ctx: TillContext, command: PlaceReserve): BanquetOrder => ({
  ...newSale(ctx, command, compose(ctx, organizationOf(ctx), 'Common', command)),
  orderType: chooseHallType(ctx, command.orderTypeId),
  version: 1,
})

function checkSaid({ durationInMinutes, guestCount, ...texts }: PlaceReserve): void {
  const invalid = (field: string, message: string) => refuse('request.field-invalid', { field, message })
  if (durationInMinutes < 1) throw invalid('durationInMinutes', 'must be at least 1')
  if (guestCount < 1) throw invalid('guests.count', 'must be at least 1')
  for (const field of ['eventType', 'externalNumber'] as const) {
    const max = lengthMax[field]
    if ((texts[field]?.length ?? 0) > max) throw invalid(field, `must be at most ${max} characters long`)
  }
}

/** What a person at the till may say of a reserve (front-api Appendix B); clients of the cloud have wider limits. */
const limits = {
  durationInMinutes: { min: 15, max: 24 * 60 - 1 },
  guestCount: { min: 1, max: 1000 },
} as const
const textMax = { comment: 250, eventType: 160 } as const

/** Refuses what is beyond the limits of the till, naming the field. */
export function checkLimits(
  said: Pick<PlaceReserve, 'durationInMinutes' | 'guestCount' | 'comment' | 'eventType'>,
): void {
  for (const field of ['durationInMinutes', 'guestCount'] as const) {
    const { min, max } = limits[field]
    if (said[field] >= min && said[field] <= max) continue
    throw refuse('request.field-invalid', { field, message: `must be from ${min} to ${max}` })
  }
  for (const field of ['comment', 'eventType'] as const) {
    const max = textMax[field]
    if ((said[field]?.length ?? 0) <= max) continue
    throw refuse('request.field-invalid', { field, message: `must be at most ${max} characters long` })
  }
}

/** Not in the past, and no more than 90 days ahead (cloud-api §8.5). */
export function checkStart(ctx: TillContext, start: number): void {
  const { timeZone } = terminalGroupOf(ctx)
  const date = toLocal(start, timeZone)
  if (start < ctx.now - minuteMs) throw refuse('order.date-too-small', { date })
  const lastDay = localClock(ctx.now + daysAheadMax * dayMs, timeZone).date
  if (localClock(start, timeZone).date > lastDay)
    throw refuse('order.date-too-far', { date, days: daysAheadMax })
}

/** Somebody with a name and a phone: they are called when they do not come. */
function checkGuest(ctx: TillContext): void {
  const { contact } = ctx
  if (!contact) return
  checkPhone(organizationOf(ctx), contact)
  if (!ctx.isKnownGuest && !contact.customer?.name?.trim()) throw refuse('order.guest-name-required')
}
