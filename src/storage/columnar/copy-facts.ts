import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { copyOut } from '../backup/copy.ts'
import { linesOfOrders } from '../reports/group-sql.ts'
import { bothSides } from '../reports/transaction-columns.ts'
import type { CopyFile, Unit } from './copy-file.ts'
import type { Subject } from './subject.ts'

const kinds = { text: 'text', id: 'text', date: 'date', moment: 'timestamp', number: 'bigint' } as const

/** Sums are whole numbers of any length; DuckDB reads them as what it keeps. */
const copiedOf = ({ layout, sumType }: Subject): string[] =>
  layout.columns.map(({ sql, kind }) => {
    const type = kind === 'sum' ? (sumType === 'BIGINT' ? 'bigint' : 'numeric(38, 0)') : kinds[kind]
    return `(${sql}${kind === 'number' ? ' * 1000000000.0' : ''})::${type}`
  })

const list = (values: readonly (string | number)[], type: string): string =>
  `array[${values.map((value) => pg.escapeLiteral(String(value))).join(', ')}]::${type}[]`

/** The rows of units as the copy stages them (copy-file.ts). COPY takes no parameters. */
function statementOf(tenantId: string, { subject, clocks }: CopyFile, units: readonly Unit[]): string {
  const tenant = `${pg.escapeLiteral(tenantId)}::uuid`
  const organizations = list(
    units.map(({ organizationId }) => organizationId),
    'uuid',
  )
  const days = list(
    units.map(({ day }) => day),
    'date',
  )
  const columns = copiedOf(subject).join(', ')
  const asked = `unnest(${organizations}, ${days}) as u(organization_id, day)`
  if (subject.name === 'sales')
    return `copy (
      select f.organization_id, f.day, f.line, f.share, o.kind = 'delivery', ${columns}
      from ${linesOfOrders('o. s.')}, ${asked}
      where f.tenant_id = ${tenant} and f.organization_id = u.organization_id and f.day = u.day
    ) to stdout (format csv)`
  const zones = Object.entries(readClocks(clocks))
  const z = `unnest(${list(
    zones.map(([id]) => id),
    'uuid',
  )}, ${list(
    zones.map(([, [zone]]) => zone),
    'text',
  )}, ${list(
    zones.map(([, [, start]]) => start),
    'integer',
  )}) as z(id, zone, start_minutes)`
  const ofUnits = `tenant_id = ${tenant} and exists (select from ${asked} where u.organization_id = posting.organization_id
    and posting.at >= u.day::timestamp at time zone 'UTC' and posting.at < (u.day + 1)::timestamp at time zone 'UTC')`
  return `copy (
    select f.organization_id, (f.at at time zone 'UTC')::date, ${columns}
    from ${bothSides(ofUnits)} f join ${z} on z.id = f.organization_id
    join document d on d.tenant_id = f.tenant_id and d.organization_id = f.organization_id and d.id = f.document_id
  ) to stdout (format csv)`
}

/** By whose clocks moments are told: the zone and the beginning of the accounting day of each restaurant. */
type Clocks = Record<string, [zone: string, startMinutes: number]>
const readClocks = (clocks: string): Clocks => (clocks === '' ? {} : (JSON.parse(clocks) as Clocks))

/** Days of postings are those of UTC: they do not depend on clocks. */
const daysThereAre: Record<Subject['name'], string> = {
  sales: 'select distinct tenant_id, organization_id, day from report_order where tenant_id = $1',
  postings: `select distinct tenant_id, organization_id, (at at time zone 'UTC')::date as day from posting where tenant_id = $1`,
}

type Dirty = Unit & { slot: number; version: number }

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

const markedAgain = `on conflict (tenant_id, organization_id, day, subject, slot)
  do update set version = report_dirty.version + 1`

/** Marks all days there are: the copy begins anew. */
async function markAll(
  client: pg.ClientBase,
  tenantId: string,
  { subject }: CopyFile,
  cursor: string,
): Promise<void> {
  await inTransaction(client, 'begin', async () => {
    await client.query(
      `insert into report_dirty (tenant_id, organization_id, day, version, subject)
       select tenant_id, organization_id, day, 1, $2 from (${daysThereAre[subject.name]}) days ${markedAgain}`,
      [tenantId, subject.name],
    )
    await keepCursor(client, tenantId, subject, cursor)
  })
}

const keepCursor = (
  client: pg.ClientBase,
  tenantId: string,
  { name }: Subject,
  cursor: string,
): Promise<unknown> =>
  client.query(
    `insert into report_copy (tenant_id, cursor, subject) values ($1, $2, $3)
     on conflict (tenant_id, subject) do update set cursor = excluded.cursor`,
    [tenantId, cursor, name],
  )

/** The clocks as the books have them now; null: by another one than before, so what was told by it is wrong. */
async function clocksNow(client: pg.ClientBase, tenantId: string, file: CopyFile): Promise<string | null> {
  const { rows } = await client.query<{ id: string; zone: string; start: number }>(
    `select id, body->>'timeZone' as zone, (body->>'accountingDayStartMinutes')::integer as start
     from book_item where tenant_id = $1 and book = 'organization' order by id`,
    [tenantId],
  )
  const known = readClocks(file.clocks)
  const isKept = rows.every(({ id, zone, start }) => {
    const [knownZone, knownStart] = known[id] ?? [zone, start]
    return knownZone === zone && knownStart === start
  })
  return isKept ? clocksText(rows) : null
}
const clocksText = (rows: readonly { id: string; zone: string; start: number }[]): string =>
  JSON.stringify(Object.fromEntries(rows.map(({ id, zone, start }) => [id, [zone, start]])))

