/** What a cash shift has to be accepted: its payments without cash, and its pay-ins and pay-outs (server-api §17.3). */
import type {
  AcceptanceLine,
  AcceptanceStatus,
  AccountEnd,
  ShiftAcceptance,
  StockDocument,
} from '../../domain/documents/document.ts'
import { accountOfRole } from '../../domain/finance/accounts.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { takingOf } from '../../domain/shifts/known-sale.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, CashShiftSale, KnownCashShift, Tx } from '../ports.ts'

export type ShiftRecord = {
  /** Of the payment, or of the cash order. */
  id: Uuid
  group: AcceptanceLine['group']
  sum: Money
  at: number
  /** Where it is booked. */
  account: AccountEnd
  paymentTypeId: Uuid | null
  /** Of a pay-in or pay-out. */
  order: StockDocument | null
  orderId: Uuid | null
  comment: string | null
  /** What was said of it; null: nothing yet. */
  accepted: AcceptanceLine | null
}

/** A shift with all that belongs to it. */
export type WholeShift = {
  known: KnownCashShift
  sales: CashShiftSale[]
  /** Pay-ins and pay-outs that are not deleted, by their time. */
  orders: StockDocument[]
  /** Null: nobody has accepted it. */
  acceptance: StockDocument | null
}

type Stored = Pick<Tx, 'documents' | 'knownCashShifts'>

/** Shifts with their sales, cash orders and acceptances. */
export async function wholeShifts(
  { knownCashShifts, documents }: Stored,
  tenantId: Uuid,
  shifts: readonly KnownCashShift[],
): Promise<WholeShift[]> {
  const ids = shifts.map(({ shift }) => shift.id)
  const sales = await knownCashShifts.sales(tenantId, ids)
  const linked = await documents.linkedTo(tenantId, ids)
  return shifts.map((known) => {
    const own = linked.filter(
      ({ content, status }) => content.linkedDocumentId === known.shift.id && status !== 'DELETED',
    )
    return {
      known,
      sales: sales.filter(({ shiftId }) => shiftId === known.shift.id),
      orders: own.filter(({ content }) => content.cashOrder !== null),
      acceptance: own.find(({ content }) => content.acceptance !== null) ?? null,
    }
  })
}

/** One of them; null when there is no such shift. */
export async function wholeShift(app: App, tenantId: Uuid, id: Uuid): Promise<WholeShift | null> {
  const known = await app.storage.now.knownCashShifts.find(tenantId, id)
  if (!known) return null
  const [whole] = await wholeShifts(app.storage.now, tenantId, [known])
  return whole ?? null
}

/** All that has to be accepted: payments by their time, then pay-ins, then pay-outs. */
export function recordsOf(catalog: Catalog, { sales, orders, acceptance }: WholeShift): ShiftRecord[] {
  const lines = acceptance?.content.acceptance?.lines ?? []
  const accepted = (id: Uuid) => lines.find(({ transactionId }) => transactionId === id) ?? null
  const debtors = { accountId: accountOfRole(catalog, 'receivable'), counteragentId: null }
  const payments = sales.flatMap(({ sale, at, orderId }) =>
    sale.payments.flatMap(({ id, typeId, kind, sum }): ShiftRecord[] => {
      const taking = takingOf(kind)
      if (taking !== 'card' && taking !== 'credit') return []
      const group = taking === 'card' ? 'CARD' : 'CREDIT'
      const more = { orderId, order: null, comment: null, paymentTypeId: typeId }
      return [{ id, group, sum, at, account: debtors, accepted: accepted(id), ...more }]
    }),
  )
  const moved = orders.flatMap((order): ShiftRecord[] => {
    const { cashOrder, counteragentId, comment, date } = order.content
    if (!cashOrder) return []
    const { accountId, sum, type } = cashOrder
    return [
      {
        id: order.id,
        group: type === 'PAYIN' ? 'PAYIN' : 'PAYOUT',
        sum,
        at: date,
        account: { accountId, counteragentId },
        paymentTypeId: null,
        orderId: null,
        order,
        comment,
        accepted: accepted(order.id),
      },
    ]
  })
  return [
    ...payments,
    ...moved.filter(({ group }) => group === 'PAYIN'),
    ...moved.filter(({ group }) => group === 'PAYOUT'),
  ]
}

/** Cash that came and went without sales, and what acceptance found to be different from what was written down. */
export function movedIn({ orders, acceptance }: WholeShift) {
  const sums = { PAYIN: 0n, PAYOUT: 0n, PAY_COLLECTION: 0n }
  for (const { content } of orders)
    if (content.cashOrder) sums[content.cashOrder.type] += content.cashOrder.sum
  const lines = acceptance?.content.acceptance?.lines ?? []
  const difference = lines.reduce((total, { real, recorded }) => total + real - recorded, 0n)
  return { payIn: sums.PAYIN, payOut: sums.PAYOUT, collected: sums.PAY_COLLECTION, difference }
}

/** HASWARNINGS if any line has it, else UNACCEPTED if any is, else ACCEPTED (server-api §17.5). */
export function statusOf({ lines }: ShiftAcceptance): AcceptanceStatus {
  const has = (status: AcceptanceStatus): boolean => lines.some((line) => line.status === status)
  return has('HASWARNINGS') ? 'HASWARNINGS' : has('UNACCEPTED') ? 'UNACCEPTED' : 'ACCEPTED'
}
