import { notFound, refuseProblems } from '../../../../app/admin/problems.ts'
import { type People, peopleOf } from '../../../../app/loyalty/people-of-guests.ts'
import type { LedgerKind, LedgerLine } from '../../../../domain/loyalty/ledger.ts'
import { countersByGuest, totalsByKind } from '../../../../domain/loyalty/sum-lines.ts'
import type { Money } from '../../../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../../../kernel/ids.ts'
import type { AdminCall } from '../../call.ts'
import { type OfficeDesk, periodOf } from './desk.ts'
import { fullName, walletView } from './guest-view.ts'
import { lineView } from './line-view.ts'

/** A file has no more, and neither has the period of a report. */
export const linesMax = 100_000
/** On the page; a file has all. */
export const rowsMax = 500

/** Lines of a period: of the whole chain, or with `here` of the restaurant where the office sits. */
async function linesOf(
  call: AdminCall,
  desk: OfficeDesk,
  kinds?: readonly LedgerKind[],
): Promise<LedgerLine[]> {
  const { tenantId, organizationId } = desk.scope
  const lines = await call.app.storage.now.loyaltyLedger.ofPeriod(tenantId, {
    organizationId: call.query['here'] === 'true' ? organizationId : null,
    guestId: null,
    ...(kinds ? { kinds } : {}),
    ...periodOf(call, desk),
    limit: linesMax + 1,
  })
  requireFew(lines)
  return lines
}

function requireFew(rows: readonly unknown[]): void {
  if (rows.length <= linesMax) return
  const ru = `больше ${linesMax} строк: возьмите период короче`
  refuseProblems([{ field: 'to', text: { ru, en: `more than ${linesMax} lines: take a shorter period` } }])
}

/** Who a row is about. */
function whoOf(guestId: Uuid, { guests, cards }: People) {
  const stored = guests.get(guestId)
  return {
    guestId,
    name: stored ? fullName(stored) : null,
    phone: stored?.profile?.phone ?? null,
    card: cards.get(guestId)?.[0]?.number ?? null,
  }
}

/** Totals are of all lines; rows are the latest of them. */
export async function transactions(call: AdminCall, desk: OfficeDesk, most: number) {
  const lines = await linesOf(call, desk)
  const shown = lines.slice(-most).reverse()
  const people = await peopleOf(
    call.app,
    desk.scope.tenantId,
    shown.map(({ guestId }) => guestId),
  )
  return {
    totals: totalsByKind(lines).map(({ kind, count, sum }) => ({ kind, count, sum: desk.money(sum) })),
    count: lines.length,
    rows: shown.map((line) => ({ ...lineView(line, desk), ...whoOf(line.guestId, people) })),
  }
}

/** What a wallet of the chain held, got and gave, guest by guest (biz-card-api §12.8). */
export async function balances(call: AdminCall, desk: OfficeDesk, most: number) {
  const { catalog, scope, money } = desk
  const programId = String(call.query['program'] ?? '').toLowerCase()
  const program = isUuid(programId) ? catalog.living('loyaltyProgram', programId) : undefined
  const wallet = program?.body.wallet
  if (!wallet) throw notFound({ ru: 'У программы нет кошелька', en: 'The programme has no wallet' })
  const period = periodOf(call, desk)
  const rows = await call.app.storage.now.loyaltyLedger.turnover(scope.tenantId, wallet.id, period)
  const shown = [...rows]
    .sort((a, b) => (a.balanceAtEnd === b.balanceAtEnd ? 0 : a.balanceAtEnd > b.balanceAtEnd ? -1 : 1))
    .slice(0, most)
  if (most === linesMax) requireFew(rows)
  const people = await peopleOf(
    call.app,
    scope.tenantId,
    shown.map(({ guestId }) => guestId),
  )
  const total = (of: (row: (typeof rows)[number]) => Money): string =>
    money(rows.reduce((sum, row) => sum + of(row), 0n))
  return {
    wallet: walletView(wallet.id, catalog),
    count: rows.length,
    totals: {
      start: total(({ balanceAtStart }) => balanceAtStart),
      refilled: total(({ refilled }) => refilled),
      spent: total(({ spent }) => spent),
      end: total(({ balanceAtEnd }) => balanceAtEnd),
    },
    rows: shown.map((row) => ({
      ...whoOf(row.guestId, people),
      start: money(row.balanceAtStart),
      refilled: money(row.refilled),
      spent: money(row.spent),
      end: money(row.balanceAtEnd),
      paidOrders: row.paidOrders,
    })),
  }
}

/** Closed orders of guests in the period: how many and for how much (biz-card-api §12.6). */
export async function counters(call: AdminCall, desk: OfficeDesk, most: number) {
  const orders = await linesOf(call, desk, ['orderClosed'])
  const counted = countersByGuest(orders)
  const shown = counted.slice(0, most)
  const people = await peopleOf(
    call.app,
    desk.scope.tenantId,
    shown.map(({ guestId }) => guestId),
  )
  return {
    count: counted.length,
    totals: {
      orders: orders.length,
      sum: desk.money(counted.reduce((sum, one) => sum + one.sum, 0n)),
    },
    rows: shown.map(({ guestId, count, sum, lastAt }) => ({
      ...whoOf(guestId, people),
      orders: count,
      sum: desk.money(sum),
      lastAt: new Date(lastAt).toISOString(),
    })),
  }
}

export type TransactionsView = Awaited<ReturnType<typeof transactions>>
export type BalancesView = Awaited<ReturnType<typeof balances>>
export type CountersView = Awaited<ReturnType<typeof counters>>
