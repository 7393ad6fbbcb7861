import type { Ledger, LedgerPlace, Owner, PlacedLot, StockBalance } from '../../app/ports.ts'
import { parseBillionths, printBillionths } from '../../domain/stock/amounts.ts'
import type { Lot } from '../../domain/stock/pool.ts'
import { fromMs, isoOf, type Sql, toMs } from '../sql.ts'

type PlaceRow = { at: Date; rank: number; document_id: string }
type LotRow = { amount: string; cost: string }
/** Columns of a place or a lot are null together. */
type BalanceRow = LotRow & {
  key: string
  last_amount: string | null
  last_cost: string
  last_at: Date
  last_rank: number
  last_document: string
  settled_amount: string | null
  settled_at: Date
  settled_rank: number
  settled_document: string
}

const lotOf = ({ amount, cost }: LotRow): Lot => ({
  amount: parseBillionths(amount),
  cost: parseBillionths(cost),
})
const placeOf = ({ at, rank, document_id: documentId }: PlaceRow): LedgerPlace => ({
  at: toMs(at),
  rank,
  documentId,
})

function balanceOf(row: BalanceRow): StockBalance {
  const { last_amount: lastAmount, last_cost: lastCost, settled_amount: settledAmount } = row
  const lastPlace = () => placeOf({ at: row.last_at, rank: row.last_rank, document_id: row.last_document })
  const settledPlace = () =>
    placeOf({ at: row.settled_at, rank: row.settled_rank, document_id: row.settled_document })
  return {
    ...lotOf(row),
    last:
      lastAmount === null ? null : { ...lotOf({ amount: lastAmount, cost: lastCost }), place: lastPlace() },
    settled:
      settledAmount === null ? null : { amount: parseBillionths(settledAmount), place: settledPlace() },
  }
}

/** Values of $1, $2 and what follows. */
export const ofOwner = ({ tenantId, organizationId }: Owner, ...rest: unknown[]): unknown[] => [
  tenantId,
  organizationId,
  ...rest,
]
export const ofPlace = ({ at, rank, documentId }: LedgerPlace): unknown[] => [fromMs(at), rank, documentId]

/** Names the ledger of a restaurant for a lock: no row of it is there before the first posting. */
export const ledgerLock = `hashtextextended('ledger of tenant ' || $1::uuid || ' at ' || $2::uuid, 0)`

const lastReceipts = `select k.key, r.amount, r.cost, l.at, l.rank, l.document_id from unnest($3::text[]) as k(key)
  cross join lateral (
    select p.at, p.rank, p.document_id, p.batch from posting p
    where p.tenant_id = $1 and p.organization_id = $2 and p.to_key = k.key and p.to_amount > 0
      and (p.at, p.rank, p.document_id) < ($4::timestamptz, $5::smallint, $6::uuid)
    order by p.at desc, p.rank desc, p.document_id desc, p.line desc limit 1) l
  cross join lateral (
    select sum(p.to_amount) as amount, sum(p.sum) as cost from posting p
    where p.tenant_id = $1 and p.organization_id = $2 and p.to_key = k.key and p.at = l.at
      and p.rank = l.rank and p.document_id = l.document_id and p.batch = l.batch) r`

const marks = `last_amount, last_cost, last_at, last_rank, last_document,
  settled_amount, settled_at, settled_rank, settled_document`
const setBalances = `
  insert into stock_balance (tenant_id, organization_id, key, amount, cost, ${marks})
  select $1, $2, b.* from unnest($3::text[], $4::numeric[], $5::numeric[], $6::numeric[], $7::numeric[],
    $8::timestamptz[], $9::smallint[], $10::uuid[], $11::numeric[], $12::timestamptz[], $13::smallint[], $14::uuid[]) b
  on conflict (tenant_id, organization_id, key) do update set (amount, cost, ${marks}) = (excluded.amount, excluded.cost,
    ${marks.replaceAll(/[a-z_]+/g, 'excluded.$&')})`

