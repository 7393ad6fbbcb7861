import type { Uuid } from '../../kernel/ids.ts'
import type { SealedContact } from '../personal-data.ts'
import type { Sql } from '../sql.ts'

/** Saves sealed persons. A record that is saved again gets a new key; the old body and its key are gone together. */
export async function savePersonalRecords(
  sql: Sql,
  tenantId: Uuid,
  records: readonly (SealedContact & { id: Uuid })[],
): Promise<void> {
  await sql.run(
    'contact.save',
    `with given as (
       select * from unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[]) as g(id, subject, sealed, key)),
     record as (
       insert into personal_record (tenant_id, id, subject, sealed) select $1, id, subject, sealed from given
       on conflict (tenant_id, id) do update set subject = excluded.subject, sealed = excluded.sealed)
     insert into personal_key (tenant_id, record_id, subject, key) select $1, id, subject, key from given
     on conflict (tenant_id, record_id) do update set subject = excluded.subject, key = excluded.key`,
    [
      tenantId,
      records.map(({ id }) => id),
      records.map(({ subject }) => subject),
      records.map(({ sealed }) => sealed),
      records.map(({ key }) => key),
    ],
  )
}
