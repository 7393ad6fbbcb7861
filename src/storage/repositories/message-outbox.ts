import type { GuestMessage, MessageOutbox } from '../../app/ports.ts'
import type { PersonalVault } from '../personal-data.ts'
import { fromMs, type Sql } from '../sql.ts'
import { savePersonalRecords } from './personal-records.ts'

type Words = Pick<GuestMessage, 'receiver' | 'subject' | 'text'>

/** Whom a message went to and what it said is sealed as the receiver's: forgotten with them (ADR 4). */
export function messageOutboxRepository(sql: Sql, vault: PersonalVault): MessageOutbox {
  const subjectOf = ({ channel, receiver }: GuestMessage): Buffer =>
    channel === 'sms'
      ? vault.subjectOf(receiver)
      : vault.subjectOfText(`email:${receiver.trim().toLowerCase()}`)
  return {
    async put(tenantId, organizationId, message) {
      const { id, channel, at, ...words } = message
      await sql.run(
        'messageOutbox.put',
        `insert into message_outbox (tenant_id, organization_id, id, channel, at)
         values ($1, $2, $3, $4, $5) on conflict do nothing`,
        [tenantId, organizationId, id, channel, fromMs(at)],
      )
      await savePersonalRecords(sql, tenantId, [{ id, ...vault.sealFor(subjectOf(message), words) }])
    },

    async known(tenantId, organizationId, ids) {
      const rows = await sql.rows<{ id: string }>(
        'messageOutbox.known',
        'select id from message_outbox where tenant_id = $1 and organization_id = $2 and id = any($3::uuid[])',
        [tenantId, organizationId, ids],
      )
      return new Set(rows.map(({ id }) => id))
    },

    async latest(tenantId, limit) {
      const rows = await sql.rows<{
        id: string
        channel: GuestMessage['channel']
        at: Date
        sealed: Buffer
        key: Buffer
      }>(
        'messageOutbox.latest',
        `select m.id, m.channel, m.at, r.sealed, k.key
         from message_outbox m
         join personal_record r on r.tenant_id = m.tenant_id and r.id = m.id
         join personal_key k on k.tenant_id = r.tenant_id and k.record_id = r.id
         where m.tenant_id = $1 order by m.at desc, m.id desc limit $2`,
        [tenantId, limit],
      )
      return rows.map(({ id, channel, at, sealed, key }) => ({
        ...{ id, channel, at: at.getTime() },
        ...(vault.openRecord(sealed, key) as Words),
      }))
    },
  }
}
