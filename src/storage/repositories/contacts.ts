import type { Contacts } from '../../app/ports.ts'
import type { Contact } from '../../domain/orders/order.ts'
import { type PersonalVault, phoneDigits } from '../personal-data.ts'
import type { Sql } from '../sql.ts'
import { inOrderOfIds } from './in-order-of-ids.ts'
import { savePersonalRecords } from './personal-records.ts'

export function contactsRepository(sql: Sql, vault: PersonalVault): Contacts {
  return {
    async save(tenantId, records) {
      if (records.length === 0) return
      const sealed = inOrderOfIds(records).map(({ id, contact }) => ({ id, ...vault.seal(contact) }))
      await savePersonalRecords(sql, tenantId, sealed)
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
