/** Programmes among the till's decisions: what they check before and what follows after. */
import { areSameDiscounts } from '../../../domain/loyalty/sale-programs.ts'
import type { AppliedDiscount, Sale } from '../../../domain/orders/order.ts'
import { refuseOverpaid } from '../../../domain/orders/paid-sums.ts'
import type { PayingCommand } from '../../../domain/orders/paying/paying-commands.ts'
import { byWhoFoundThem } from '../../../domain/orders/paying/till-discounts.ts'
import type { ServiceType } from '../../../domain/reference/books.ts'
import { printDecimal } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { GuestPicture, Tx } from '../../ports.ts'
import type { TillCommand } from '../till-command.ts'
import type { TillDay } from '../till-day.ts'
import { type KnownToPrograms, usable } from './till-programs.ts'

// Which kind of order it is makes no difference here.
type Asked = PayingCommand<'delivery'>
const deedOf = ({ kind }: { kind: string }): string => kind.slice(kind.indexOf('.') + 1)

/** Refuses what programmes do not allow: a coupon that is none, bonuses beyond their rules. */
export function checkWithPrograms(
  day: TillDay,
  sale: Sale,
  command: { kind: string },
  serviceType: ServiceType,
): void {
  const asked = command as Asked
  switch (deedOf(command)) {
    case 'changeLoyalty':
      return checkLoyalty(day, sale, asked as Extract<Asked, { kind: 'delivery.changeLoyalty' }>)
    case 'pay':
      return checkBonuses(day, sale, asked as Extract<Asked, { kind: 'delivery.pay' }>, serviceType)
  }
}

type Of<K extends Asked['kind']> = Extract<Asked, { kind: K }>

function checkLoyalty(day: TillDay, sale: Sale, asked: Of<'delivery.changeLoyalty'>): void {
  const { coupon, manualConditionIds, dynamicDiscounts } = asked
  for (const id of [...manualConditionIds, ...dynamicDiscounts.map((one) => one.manualConditionId)])
    if (!day.catalog.living('manualCondition', id)?.body.isApplicableOnCashierScreen)
      throw refuse('manual-condition.unknown', { id })
  if (coupon === null || coupon === sale.loyalty?.coupon) return
  // A coupon is used once in the whole company, and only the cloud knows whether it was.
  if (!day.wallets.line.isUp) throw refuse('coupon.no-line')
  const found = day.programs.coupons(coupon) ?? []
  if (found.length === 0) throw refuse('coupon.unknown', { number: coupon })
  if (usable(found).length === 0) throw refuse('coupon.used', { number: coupon })
}

/** By bonuses no more is paid than a campaign lets and the wallet has (cloud-api §9.6). */
function checkBonuses(day: TillDay, sale: Sale, { payments }: Of<'delivery.pay'>, of: ServiceType): void {
  const ofType = new Map<Uuid, bigint>()
  for (const { typeId, sum } of payments)
    if (day.catalog.find('paymentType', typeId)?.body.kind === 'IikoCard')
      ofType.set(typeId, (ofType.get(typeId) ?? 0n) + sum)
  if (ofType.size === 0) return
  if (sale.guestId === null) throw refuse('wallet.balance-too-small')
  const offers = day.programs.bonusesOf(sale, of)
  for (const [id, sum] of ofType) {
    const offer = offers.find(({ typeId }) => typeId === id)
    if (offer && offer.balance < sum) throw refuse('wallet.balance-too-small')
    const max = offer?.max ?? 0n
    if (sum <= max) continue
    throw refuse('payment.bonuses-too-large', { max: printDecimal(max, day.organization.currency.scale) })
  }
}

/** The new discounts of a sale whose guest or composition has changed; null: the programmes say what they said. */
export function foundDiscounts(
  day: TillDay,
  after: Sale,
  isOpen: boolean,
  serviceType: ServiceType,
): AppliedDiscount[] | null {
  const isFixed = !isOpen || after.whenBillPrinted !== null || after.bankPayment
  if (!after.loyalty?.isOfTill || isFixed) return null
  const found = day.programs.discountsOf(after, serviceType)
  const before = after.discounts.filter(({ isFoundByTill }) => isFoundByTill)
  if (areSameDiscounts(before, found)) return null
  const own = after.discounts.filter(({ isFoundByTill }) => !isFoundByTill)
  const discounts = byWhoFoundThem([...own, ...found])
  refuseOverpaid(day.organization, { ...after, discounts })
  return discounts
}

/** Are programmes run for a batch: for what it asks, or for an order that has them already? */
export const needsPrograms = (commands: readonly TillCommand[], sales: readonly Sale[]): boolean =>
  commands.some(asksPrograms) || sales.some(({ loyalty }) => loyalty?.isOfTill)

const asksPrograms = (command: TillCommand): boolean =>
  ['changeLoyalty', 'setGuest', 'pay'].includes(deedOf(command))

/** Loads the guests and coupons that programmes may be run for in a batch. */
export async function loadForPrograms(
  tx: Tx,
  tenantId: Uuid,
  commands: readonly TillCommand[],
  sales: readonly Sale[],
): Promise<KnownToPrograms> {
  const loyal = sales.filter(({ loyalty }) => loyalty?.isOfTill)
  const isAsked = commands.some(asksPrograms)
  if (loyal.length === 0 && !isAsked) return { guests: new Map(), coupons: new Map() }
  const named = commands.flatMap((command) =>
    deedOf(command) === 'setGuest' && 'guestId' in command ? (command.guestId ?? []) : [],
  )
  const ofSales = (isAsked ? sales : loyal).flatMap(({ guestId }) => guestId ?? [])
  const guests = new Map<Uuid, GuestPicture>()
  for (const id of new Set([...named, ...ofSales])) {
    const picture = await tx.loyaltyGuests.picture(tenantId, { id })
    if (picture) guests.set(id, picture)
  }
  const numbers = new Set([
    ...loyal.flatMap(({ loyalty }) => loyalty?.coupon ?? []),
    ...commands.flatMap((command) => ('coupon' in command ? (command.coupon ?? []) : [])),
  ])
  const coupons = new Map<string, Awaited<ReturnType<Tx['coupons']['byNumber']>>>()
  for (const number of numbers) coupons.set(number, await tx.coupons.byNumber(tenantId, number, null))
  return { guests, coupons }
}
