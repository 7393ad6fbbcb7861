import type { GuestRecord, Guests } from '../../app/ports.ts'
import { type PersonalVault, phoneDigits } from '../personal-data.ts'
import { fromMs, type Sql } from '../sql.ts'
import { inOrderOfIds } from './in-order-of-ids.ts'

type GuestRow = {
  id: string
  subject: Buffer
  contact_id: string | null
  is_blacklisted: boolean
  blacklist_reason: string | null
}

// Without a digit there is nothing to know a person by.
export const isPhone = (phone: string): boolean => phoneDigits(phone) !== ''

const guestOfRow = (row: Omit<GuestRow, 'subject'>): GuestRecord => ({
  id: row.id,
  contactId: row.contact_id,
  isBlacklisted: row.is_blacklisted,
  blacklistReason: row.blacklist_reason,
})

/**
 * Guests who were met, an array for each column; `when` is another condition of the statement that it is part of. One who
 * is known by a card alone is not made known by a phone here: loyalty does that. A guest known by id keeps the phone they
 * were first known by: an order may go to another phone of theirs.
 */
export const metGuestsInsert = (
  { ids, subjects, contacts, at }: { ids: string; subjects: string; contacts: string; at: string },
  when = 'true',
): string =>
  `insert into guest (tenant_id, id, subject, contact_id, created_at)
   select distinct on (coalesce(own.subject, g.subject)) $1::uuid, g.id, coalesce(own.subject, g.subject),
     g.contact_id, ${at}::timestamptz
   from unnest(${ids}::uuid[], ${subjects}::bytea[], ${contacts}::uuid[]) with ordinality
     as g(id, subject, contact_id, place)
   left join guest own on own.tenant_id = $1 and own.id = g.id
   where (own.id is null or own.subject is not null) and ${when}
   order by coalesce(own.subject, g.subject), g.place desc
   on conflict (tenant_id, subject) do update set contact_id = excluded.contact_id`

const saveMet = metGuestsInsert({ ids: '$2', subjects: '$3', contacts: '$4', at: '$5' })

/** Columns of those who were met with a phone, each once. */
export function columnsOfMet(
  guests: readonly { id: string; phone: string; contactId: string }[],
  vault: PersonalVault,
): [ids: string[], subjects: Buffer[], contacts: string[]] {
  const known = inOrderOfIds(lastOfEach(guests.filter(({ phone }) => isPhone(phone))))
  return [
    known.map(({ id }) => id),
    known.map(({ phone }) => vault.subjectOf(phone)),
    known.map(({ contactId }) => contactId),
  ]
}

export function guestsRepository(sql: Sql, vault: PersonalVault): Guests {
  return {
    async byIds(tenantId, ids) {
      const rows = await sql.rows<Omit<GuestRow, 'subject'>>(
        'guest.byIds',
        `select id, contact_id, is_blacklisted, blacklist_reason from guest
         where tenant_id = $1 and id = any($2::uuid[])`,
        [tenantId, ids],
      )
      return new Map(rows.map((row) => [row.id, guestOfRow(row)]))
    },

    async byPhones(tenantId, phones) {
      const subjects = new Map(phones.filter(isPhone).map((phone) => [phone, vault.subjectOf(phone)]))
      if (subjects.size === 0) return new Map()
      const rows = await sql.rows<GuestRow>(
        'guest.byPhones',
        `select id, subject, contact_id, is_blacklisted, blacklist_reason from guest
         where tenant_id = $1 and subject = any($2::bytea[]) order by id`,
        [tenantId, [...subjects.values()]],
      )
      const bySubject = new Map(rows.map((row) => [row.subject.toString('hex'), row]))
      const found = new Map<string, GuestRecord>()
      for (const [phone, subject] of subjects) {
        const row = bySubject.get(subject.toString('hex'))
        if (row) found.set(phone, guestOfRow(row))
      }
      return found
    },

    async blacklisted(tenantId) {
      const rows = await sql.rows<{ id: string; blacklist_reason: string | null }>(
        'guest.blacklisted',
        'select id, blacklist_reason from guest where tenant_id = $1 and is_blacklisted order by id',
        [tenantId],
      )
      return new Map(rows.map((row) => [row.id, row.blacklist_reason]))
    },

    async setBlacklisted(tenantId, id, reason) {
      await sql.run(
        'guest.setBlacklisted',
        `update guest set is_blacklisted = $3::text is not null, blacklist_reason = $3::text
         where tenant_id = $1 and id = $2`,
        [tenantId, id, reason],
      )
    },

    async save(tenantId, guests, at) {
      const columns = columnsOfMet(guests, vault)
      if (columns[0].length === 0) return
      await sql.run('guest.save', saveMet, [tenantId, ...columns, fromMs(at)])
    },
  }
}

/** Who was met several times under one phone is written once, as they were met last. */
const lastOfEach = <G extends { id: string; phone: string }>(guests: readonly G[]): G[] => [
  ...new Map(guests.map((guest) => [`${guest.id} ${guest.phone}`, guest])).values(),
]
