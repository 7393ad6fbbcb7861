import type { DocumentedPosting, Ledger, StoredPosting } from '../../app/ports.ts'
import type { DocumentKind } from '../../domain/documents/kinds.ts'
import type { SumBasis, TransactionType } from '../../domain/finance/flow.ts'
import { parseBillionths, printBillionths } from '../../domain/stock/amounts.ts'
import { keyOfSide } from '../../domain/stock/value-flows.ts'
import { fromMs, isoOf, type Sql, toMs } from '../sql.ts'
import { ledgerLock, ofOwner, ofPlace, stockBalancesOn } from './stock-balances.ts'

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

type Column = readonly [name: string, type: string, value: (posting: StoredPosting) => unknown]
const sideColumns = (name: 'from' | 'to'): Column[] => [
  [`${name}_account`, 'uuid', (posting) => posting[name].accountId],
  [`${name}_counteragent`, 'uuid', (posting) => posting[name].counteragentId],
  [`${name}_product`, 'uuid', (posting) => posting[name].productId],
  [`${name}_amount`, 'numeric', (posting) => textOrNull(posting[name].amount)],
  [`${name}_key`, 'text', (posting) => keyOfSide(posting[name])],
]
/** Neighbours in the list share their moments, and to print one costs more than all else of a row. */
function printsOfMoments(): (ms: number) => string {
  let [last, text] = [Number.NaN, '']
  return (ms) => {
    if (ms !== last) [last, text] = [ms, isoOf(ms)]
    return text
  }
}
const [atOf, createdAtOf, modifiedAtOf] = [printsOfMoments(), printsOfMoments(), printsOfMoments()]
const columns: Column[] = [
  ['id', 'uuid', ({ id }) => id],
  ['document_id', 'uuid', ({ documentId }) => documentId],
  ['payment_id', 'uuid', ({ paymentId }) => paymentId],
  ['at', 'timestamptz', ({ at }) => atOf(at)],
  ['rank', 'smallint', ({ rank }) => rank],
  ['line', 'integer', ({ line }) => line],
  ['batch', 'integer', ({ batch }) => batch],
  ['item_num', 'integer', ({ itemNum }) => itemNum],
  ['type', 'text', ({ type }) => type],
  ['basis', 'text', ({ basis }) => basis],
  ['sum', 'numeric', ({ sum }) => printBillionths(sum)],
  ...sideColumns('from'),
  ...sideColumns('to'),
  ['cash_flow_category', 'uuid', ({ cashFlowCategoryId }) => cashFlowCategoryId],
  ['created_at', 'timestamptz', ({ createdAt }) => createdAtOf(createdAt)],
  ['created_by', 'uuid', ({ createdBy }) => createdBy],
  ['modified_at', 'timestamptz', ({ modifiedAt }) => modifiedAtOf(modifiedAt)],
]
const names = columns.map(([name]) => name).join(', ')
const prefixed = columns.map(([name]) => `p.${name}`).join(', ')
const lists = columns.map(([, type], index) => `$${index + 3}::${type}[]`).join(', ')

/**
 * Whatever changes postings says of which days of UTC, in the same statement: the columnar copy takes those again (ADR 22).
 * Receipts of one day are posted side by side, so connections mark rows of their own, always in the same order.
 */
const markDays = `insert into report_dirty (tenant_id, organization_id, day, version, subject, slot)
  select $1, $2, day, 1, 'postings', pg_backend_pid() % 16 from (
    select distinct (at at time zone 'UTC')::date as day from changed order by day) days
  on conflict (tenant_id, organization_id, day, subject, slot) do update set version = report_dirty.version + 1`

// A correction stands at the line that it corrects, and comes after it.
const inOrder = `order by p.at, p.rank, p.document_id, p.line, p.type = 'STORE_COST_CORRECTION', p.id`
const ofStock = (comparison: '>=' | '<'): string =>
  `select ${prefixed} from posting p where p.tenant_id = $1 and p.organization_id = $2
   and (p.from_key = any($3::text[]) or p.to_key = any($3::text[]))
   and (p.at, p.rank, p.document_id) ${comparison} ($4::timestamptz, $5::smallint, $6::uuid) ${inOrder}`
const documented = `select ${prefixed}, d.kind, d.number, d.content->>'comment' as comment,
    (d.content->>'conceptionId')::uuid as conception_id
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

export function ledgerRepository(sql: Sql): Ledger {
  return { ...postingsOn(sql), ...stockBalancesOn(sql), ...accountsOn(sql) }
}

type PostingMethods = 'lock' | 'insert' | 'remove' | 'setSums' | 'ofDocument' | 'from' | 'before'

function postingsOn(sql: Sql): Pick<Ledger, PostingMethods> {
  return {
    async lock(owner) {
      // A queue: who adds receipts shares it, and does not overtake who waits for it alone.
      await sql.run('ledger.lock', `select pg_advisory_xact_lock(${ledgerLock})`, ofOwner(owner))
    },

    async insert(owner, postings) {
      if (postings.length === 0) return
      await sql.run(
        'ledger.insert',
        // The lock comes before the marks: whoever re-values holds it when it marks a day.
        `with alone as materialized (select pg_advisory_xact_lock_shared(${ledgerLock})), changed as (
           insert into posting (tenant_id, organization_id, ${names})
           select $1, $2, p.* from alone, unnest(${lists}) as p returning at)
         ${markDays}`,
        ofOwner(owner, ...columns.map(([, , value]) => postings.map(value))),
      )
    },

    async remove(owner, ids) {
      if (ids.length === 0) return
      const text = `with changed as (
          delete from posting where tenant_id = $1 and organization_id = $2 and id = any($3::uuid[]) returning at)
        ${markDays}`
      await sql.run('ledger.remove', text, ofOwner(owner, ids))
    },

    async setSums(owner, sums, at) {
      if (sums.length === 0) return
      await sql.run(
        'ledger.setSums',
        `with changed as (
           update posting p set sum = s.sum, modified_at = $4
           from jsonb_to_recordset($3::jsonb) as s(id uuid, sum numeric)
           where p.tenant_id = $1 and p.organization_id = $2 and p.id = s.id returning p.at)
         ${markDays}`,
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

    async from(owner, keys, place) {
      const values = ofOwner(owner, keys, ...ofPlace(place))
      return (await sql.rows<PostingRow>('ledger.from', ofStock('>='), values)).map(postingOf)
    },

    async before(owner, keys, place) {
      const values = ofOwner(owner, keys, ...ofPlace(place))
      return (await sql.rows<PostingRow>('ledger.before', ofStock('<'), values)).map(postingOf)
    },
  }
}

function accountsOn(sql: Sql): Pick<Ledger, 'payments' | 'accountBalance' | 'ofAccount' | 'itemCosts'> {
  return {
    async itemCosts(owner, documentIds) {
      if (documentIds.length === 0) return new Map()
      const rows = await sql.rows<{ document_id: string; item_num: number; cost: string }>(
        'ledger.itemCosts',
        `select document_id, item_num, sum(sum) as cost from posting
         where tenant_id = $1 and organization_id = $2 and document_id = any($3::uuid[]) and item_num is not null
           and payment_id is null group by document_id, item_num`,
        ofOwner(owner, documentIds),
      )
      const costs = new Map<string, Map<number, bigint>>()
      for (const { document_id: id, item_num: num, cost } of rows) {
        const ofDocument = costs.get(id) ?? new Map<number, bigint>()
        costs.set(id, ofDocument.set(num, parseBillionths(cost)))
      }
      return costs
    },

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