/** Whether the copy tells moments as a report wants them told. */
export function hasClocksOf(
  { subject, clocks }: CopyFile,
  restaurants: readonly { id: string; timeZone: string; dayStartMinutes: number }[],
): boolean {
  if (subject.name === 'sales') return true
  const known = readClocks(clocks)
  return restaurants.every(
    ({ id, timeZone, dayStartMinutes }) => known[id]?.[0] === timeZone && known[id]?.[1] === dayStartMinutes,
  )
}

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
  const { subject } = file
  const { rows } = await client.query<{ cursor: string }>(
    'select cursor from report_copy where tenant_id = $1 and subject = $2',
    [tenantId, subject.name],
  )
  const theirs = rows[0]?.cursor
  const clocks = subject.name === 'sales' ? '' : await clocksNow(client, tenantId, file)
  if (clocks === null) {
    await file.keepClocks('')
    return agree(client, tenantId, file, true)
  }
  await file.keepClocks(clocks)
  if (!isAnew && theirs !== undefined && theirs === file.cursor) return
  if (!isAnew && theirs !== undefined && theirs === file.previous) {
    const units = await file.lastUnits()
    await inTransaction(client, 'begin', async () => {
      await client.query(
        `insert into report_dirty (tenant_id, organization_id, day, version, subject)
         select $1, u.*, 1, $4 from unnest($2::uuid[], $3::date[]) as u ${markedAgain}`,
        [
          tenantId,
          units.map(({ organizationId }) => organizationId),
          units.map(({ day }) => day),
          subject.name,
        ],
      )
      await keepCursor(client, tenantId, subject, file.cursor)
    })
    return
  }
  const cursor = randomUUID()
  await file.clear(cursor)
  await markAll(client, tenantId, file, cursor)
}

/** Takes over some of what changed, the latest days first; the number of units, 0 when there was nothing. */
export async function takeChanges(
  client: pg.ClientBase,
  tenantId: string,
  file: CopyFile,
  dir: string,
): Promise<number> {
  const { subject } = file
  const csv = join(dir, `${tenantId}.${subject.name}.csv`)
  const dirty = await inTransaction(client, 'begin isolation level repeatable read read only', async () => {
    const { rows } = await client.query<Dirty>(
      `select d.organization_id as "organizationId", d.day, d.slot, d.version from report_dirty d
       join (select distinct organization_id, day from report_dirty where tenant_id = $1 and subject = $2
         order by day desc, organization_id limit ${file.unitsAtATime}) u using (organization_id, day)
       where d.tenant_id = $1 and d.subject = $2`,
      [tenantId, subject.name],
    )
    if (rows.length > 0)
      await pipeline(
        copyOut(client, statementOf(tenantId, file, unitsOf(rows))),
        createWriteStream(csv, { mode: 0o600 }),
      )
    return rows
  })
  if (dirty.length === 0) return 0
  const cursor = randomUUID()
  const units = unitsOf(dirty)
  await file.write(units, csv, cursor)
  await rm(csv, { force: true })
  await inTransaction(client, 'begin', async () => {
    await client.query(
      `delete from report_dirty d
       using unnest($3::uuid[], $4::date[], $5::smallint[], $6::int[]) as u(organization_id, day, slot, version)
       where d.tenant_id = $1 and d.subject = $2 and d.organization_id = u.organization_id and d.day = u.day
         and d.slot = u.slot and d.version = u.version`,
      [
        tenantId,
        subject.name,
        dirty.map(({ organizationId }) => organizationId),
        dirty.map(({ day }) => day),
        dirty.map(({ slot }) => slot),
        dirty.map(({ version }) => version),
      ],
    )
    await keepCursor(client, tenantId, subject, cursor)
  })
  return units.length
}

const unitsOf = (dirty: readonly Dirty[]): Unit[] => [
  ...new Map(
    dirty.map(({ organizationId, day }) => [`${organizationId} ${day}`, { organizationId, day }]),
  ).values(),
]

/**
 * Whether the copy has all of a period (null: open): none of its days waits, and both speak of the same past. Days of postings
 * are not those of reports: all count.
 */
export async function hasDays(
  client: pg.ClientBase,
  tenantId: string,
  { cursor, subject: { name } }: CopyFile,
  { from, to }: { from: string | null; to: string | null },
): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from report_copy c where c.tenant_id = $1 and c.subject = $2 and c.cursor::text = $5
       and not exists (
         select from report_dirty where tenant_id = $1 and subject = $2 and ($2 = 'postings'
           or ($3::date is null or day >= $3::date) and ($4::date is null or day <= $4::date)))`,
    [tenantId, name, from, to, cursor],
  )
  return rows.length > 0
}

/** Tenants of whose facts something waits, and which facts those are. */
export async function copiesBehind(
  client: pg.ClientBase,
): Promise<{ tenantId: string; subject: Subject['name'] }[]> {
  const { rows } = await client.query<{ tenantId: string; subject: Subject['name'] }>(
    'select distinct tenant_id as "tenantId", subject from report_dirty',
  )
  return rows
}
