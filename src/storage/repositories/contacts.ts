import type { Contacts } from '../../app/ports.ts'
import type { Contact } from '../../domain/orders/order.ts'
import { type PersonalVault, phoneDigits } from '../personal-data.ts'
import type { Sql } from '../sql.ts'
import { inOrderOfIds } from './in-order-of-ids.ts'

export function contactsRepository(sql: Sql, vault: PersonalVault): Contacts {
  return {
    async save(tenantId, records) {
      if (records.length === 0) return
      const sealed = inOrderOfIds(records).map(({ id, contact }) => ({ id, ...vault.seal(contact) }))
      // A record that is saved again gets a new key; the old body and its key are gone together.
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
          sealed.map(({ id }) => id),
          sealed.map(({ subject }) => subject),
          sealed.map((record) => record.sealed),
          sealed.map(({ key }) => key),
        ],
      )
    },

    async load(tenantId, ids) {
      if (ids.length === 0) return new Map()
      const rows = await sql.rows<{ id: string; sealed: Buffer; key: Buffer }>(
        'contact.load',
        `select r.id, r.sealed, k.key
         from personal_record r join personal_key k on k.tenant_id = r.tenant_id and k.record_id = r.id
         where r.tenant_id = $1 and r.id = any($2::uuid[]) order by r.id`,
        [tenantId, ids],
      )
      return new Map(rows.map((row): [string, Contact] => [row.id, vault.open(row.sealed, row.key)]))
    },

    async destroy(tenantId, phone) {
      // All records without a phone share one subject, and it is nobody's.
      if (phoneDigits(phone) === '') return 0
      return sql.run('contact.destroy', 'delete from personal_key where tenant_id = $1 and subject = $2', [
        tenantId,
        vault.subjectOf(phone),
      ])
    },
  }
}
