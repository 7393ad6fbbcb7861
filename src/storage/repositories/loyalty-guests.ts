import type { GuestCard, LoyaltyGuests, StoredGuest } from '../../app/ports.ts'
import { emptyProfile, type GuestProfile, type LoyaltyGuest, newGuest } from '../../domain/loyalty/guest.ts'
import type { LedgerLine, Wallet } from '../../domain/loyalty/ledger.ts'
import type { Contact } from '../../domain/orders/order.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { type PersonalVault, phoneDigits } from '../personal-data.ts'
import { fromMs, type Sql } from '../sql.ts'
import { savePersonalRecords } from './personal-records.ts'

type Row = {
  id: string
  created_at: Date
  profile_id: string | null
  loyalty: LoyaltyGuest | null
  sealed: Buffer | null
  key: Buffer | null
}

const columnsOfGuest = 'g.id, g.created_at, g.profile_id, g.loyalty, r.sealed, k.key'
const fromGuests = `from guest g
  left join personal_record r on r.tenant_id = g.tenant_id and r.id = coalesce(g.profile_id, g.contact_id)
  left join personal_key k on k.tenant_id = r.tenant_id and k.record_id = r.id
  where g.tenant_id = $1`
const selectGuest = `select ${columnsOfGuest} ${fromGuests} and g.id = $2`

const ofGuest = (table: string, parts: string, order: string): string =>
  `(select coalesce(jsonb_agg(${parts} order by ${order}), '[]') from ${table} t
    where t.tenant_id = g.tenant_id and t.guest_id = g.id)`
const orders = `loyalty_line l where l.tenant_id = g.tenant_id and l.guest_id = g.id and l.kind = 'orderClosed'`
// A balance is a text on the way: JSON's numbers are not exact.
const card = `jsonb_build_object('id', id, 'guestId', guest_id, 'track', track, 'number', number)`
const wallet = `jsonb_build_object('id', id, 'guestId', guest_id, 'walletId', wallet_id, 'programId', program_id,
  'balance', balance::text)`
const selectPicture = `select ${columnsOfGuest},
  ${ofGuest('guest_card', card, 'created_at, id')} as cards, ${ofGuest('guest_wallet', wallet, 'wallet_id')} as wallets,
  (select count(*)::int from ${orders}) as order_count,
  (select l.state from ${orders} order by l.at, l.id limit 1) as first_order,
  (select l.state from ${orders} order by l.at desc, l.id desc limit 1) as last_order ${fromGuests}`
type PictureRow = Row & {
  cards: GuestCard[]
  wallets: (Omit<Wallet, 'balance'> & { balance: string })[]
  order_count: number
  first_order: unknown
  last_order: unknown
}
const selectPeriod = `select g.id, (select max(l.at) from ${orders}) as last_visit from guest g
  where g.tenant_id = $1 and (
    (g.created_at >= $3 and g.created_at < $4 and g.loyalty->>'registeredIn' = $2)
    or g.id in (select l.guest_id from loyalty_line l where l.tenant_id = $1 and l.kind = 'orderClosed'
      and l.at >= $3 and l.at < $4 and l.state->>'organizationId' = $2))
  order by g.created_at, g.id limit $5`
const lineOf = (state: unknown): LedgerLine | null => (state ? (thawNumbers(state) as LedgerLine) : null)

const genders = { NotSpecified: 0, Male: 1, Female: 2 } as const

/** What an order's contact tells of a guest whom nobody has registered. */
function profileOfContact({ phone, customer }: Contact): GuestProfile {
  if (customer?.type !== 'regular') return { ...emptyProfile, phone, name: customer?.name ?? null }
  return {
    ...emptyProfile,
    phone,
    name: customer.name,
    surname: customer.surname,
    birthday: customer.birthdate?.slice(0, 10) ?? null,
    email: customer.email,
    sex: genders[customer.gender],
    comment: customer.comment,
  }
}

/** Without a phone the person is the guest and nobody else. */
const subjectOf = (vault: PersonalVault, guestId: Uuid, phone: string | null): Buffer =>
  phone === null ? vault.subjectOfText(`guest:${guestId}`) : vault.subjectOf(phone)

const emailSubject = (vault: PersonalVault, email: string | null): Buffer | null =>
  email === null ? null : vault.subjectOfText(`email:${email.trim().toLowerCase()}`)

const storedBy =
  (vault: PersonalVault) =>
  (row: Row | undefined): StoredGuest | null => {
    if (!row) return null
    const { id, created_at: createdAt, profile_id: profileId, loyalty, sealed, key } = row
    const guest =
      loyalty ?? newGuest({ id, createdAt: createdAt.getTime(), registeredIn: null, categoryIds: [] })
    if (!sealed || !key) return { guest, profile: null }
    const profile =
      profileId === null
        ? profileOfContact(vault.open(sealed, key))
        : (vault.openRecord(sealed, key) as GuestProfile)
    return { guest, profile }
  }