const isLater =
  '(b.last_at, b.last_rank, b.last_document) > (excluded.last_at, excluded.last_rank, excluded.last_document)'
const lastColumns = ['last_amount', 'last_cost', 'last_at', 'last_rank', 'last_document']
// The conditions are about the newest row, whatever the snapshot of the statement was. All writers take the rows in the
// order of their keys, so none waits for another in a circle; whoever re-values waits for all of them, and they for it.
const addReceipts = `
  with alone as materialized (select pg_advisory_xact_lock_shared(${ledgerLock}))
  insert into stock_balance as b (tenant_id, organization_id, key, amount, cost, last_amount, last_cost, last_at,
    last_rank, last_document)
  select $1, $2, r.key, r.amount, r.cost, r.last_amount, r.last_cost, $3, $4, $5
  from alone, unnest($6::text[], $7::numeric[], $8::numeric[], $9::numeric[], $10::numeric[])
    as r(key, amount, cost, last_amount, last_cost)
  order by r.key
  on conflict (tenant_id, organization_id, key) do update set amount = b.amount + excluded.amount,
    cost = b.cost + excluded.cost,
    ${lastColumns.map((name) => `${name} = case when ${isLater} then b.${name} else excluded.${name} end`).join(', ')}
  where b.settled_at is null or (b.settled_amount >= 0 and (b.settled_at, b.settled_rank, b.settled_document)
    < (excluded.last_at, excluded.last_rank, excluded.last_document))`

type StockMethods = 'lastReceipts' | 'balances' | 'setBalances' | 'addReceipts'

/** What a restaurant has of its goods. */
export function stockBalancesOn(sql: Sql): Pick<Ledger, StockMethods> {
  return {
    async lastReceipts(owner, keys, place) {
      const rows = await sql.rows<LotRow & PlaceRow & { key: string }>(
        'ledger.lastReceipts',
        lastReceipts,
        ofOwner(owner, keys, ...ofPlace(place)),
      )
      return new Map(
        rows.map((row): [string, PlacedLot] => [row.key, { ...lotOf(row), place: placeOf(row) }]),
      )
    },

    async balances(owner, keys) {
      const text = `select key, amount, cost, ${marks} from stock_balance
        where tenant_id = $1 and organization_id = $2 and key = any($3::text[])`
      const rows = await sql.rows<BalanceRow>('ledger.balances', text, ofOwner(owner, keys))
      return new Map(rows.map((row) => [row.key, balanceOf(row)]))
    },

    async setBalances(owner, balances) {
      if (balances.size === 0) return
      const all = [...balances]
      const column = (pick: (balance: StockBalance) => unknown) => all.map(([, balance]) => pick(balance))
      await sql.run(
        'ledger.setBalances',
        setBalances,
        ofOwner(
          owner,
          all.map(([key]) => key),
          column(({ amount }) => printBillionths(amount)),
          column(({ cost }) => printBillionths(cost)),
          column(({ last }) => last && printBillionths(last.amount)),
          column(({ last }) => last && printBillionths(last.cost)),
          column(({ last }) => last && isoOf(last.place.at)),
          column(({ last }) => last?.place.rank ?? null),
          column(({ last }) => last?.place.documentId ?? null),
          column(({ settled }) => settled && printBillionths(settled.amount)),
          column(({ settled }) => settled && isoOf(settled.place.at)),
          column(({ settled }) => settled?.place.rank ?? null),
          column(({ settled }) => settled?.place.documentId ?? null),
        ),
      )
    },

    async addReceipts(owner, place, received) {
      const all = [...received]
      const column = (pick: (lot: Lot & { last: Lot }) => bigint) =>
        all.map(([, lot]) => printBillionths(pick(lot)))
      const added = await sql.run(
        'ledger.addReceipts',
        addReceipts,
        ofOwner(
          owner,
          ...ofPlace(place),
          all.map(([key]) => key),
          column(({ amount }) => amount),
          column(({ cost }) => cost),
          column(({ last }) => last.amount),
          column(({ last }) => last.cost),
        ),
      )
      return added === received.size
    },
  }
}
