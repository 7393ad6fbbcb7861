import type { DocumentedPosting, Ledger, LedgerPlace, Owner, StoredPosting } from '../../app/ports.ts'
import type { DocumentKind } from '../../domain/documents/kinds.ts'
import type { Side, SumBasis, TransactionType } from '../../domain/finance/flow.ts'
import { parseBillionths, printBillionths } from '../../domain/stock/amounts.ts'
import type { Lot } from '../../domain/stock/pool.ts'
import { keyOfSide } from '../../domain/stock/value-flows.ts'
import { fromMs, type Sql, toMs } from '../sql.ts'

type PostingRow = {
  id: string
  document_id: string
  payment_id: string | null
  at: Date
  rank: number
  line: number
  batch: number
  item_num: number | null
  type: TransactionType
  basis: SumBasis
  sum: string
  from_account: string
  from_counteragent: string | null
  from_product: string | null
  from_amount: string | null
  from_key: string | null
  to_account: string
  to_counteragent: string | null
  to_product: string | null
  to_amount: string | null
  to_key: string | null
  cash_flow_category: string | null
  created_at: Date
  created_by: string
  modified_at: Date
}
type DocumentedRow = PostingRow & {
  kind: DocumentKind
  number: string
  comment: string | null
  conception_id: string | null
}
type SumRow = { key: string; amount: string; cost: string }

const names = `id, document_id, payment_id, at, rank, line, batch, item_num, type, basis, sum,
  from_account, from_counteragent, from_product, from_amount, from_key,
  to_account, to_counteragent, to_product, to_amount, to_key, cash_flow_category, created_at, created_by, modified_at`
const prefixed = names.replaceAll(/\b([a-z_]+)\b/g, 'p.$1')
const types = `id uuid, document_id uuid, payment_id uuid, at timestamptz, rank smallint, line integer,
  batch integer, item_num integer, type text, basis text, sum numeric, from_account uuid, from_counteragent uuid,
  from_product uuid, from_amount numeric, from_key text, to_account uuid, to_counteragent uuid, to_product uuid,
  to_amount numeric, to_key text, cash_flow_category uuid, created_at timestamptz, created_by uuid,
  modified_at timestamptz`
const inOrder = 'order by p.at, p.rank, p.document_id, p.line, p.id'
const ofStock = (comparison: '>=' | '<'): string =>
  `select ${prefixed} from posting p where p.tenant_id = $1 and p.organization_id = $2
   and (p.from_key = any($3::text[]) or p.to_key = any($3::text[]))
   and (p.at, p.rank, p.document_id) ${comparison} ($4::timestamptz, $5::smallint, $6::uuid) ${inOrder}`
const documented = `select ${prefixed}, d.kind, d.number, d.state->'content'->>'comment' as comment,
    (d.state->'content'->>'conceptionId')::uuid as conception_id
  from posting p join document d on d.tenant_id = p.tenant_id and d.organization_id = p.organization_id
    and d.id = p.document_id
  where p.tenant_id = $1 and p.organization_id = $2`

const amountOrNull = (text: string | null): bigint | null => (text === null ? null : parseBillionths(text))
const textOrNull = (amount: bigint | null): string | null =>
  amount === null ? null : printBillionths(amount)

function postingOf(row: PostingRow): StoredPosting {
  return {
    id: row.id,
    documentId: row.document_id,
    paymentId: row.payment_id,
    at: toMs(row.at),
    rank: row.rank,
    line: row.line,
    batch: row.batch,
    itemNum: row.item_num,
    type: row.type,
    basis: row.basis,
    sum: parseBillionths(row.sum),
    from: {
      accountId: row.from_account,
      isStore: row.from_key !== null,
      counteragentId: row.from_counteragent,
      productId: row.from_product,
      amount: amountOrNull(row.from_amount),
    },
    to: {
      accountId: row.to_account,
      isStore: row.to_key !== null,
      counteragentId: row.to_counteragent,
      productId: row.to_product,
      amount: amountOrNull(row.to_amount),
    },
    cashFlowCategoryId: row.cash_flow_category,
    createdAt: toMs(row.created_at),
    createdBy: row.created_by,
    modifiedAt: toMs(row.modified_at),
  }
}

const documentedOf = (row: DocumentedRow): DocumentedPosting => ({
  ...postingOf(row),
  kind: row.kind,
  number: row.number,
  comment: row.comment,
  conceptionId: row.conception_id,
})

const sideColumns = (name: 'from' | 'to', side: Side): Record<string, unknown> => ({
  [`${name}_account`]: side.accountId,
  [`${name}_counteragent`]: side.counteragentId,
  [`${name}_product`]: side.productId,
  [`${name}_amount`]: textOrNull(side.amount),
  [`${name}_key`]: keyOfSide(side),
})

