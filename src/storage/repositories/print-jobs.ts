import type { PrintJob, PrintJobState, PrintJobs } from '../../app/ports.ts'
import type { FiscalTrace } from '../../domain/fiscal/register-task.ts'
import type { Paper } from '../../domain/printing/paper.ts'
import { canonicalJson, thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import type { RefusalNote } from '../../kernel/refusals.ts'
import { fromMs, fromMsOrNull, isoOf, isoOrNull, type Sql, toMs, toMsOrNull } from '../sql.ts'

type Row = {
  job_id: string
  printer_id: string
  paper: unknown
  order_id: string | null
  entry_origin: string | null
  entry_seq: bigint | null
  made_at: Date
  made_by: string
  state: PrintJobState
  attempts: number
  tried_at: Date | null
  trouble: unknown
  fiscal: unknown
}

const columns = `job_id, printer_id, paper, order_id, entry_origin, entry_seq, made_at, made_by, state, attempts, tried_at,
  trouble, fiscal`
const isOpen = "state in ('waiting', 'printing', 'failed')"

function jobOf(row: Row): PrintJob {
  const { isCopy, ...paper } = thawNumbers(row.paper) as Paper & { isCopy: boolean }
  const { entry_origin: origin, entry_seq: seq } = row
  return {
    id: row.job_id,
    printerId: row.printer_id,
    paper: paper as Paper,
    orderId: row.order_id,
    entry: origin === null || seq === null ? null : { origin, seq: BigInt(seq) },
    isCopy,
    madeAt: toMs(row.made_at),
    madeBy: row.made_by,
    state: row.state,
    attempts: row.attempts,
    triedAt: toMsOrNull(row.tried_at),
    trouble: row.trouble === null ? null : (thawNumbers(row.trouble) as RefusalNote),
    fiscal: row.fiscal === null ? null : (thawNumbers(row.fiscal) as FiscalTrace),
  }
}

/** Sorted, so that two transactions lock the rows they share in the same order. */
const rowsOf = (jobs: readonly PrintJob[]): Record<string, unknown>[] =>
  [...jobs]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((job) => ({
      ...{ job_id: job.id, printer_id: job.printerId, paper: { ...job.paper, isCopy: job.isCopy } },
      ...{ order_id: job.orderId, entry_origin: job.entry?.origin ?? null },
      entry_seq: job.entry ? String(job.entry.seq) : null,
      ...{ made_at: isoOf(job.madeAt), made_by: job.madeBy, state: job.state, attempts: job.attempts },
      ...{ tried_at: isoOrNull(job.triedAt), trouble: job.trouble, fiscal: job.fiscal },
    }))

const markStatement = `update print_job
  set state = $4, attempts = $5, tried_at = $6, trouble = $7, fiscal = case when $8 then $9::json else fiscal end,
    paper = case when $10 then (paper::jsonb || '{"isCopy": true}'::jsonb)::json else paper end
  where tenant_id = $1 and job_id = $2 and state = any($3::text[])`

type Marked = Parameters<PrintJobs['mark']>

const markValues = (
  tenantId: Marked[0],
  id: Marked[1],
  from: Marked[2],
  { state, attempts, triedAt, trouble, fiscal, isCopy }: Marked[3],
): unknown[] => [
  ...[tenantId, id, [...from], state, attempts, fromMsOrNull(triedAt), trouble && toStoredJson(trouble)],
  ...[fiscal !== undefined, fiscal ? toStoredJson(fiscal) : null, isCopy ?? false],
]

export const printJobsRepository = (sql: Sql): PrintJobs => ({
  async add({ tenantId, terminalGroupId }, jobs) {
    if (jobs.length === 0) return
    await sql.run(
      'printJob.add',
      `insert into print_job (tenant_id, terminal_group_id, ${columns})
       select $1, $2, ${columns}
       from json_to_recordset($3::json) as j(job_id uuid, printer_id uuid, paper json, order_id uuid, entry_origin uuid,
         entry_seq bigint, made_at timestamptz, made_by text, state text, attempts integer, tried_at timestamptz, trouble json,
         fiscal json)
       on conflict (tenant_id, job_id) do nothing`,
      [tenantId, terminalGroupId, canonicalJson(rowsOf(jobs))],
    )
  },

  async find(tenantId, terminalGroupId, id) {
    const [row] = await sql.rows<Row>(
      'printJob.find',
      `select ${columns} from print_job where tenant_id = $1 and terminal_group_id = $2 and job_id = $3`,
      [tenantId, terminalGroupId, id],
    )
    return row ? jobOf(row) : null
  },

  async open(tenantId, terminalGroupId) {
    const rows = await sql.rows<Row>(
      'printJob.open',
      `select ${columns} from print_job where tenant_id = $1 and terminal_group_id = $2 and ${isOpen}
       order by made_at, entry_seq, job_id`,
      [tenantId, terminalGroupId],
    )
    return rows.map(jobOf)
  },

  async recent(tenantId, terminalGroupId, since, limit) {
    const rows = await sql.rows<Row>(
      'printJob.recent',
      `select ${columns} from print_job where tenant_id = $1 and terminal_group_id = $2 and (made_at >= $3 or ${isOpen})
       order by made_at desc, entry_seq desc, job_id limit $4`,
      [tenantId, terminalGroupId, fromMs(since), limit],
    )
    return rows.map(jobOf)
  },

  async ofOrder(tenantId, terminalGroupId, orderId) {
    const rows = await sql.rows<Row>(
      'printJob.ofOrder',
      `select ${columns} from print_job where tenant_id = $1 and terminal_group_id = $2 and order_id = $3
       order by made_at, entry_seq, job_id`,
      [tenantId, terminalGroupId, orderId],
    )
    return rows.map(jobOf)
  },

  async mark(tenantId, id, from, to) {
    const count = await sql.run('printJob.mark', markStatement, markValues(tenantId, id, from, to))
    return count > 0
  },

  async removeOld(tenantId, terminalGroupId, before) {
    return sql.run(
      'printJob.removeOld',
      `delete from print_job where tenant_id = $1 and terminal_group_id = $2 and made_at < $3 and not (${isOpen})`,
      [tenantId, terminalGroupId, fromMs(before)],
    )
  },
})