function pictureOn(sql: Sql, vault: PersonalVault): Pick<LoyaltyGuests, 'picture'> {
  const stored = storedBy(vault)
  return {
    async picture(tenantId, by) {
      if ('phone' in by && phoneDigits(by.phone) === '') return null
      const [name, value] = 'id' in by ? ['id', by.id] : ['subject', vault.subjectOf(by.phone)]
      const text = `${selectPicture} and g.${name} = $2`
      const values = [tenantId, value]
      const [row] = await sql.rows<PictureRow>(`loyaltyGuest.picture ${name}`, text, values)
      const guest = stored(row)
      if (!row || !guest) return null
      const { cards, order_count: count, first_order: first, last_order: last } = row
      const wallets = row.wallets.map((wallet) => ({ ...wallet, balance: BigInt(wallet.balance) }))
      return { ...guest, cards, wallets, closedOrders: { count, first: lineOf(first), last: lineOf(last) } }
    },
  }
}

/** Behind all guests, for the first page. */
const behindAll = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const
const selectPage = `select ${columnsOfGuest} ${fromGuests} and (g.created_at, g.id) < ($2, $3::uuid)
  order by g.created_at desc, g.id desc limit $4`

/** Many guests by one statement. */
function crowdOn(sql: Sql, vault: PersonalVault): Pick<LoyaltyGuests, 'several' | 'ofPeriod' | 'page'> {
  const stored = storedBy(vault)
  return {
    async several(tenantId, ids) {
      const text = `select ${columnsOfGuest} ${fromGuests} and g.id = any($2::uuid[])`
      const rows = await sql.rows<Row>('loyaltyGuest.several', text, [tenantId, ids])
      const known = rows.flatMap((row) => stored(row) ?? [])
      return new Map(known.map((one) => [one.guest.id, one]))
    },

    async page(tenantId, { after, limit }) {
      const [metAt, id] = after ? [fromMs(after.metAt), after.id] : behindAll
      const rows = await sql.rows<Row>('loyaltyGuest.page', selectPage, [tenantId, metAt, id, limit])
      return rows.flatMap((row) => {
        const known = stored(row)
        return known ? { ...known, place: { metAt: row.created_at.getTime(), id: row.id } } : []
      })
    },

    async ofPeriod(tenantId, { organizationId, from, to, limit }) {
      const values = [tenantId, organizationId, fromMs(from), fromMs(to), limit]
      const rows = await sql.rows<{ id: string; last_visit: Date | null }>(
        'loyaltyGuest.ofPeriod',
        selectPeriod,
        values,
      )
      return rows.map(({ id, last_visit: last }) => ({ id, lastVisitAt: last?.getTime() ?? null }))
    },
  }
}

export function loyaltyGuestsRepository(sql: Sql, vault: PersonalVault): LoyaltyGuests {
  const stored = storedBy(vault)
  const columns = (tenantId: Uuid, guest: LoyaltyGuest, profile: GuestProfile) => [
    tenantId,
    guest.id,
    profile.phone === null ? null : vault.subjectOf(profile.phone),
    emailSubject(vault, profile.email),
    toStoredJson(guest),
  ]
  const saveProfile = (tenantId: Uuid, { id }: LoyaltyGuest, profile: GuestProfile): Promise<void> =>
    savePersonalRecords(sql, tenantId, [
      { id, ...vault.sealFor(subjectOf(vault, id, profile.phone), profile) },
    ])
  return {
    ...pictureOn(sql, vault),
    ...crowdOn(sql, vault),

    async find(tenantId, id) {
      return stored((await sql.rows<Row>('loyaltyGuest.find', selectGuest, [tenantId, id]))[0])
    },

    async findForChange(tenantId, id) {
      const text = `${selectGuest} for no key update of g`
      return stored((await sql.rows<Row>('loyaltyGuest.findForChange', text, [tenantId, id]))[0])
    },

    async idByPhone(tenantId, phone) {
      if (phoneDigits(phone) === '') return null
      const text = 'select id from guest where tenant_id = $1 and subject = $2'
      const values = [tenantId, vault.subjectOf(phone)]
      return (await sql.rows<{ id: string }>('loyaltyGuest.idByPhone', text, values))[0]?.id ?? null
    },

    async idByEmail(tenantId, email) {
      const text = `select id from guest where tenant_id = $1 and email_subject = $2
        order by created_at, id limit 1`
      const values = [tenantId, emailSubject(vault, email)]
      return (await sql.rows<{ id: string }>('loyaltyGuest.idByEmail', text, values))[0]?.id ?? null
    },

    async insert(tenantId, guest, profile) {
      const inserted = await sql.run(
        'loyaltyGuest.insert',
        `insert into guest (tenant_id, id, subject, email_subject, loyalty, profile_id, created_at)
         values ($1, $2, $3, $4, $5, $2, $6) on conflict do nothing`,
        [...columns(tenantId, guest, profile), fromMs(guest.createdAt)],
      )
      if (inserted === 1) await saveProfile(tenantId, guest, profile)
      return inserted === 1
    },

    async save(tenantId, guest, profile) {
      if (profile === null) {
        const text = 'update guest set loyalty = $3 where tenant_id = $1 and id = $2'
        return (
          (await sql.run('loyaltyGuest.saveFacts', text, [tenantId, guest.id, toStoredJson(guest)])) === 1
        )
      }
      const saved = await sql.run(
        'loyaltyGuest.save',
        `update guest set subject = $3, email_subject = $4, loyalty = $5, profile_id = $2
         where tenant_id = $1 and id = $2
           and not exists (select 1 from guest o where o.tenant_id = $1 and o.subject = $3 and o.id <> $2)`,
        columns(tenantId, guest, profile),
      )
      if (saved === 1) await saveProfile(tenantId, guest, profile)
      return saved === 1
    },
  }
}
