import type { OldReports, StoreMove } from '../../app/ports.ts'
import { parseBillionths } from '../../domain/stock/amounts.ts'
import { isoOf, type Sql, toMs } from '../sql.ts'
import { groupsMax, refuseTooLarge } from './groups-max.ts'

type Asked = Parameters<OldReports['storeMoves']>[0]

type Row = {
  organization_id: string
  store_id: string
  other_id: string
  type: StoreMove['type']
  kind: StoreMove['kind']
  is_incoming: boolean
  document_id: string | null
  number: string | null
  comment: string | null
  expense_account_id: string | null
  revenue_account_id: string | null
  at: Date | null
  product_id: string | null
  other_product_id: string | null
  hundredths: number | null
  amount: string | null
  other_amount: string | null
  cost: string
  vat: string
}

const dayMs = 86_400_000
/** Days of restaurants lie within two of those of UTC: an index finds them by instants. */
const slackMs = 2 * dayMs

const side = (own: 'from' | 'to', other: 'from' | 'to'): string => {
  const [plus, minus] = own === 'to' ? ['', '-'] : ['-', '']
  return `select organization_id, document_id, item_num, at, type, ${own === 'to'} as is_incoming,
      ${own}_account as store_id, ${own}_product as product_id, ${plus}coalesce(${own}_amount, 0) as amount,
      ${plus}sum as cost, ${other}_account as other_id, ${other}_counteragent as counteragent_id,
      ${other}_product as other_product_id, ${minus}coalesce(${other}_amount, 0) as other_amount
    from posting
    where tenant_id = $1 and organization_id = any($2::uuid[]) and at >= $5 and at < $6 and ${own}_key is not null`
}

const documentKeys = `document_id, number, content->>'comment', (content->>'expenseAccountId')::uuid,
  (content->>'revenueAccountId')::uuid, at`
const productKeys = 'product_id, other_product_id, hundredths'

const keys = (isByProduct: boolean): string =>
  `organization_id, store_id, other_id, type, kind, is_incoming, ${isByProduct ? productKeys : documentKeys}`

const columns = (isByProduct: boolean): string =>
  isByProduct
    ? `null::uuid as document_id, null as number, null as comment, null::uuid as expense_account_id,
       null::uuid as revenue_account_id, null::timestamptz as at, ${productKeys},
       sum(amount) as amount, sum(other_amount) as other_amount`
    : `document_id, number, content->>'comment' as comment,
       (content->>'expenseAccountId')::uuid as expense_account_id,
       (content->>'revenueAccountId')::uuid as revenue_account_id, at,
       null::uuid as product_id, null::uuid as other_product_id, null::integer as hundredths,
       sum(amount) as amount, null::numeric as other_amount`

/** VAT stands in postings of its own beside the goods of a bought line; its percent only in the document. */
const statement = (isByProduct: boolean): string => `
  with zone as (select * from unnest($2::uuid[], $3::text[], $4::integer[]) as z(id, name, start_minutes)),
  move as (${side('to', 'from')} union all ${side('from', 'to')}),
  vat as (
    select organization_id, document_id, item_num, sum(sum) as vat from posting
    where tenant_id = $1 and organization_id = any($2::uuid[]) and at >= $5 and at < $6 and type = 'NDS_INCOMING'
    group by organization_id, document_id, item_num),
  percent as (
    select d.organization_id, d.id, (i->>'num')::integer as num, max((i->>'vatHundredths')::integer) as hundredths
    from document d, jsonb_array_elements(d.content->'items') i
    where d.tenant_id = $1 and d.organization_id = any($2::uuid[]) and d.kind = 'incomingInvoice'
      and d.date >= $5 and d.date < $6
    group by d.organization_id, d.id, num),
  chosen as (
    select m.*, d.kind, d.number, d.content, p.hundredths,
      case when m.type = 'INVOICE' then coalesce(v.vat, 0) else 0 end as vat
    from move m
    join zone z on z.id = m.organization_id
    join document d on d.tenant_id = $1 and d.organization_id = m.organization_id and d.id = m.document_id
    left join vat v on m.type = 'INVOICE' and v.organization_id = m.organization_id
      and v.document_id = m.document_id and v.item_num = m.item_num
    left join percent p on m.type = 'INVOICE' and p.organization_id = m.organization_id
      and p.id = m.document_id and p.num = m.item_num
    where (m.at at time zone z.name - z.start_minutes * interval '1 minute')::date between $7::date and $8::date
      and ($9::uuid[] is null or m.store_id = any($9)) and ($10::uuid[] is null or m.other_id = any($10))
      and ($11::uuid[] is null or m.counteragent_id = any($11))
      and ($12::uuid[] is null or m.product_id = any($12))
      and ($13::uuid[] is null or m.other_product_id = any($13))
      and ($14::text[] is null or m.type = any($14)) and ($15::text[] is null or d.kind = any($15))
      and ($16 or m.type <> 'STORE_COST_CORRECTION'))
  select organization_id, store_id, other_id, type, kind, is_incoming, ${columns(isByProduct)},
    sum(cost) as cost, sum(vat) as vat
  from chosen group by ${keys(isByProduct)}
  order by ${isByProduct ? '' : 'at, number, document_id, '}store_id, ${isByProduct ? 'product_id, ' : ''}type, other_id, is_incoming
  limit $17`

const billionthsOrNull = (digits: string | null): bigint | null =>
  digits === null ? null : parseBillionths(digits)

const moveOf = (row: Row): StoreMove => ({
  organizationId: row.organization_id,
  storeId: row.store_id,
  otherAccountId: row.other_id,
  type: row.type,
  kind: row.kind,
  isIncoming: row.is_incoming,
  document:
    row.document_id === null || row.at === null
      ? null
      : {
          id: row.document_id,
          number: row.number ?? '',
          comment: row.comment,
          expenseAccountId: row.expense_account_id,
          revenueAccountId: row.revenue_account_id,
          at: toMs(row.at),
        },
  product:
    row.product_id === null
      ? null
      : { id: row.product_id, otherId: row.other_product_id, vatHundredths: row.hundredths },
  amount: billionthsOrNull(row.amount),
  otherAmount: billionthsOrNull(row.other_amount),
  cost: parseBillionths(row.cost),
  vat: parseBillionths(row.vat),
})

/** Postings at stores of a period, added up by documents or by products; more lines than `max` are refused. */
export async function storeMoves(sql: Sql, asked: Asked, max = groupsMax): Promise<StoreMove[]> {
  const { tenantId, restaurants, from, to, isByProduct, filter } = asked
  const rows = await sql.rows<Row>(
    isByProduct ? 'oldReports.storeMovesByProduct' : 'oldReports.storeMoves',
    statement(isByProduct),
    [
      tenantId,
      restaurants.map(({ id }) => id),
      restaurants.map(({ timeZone }) => timeZone),
      restaurants.map(({ dayStartMinutes }) => dayStartMinutes),
      isoOf(Date.parse(`${from}T00:00:00Z`) - slackMs),
      isoOf(Date.parse(`${to}T00:00:00Z`) + slackMs + dayMs),
      from,
      to,
      filter.stores,
      filter.otherAccounts,
      filter.counteragents,
      filter.products,
      filter.otherProducts,
      filter.types,
      filter.kinds,
      filter.withCorrections,
      max + 1,
    ],
  )
  refuseTooLarge(rows.length, max)
  return rows.map(moveOf)
}