const rowOf = (posting: StoredPosting): Record<string, unknown> => ({
  id: posting.id,
  document_id: posting.documentId,
  payment_id: posting.paymentId,
  at: fromMs(posting.at),
  rank: posting.rank,
  line: posting.line,
  batch: posting.batch,
  item_num: posting.itemNum,
  type: posting.type,
  basis: posting.basis,
  sum: printBillionths(posting.sum),
  ...sideColumns('from', posting.from),
  ...sideColumns('to', posting.to),
  cash_flow_category: posting.cashFlowCategoryId,
  created_at: fromMs(posting.createdAt),
  created_by: posting.createdBy,
  modified_at: fromMs(posting.modifiedAt),
})

type BalanceRow = SumRow & { last_amount: string | null; last_cost: string | null }
const lotOf = ({ amount, cost }: Omit<SumRow, 'key'>): Lot => ({
  amount: parseBillionths(amount),
  cost: parseBillionths(cost),
})
const lastOf = ({ last_amount: amount, last_cost: cost }: BalanceRow): Lot | null =>
  amount === null || cost === null ? null : lotOf({ amount, cost })

const lotsByKey = (rows: readonly SumRow[]): Map<string, Lot> =>
  new Map(rows.map((row) => [row.key, lotOf(row)]))

/** Values of $1, $2 and what follows. */
const ofOwner = ({ tenantId, organizationId }: Owner, ...rest: unknown[]): unknown[] => [
  tenantId,
  organizationId,
  ...rest,
]
const ofPlace = ({ at, rank, documentId }: LedgerPlace): unknown[] => [fromMs(at), rank, documentId]

export function ledgerRepository(sql: Sql): Ledger {
  return { ...postingsOn(sql), ...stockOn(sql), ...accountsOn(sql) }
}

function postingsOn(sql: Sql): Pick<Ledger, 'lock' | 'insert' | 'remove' | 'setSums' | 'ofDocument'> {
  return {
    async lock(owner) {
      // The row never changes, so those who wait for it stand in a queue and nobody is overtaken.
      const text = `select 1 from ledger_head where tenant_id = $1 and organization_id = $2 for no key update`
      const lock = () => sql.rows('ledger.lock', text, ofOwner(owner))
      if ((await lock()).length > 0) return
      await sql.run(
        'ledger.head',
        `insert into ledger_head (tenant_id, organization_id) values ($1, $2) on conflict do nothing`,
        ofOwner(owner),
      )
      await lock()
    },

    async insert(owner, postings) {
      if (postings.length === 0) return
      await sql.run(
        'ledger.insert',
        `insert into posting (tenant_id, organization_id, ${names})
         select $1, $2, ${prefixed} from jsonb_to_recordset($3::jsonb) as p(${types})`,
        ofOwner(owner, JSON.stringify(postings.map(rowOf))),
      )
    },

    async remove(owner, ids) {
      if (ids.length === 0) return
      const text =
        'delete from posting where tenant_id = $1 and organization_id = $2 and id = any($3::uuid[])'
      await sql.run('ledger.remove', text, ofOwner(owner, ids))
    },

    async setSums(owner, sums, at) {
      if (sums.length === 0) return
      await sql.run(
        'ledger.setSums',
        `update posting p set sum = s.sum, modified_at = $4
         from jsonb_to_recordset($3::jsonb) as s(id uuid, sum numeric)
         where p.tenant_id = $1 and p.organization_id = $2 and p.id = s.id`,
        ofOwner(
          owner,
          JSON.stringify(sums.map(({ id, sum }) => ({ id, sum: printBillionths(sum) }))),
          fromMs(at),
        ),
      )
    },

    async ofDocument(owner, documentId) {
      const text = `${documented} and p.document_id = $3 ${inOrder}`
      const rows = await sql.rows<DocumentedRow>('ledger.ofDocument', text, ofOwner(owner, documentId))
      return rows.map(documentedOf)
    },
  }
}

