import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { copyOut } from '../backup/copy.ts'
import { linesOfOrders } from '../reports/group-sql.ts'
import type { CopyFile, Unit } from './copy-file.ts'
import { salesLayout } from './layout.ts'

const typeOf = {
  text: 'text',
  id: 'text',
  date: 'date',
  moment: 'timestamp',
  number: 'bigint',
  sum: 'bigint',
} as const

const copied = salesLayout.columns.map(
  ({ sql, kind }) => `(${sql}${kind === 'number' ? ' * 1000000000.0' : ''})::${typeOf[kind]}`,
)

/** The rows of units as the copy stages them (copy-file.ts). COPY takes no parameters. */
function statementOf(tenantId: string, units: readonly Unit[]): string {
  const list = (values: string[], type: string): string =>
    `array[${values.map((value) => pg.escapeLiteral(value)).join(', ')}]::${type}[]`
  const organizations = list(
    units.map(({ organizationId }) => organizationId),
    'uuid',
  )
  const days = list(
    units.map(({ day }) => day),
    'date',
  )
  return `copy (
    select f.organization_id, f.day, f.line, f.share, o.kind = 'delivery', ${copied.join(', ')}
    from ${linesOfOrders('o. s.')}, unnest(${organizations}, ${days}) as u(organization_id, day)
    where f.tenant_id = ${pg.escapeLiteral(tenantId)}::uuid and f.organization_id = u.organization_id and f.day = u.day
  ) to stdout (format csv)`
}

type Dirty = Unit & { version: number }

async function inTransaction<T>(client: pg.ClientBase, begin: string, work: () => Promise<T>): Promise<T> {
  await client.query(begin)
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** Marks all days there are: the copy begins anew. */
async function markAll(client: pg.ClientBase, tenantId: string, cursor: string): Promise<void> {
  await inTransaction(client, 'begin', async () => {
    await client.query(
      `insert into report_dirty (tenant_id, organization_id, day, version)
       select distinct tenant_id, organization_id, day, 1 from report_order where tenant_id = $1
       on conflict (tenant_id, organization_id, day) do update set version = report_dirty.version + 1`,
      [tenantId],
    )
    await keepCursor(client, tenantId, cursor)
  })
}

const keepCursor = (client: pg.ClientBase, tenantId: string, cursor: string): Promise<unknown> =>
  client.query(
    `insert into report_copy (tenant_id, cursor) values ($1, $2)
     on conflict (tenant_id) do update set cursor = excluded.cursor`,
    [tenantId, cursor],
  )

/**
 * Sees to it that the copy and the database speak of the same past. One step apart is a process that died between its two
 * commits: what it wrote last is written once more. Anything else is another database or an older one of either.
 */
export async function agree(
  client: pg.ClientBase,
  tenantId: string,
  file: CopyFile,
  isAnew = false,
): Promise<void> {
  const { rows } = await client.query<{ cursor: string }>(
    'select cursor from report_copy where tenant_id = $1',
    [tenantId],
  )
  const theirs = rows[0]?.cursor
  if (!isAnew && theirs !== undefined && theirs === file.cursor) return
  if (!isAnew && theirs !== undefined && theirs === file.previous) {
    const units = await file.lastUnits()
    await inTransaction(client, 'begin', async () => {
      await client.query(
        `insert into report_dirty (tenant_id, organization_id, day, version)
         select $1, u.*, 1 from unnest($2::uuid[], $3::date[]) as u
         on conflict (tenant_id, organization_id, day) do update set version = report_dirty.version + 1`,
        [tenantId, units.map(({ organizationId }) => organizationId), units.map(({ day }) => day)],
      )
      await keepCursor(client, tenantId, file.cursor)
    })
    return
  }
  const cursor = randomUUID()
  await file.clear(cursor)
  await markAll(client, tenantId, cursor)
}

/** Whether the copy has everything that there is: nothing waits, and both speak of the same past. */
export async function isUpToDate(client: pg.ClientBase, tenantId: string, file: CopyFile): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from report_copy c where c.tenant_id = $1 and c.cursor::text = $2
       and not exists (select 1 from report_dirty d where d.tenant_id = $1)`,
    [tenantId, file.cursor],
  )
  return rows.length > 0
}

/** Takes over some of what changed, the latest days first; the number of units, 0 when there was nothing. */
export async function takeChanges(
  client: pg.ClientBase,
  tenantId: string,
  file: CopyFile,
  dir: string,
): Promise<number> {
  const csv = join(dir, `${tenantId}.csv`)
  const dirty = await inTransaction(client, 'begin isolation level repeatable read read only', async () => {
    const { rows } = await client.query<Dirty>(
      `select organization_id as "organizationId", day, version from report_dirty where tenant_id = $1
       order by day desc, organization_id limit ${file.unitsAtATime}`,
      [tenantId],
    )
    if (rows.length > 0)
      await pipeline(copyOut(client, statementOf(tenantId, rows)), createWriteStream(csv, { mode: 0o600 }))
    return rows
  })
  if (dirty.length === 0) return 0
  const cursor = randomUUID()
  await file.write(dirty, csv, cursor)
  await rm(csv, { force: true })
  await inTransaction(client, 'begin', async () => {
    await client.query(
      `delete from report_dirty d using unnest($2::uuid[], $3::date[], $4::int[]) as u(organization_id, day, version)
       where d.tenant_id = $1 and d.organization_id = u.organization_id and d.day = u.day and d.version = u.version`,
      [
        tenantId,
        dirty.map(({ organizationId }) => organizationId),
        dirty.map(({ day }) => day),
        dirty.map(({ version }) => version),
      ],
    )
    await keepCursor(client, tenantId, cursor)
  })
  return dirty.length
}

/** Whether days of a period wait to be taken over; null: open. */
export async function isBehind(
  client: pg.ClientBase,
  tenantId: string,
  from: string | null,
  to: string | null,
): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from report_dirty where tenant_id = $1 and ($2::date is null or day >= $2::date)
       and ($3::date is null or day <= $3::date) limit 1`,
    [tenantId, from, to],
  )
  return rows.length > 0
}

/** Tenants of whose facts something waits. */
export async function tenantsBehind(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ tenant_id: string }>('select distinct tenant_id from report_dirty')
  return rows.map(({ tenant_id: id }) => id)
}
