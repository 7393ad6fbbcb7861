import type { Sale } from '../../domain/orders/order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Tx } from '../ports.ts'
import type { Till } from './till-command.ts'

/** Receipts that are older are not offered for a return by any screen. */
const recentMs = 31 * 24 * 3_600_000

/** Orders, banquets and receipts of a till whose money a bank is moving just now, or nobody knows whether it did. */
export async function ordersAtBank(
  tx: Tx,
  { tenantId, terminalGroupId }: Till,
  now: number,
): Promise<Set<Uuid>> {
  const since = now - recentMs
  const tables = await tx.tableOrders.board(tenantId, terminalGroupId, since)
  const deliveries = await tx.tillOrders.board(tenantId, terminalGroupId, since)
  const reserves = await tx.reserves.board(tenantId, terminalGroupId, since)
  const sales: Sale[] = [...tables, ...deliveries, ...reserves.flatMap(({ banquet }) => banquet ?? [])]
  return new Set(sales.flatMap(({ id, bankPayment }) => (bankPayment ? [id] : [])))
}