function stockOn(
  sql: Sql,
): Pick<Ledger, 'from' | 'before' | 'lastReceipts' | 'movedSince' | 'balances' | 'setBalances'> {
  return {
    async from(owner, keys, place) {
      const values = ofOwner(owner, keys, ...ofPlace(place))
      return (await sql.rows<PostingRow>('ledger.from', ofStock('>='), values)).map(postingOf)
    },

    async before(owner, keys, place) {
      const values = ofOwner(owner, keys, ...ofPlace(place))
      return (await sql.rows<PostingRow>('ledger.before', ofStock('<'), values)).map(postingOf)
    },

    async lastReceipts(owner, keys, place) {
      const rows = await sql.rows<SumRow>(
        'ledger.lastReceipts',
        `select k.key, r.amount, r.cost from unnest($3::text[]) as k(key)
         cross join lateral (
           select p.at, p.rank, p.document_id, p.batch from posting p
           where p.tenant_id = $1 and p.organization_id = $2 and p.to_key = k.key and p.to_amount > 0
             and (p.at, p.rank, p.document_id) < ($4::timestamptz, $5::smallint, $6::uuid)
           order by p.at desc, p.rank desc, p.document_id desc, p.line desc limit 1) l
         cross join lateral (
           select sum(p.to_amount) as amount, sum(p.sum) as cost from posting p
           where p.tenant_id = $1 and p.organization_id = $2 and p.to_key = k.key and p.at = l.at
             and p.rank = l.rank and p.document_id = l.document_id and p.batch = l.batch) r`,
        ofOwner(owner, keys, ...ofPlace(place)),
      )
      return lotsByKey(rows)
    },

    async movedSince(owner, keys, place) {
      const ofKey = (
        key: string,
      ) => `p.tenant_id = $1 and p.organization_id = $2 and p.${key} = any($3::text[])
        and (p.at, p.rank, p.document_id) >= ($4::timestamptz, $5::smallint, $6::uuid)`
      const rows = await sql.rows<SumRow & { are_receipts: boolean }>(
        'ledger.movedSince',
        `select key, sum(amount) as amount, sum(cost) as cost, bool_and(is_receipt) as are_receipts from (
           select p.to_key as key, coalesce(p.to_amount, 0) as amount, p.sum as cost,
             p.basis <> 'estimate' and p.batch >= 0 and p.to_amount > 0 as is_receipt
           from posting p where ${ofKey('to_key')}
           union all
           select p.from_key, -coalesce(p.from_amount, 0), -p.sum, false from posting p where ${ofKey('from_key')}) m
         group by key`,
        ofOwner(owner, keys, ...ofPlace(place)),
      )
      return new Map(rows.map((row) => [row.key, { ...lotOf(row), areReceipts: row.are_receipts }]))
    },

    async balances(owner, keys) {
      const text = `select key, amount, cost, last_amount, last_cost from stock_balance
        where tenant_id = $1 and organization_id = $2 and key = any($3::text[])`
      const rows = await sql.rows<BalanceRow>('ledger.balances', text, ofOwner(owner, keys))
      return new Map(rows.map((row) => [row.key, { ...lotOf(row), last: lastOf(row) }]))
    },

    async setBalances(owner, balances) {
      if (balances.size === 0) return
      const rows = [...balances].map(([key, { amount, cost, last }]) => ({
        key,
        amount: printBillionths(amount),
        cost: printBillionths(cost),
        last_amount: textOrNull(last?.amount ?? null),
        last_cost: textOrNull(last?.cost ?? null),
      }))
      await sql.run(
        'ledger.setBalances',
        `insert into stock_balance (tenant_id, organization_id, key, amount, cost, last_amount, last_cost)
         select $1, $2, b.key, b.amount, b.cost, b.last_amount, b.last_cost
         from jsonb_to_recordset($3::jsonb) as b(key text, amount numeric, cost numeric, last_amount numeric,
           last_cost numeric)
         on conflict (tenant_id, organization_id, key) do update set amount = excluded.amount, cost = excluded.cost,
           last_amount = excluded.last_amount, last_cost = excluded.last_cost`,
        ofOwner(owner, JSON.stringify(rows)),
      )
    },
  }
}

function accountsOn(sql: Sql): Pick<Ledger, 'payments' | 'accountBalance' | 'ofAccount'> {
  return {
    async payments(owner, documentIds) {
      // A return of money is a payment the other way round: its sides are swapped, so its sum is taken off.
      const rows = await sql.rows<{ document_id: string; paid: string; last_at: Date }>(
        'ledger.payments',
        `select document_id, sum(case when batch = 0 then sum else -sum end) as paid, max(at) as last_at
         from posting where tenant_id = $1 and organization_id = $2 and document_id = any($3::uuid[])
           and payment_id is not null group by document_id`,
        ofOwner(owner, documentIds),
      )
      return new Map(
        rows.map((row) => [row.document_id, { paid: parseBillionths(row.paid), lastAt: toMs(row.last_at) }]),
      )
    },

    async accountBalance(owner, accountId, before) {
      const [row] = await sql.rows<{ balance: string }>(
        'ledger.accountBalance',
        `select coalesce((select sum(sum) from posting where tenant_id = $1 and organization_id = $2
             and to_account = $3 and at < $4), 0)
           - coalesce((select sum(sum) from posting where tenant_id = $1 and organization_id = $2
             and from_account = $3 and at < $4), 0) as balance`,
        ofOwner(owner, accountId, fromMs(before)),
      )
      return parseBillionths(row?.balance ?? '0')
    },

    async ofAccount(owner, accountId, { from, to, limit }) {
      const rows = await sql.rows<DocumentedRow>(
        'ledger.ofAccount',
        `${documented} and (p.from_account = $3 or p.to_account = $3) and p.at >= $4 and p.at < $5
           ${inOrder} limit $6`,
        ofOwner(owner, accountId, fromMs(from), fromMs(to), limit),
      )
      return rows.map(documentedOf)
    },
  }
}
