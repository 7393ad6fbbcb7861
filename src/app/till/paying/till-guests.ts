/** Guests as a till finds and meets them (front-api §2.9); whom it has never heard of only the cloud can register. */
import { noGuestChanges } from '../../../domain/loyalty/guest.ts'
import type { LedgerLine } from '../../../domain/loyalty/ledger.ts'
import type { Organization } from '../../../domain/reference/books.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { Refusal, refuse } from '../../../kernel/refusals.ts'
import { createOrUpdateGuest } from '../../loyalty/create-or-update-guest.ts'
import { findGuest, type GuestName } from '../../loyalty/find-guest.ts'
import type { App, GuestPicture } from '../../ports.ts'
import type { Till } from '../till-command.ts'

/** A guest with the last of their closed orders, the latest first. */
export type MetAtTill = { picture: GuestPicture; orders: LedgerLine[] }

const glimpse = 5

/** By what a cashier types or a reader reads. */
export type GuestQuery =
  | { by: 'phone'; text: string }
  /** A track as a reader types it, or the number on the card. */
  | { by: 'card'; text: string }
  /** What stands in a QR code: a guest's id, a phone or a card. */
  | { by: 'qr'; text: string }

/** Finds one; refuses by the word for what was asked. */
export async function findAtTill(app: App, till: Till, query: GuestQuery): Promise<MetAtTill> {
  const organization = await organizationOf(app, till)
  const picture = await firstKnown(app, till, namesOf(query, organization))
  if (picture.guest.isDeleted) throw refuse('guest.not-found', { id: picture.guest.id })
  return { picture, orders: await lastOrders(app, till, picture) }
}

/** Who is known by one of these names; refuses by the word for the last one. */
async function firstKnown(app: App, { tenantId }: Till, names: readonly GuestName[]): Promise<GuestPicture> {
  let unknown = refuse('guest.key-required')
  for (const name of names) {
    try {
      return await findGuest(app, tenantId, name)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      unknown = error
    }
  }
  throw unknown
}

export async function guestAtTill(app: App, till: Till, id: Uuid): Promise<MetAtTill | null> {
  const picture = await app.storage.now.loyaltyGuests.picture(till.tenantId, { id })
  if (!picture || picture.guest.isDeleted) return null
  return { picture, orders: await lastOrders(app, till, picture) }
}

function namesOf({ by, text }: GuestQuery, organization: Organization): GuestName[] {
  const phone = { by: 'phone', value: phoneOf(text, organization) } as const
  // A reader frames what it reads: %…? on the first track, ;…? on the second.
  const track = text.replace(/^[%;]/, '').replace(/\?.*$/s, '').trim()
  const card = [
    { by: 'cardTrack', value: track },
    { by: 'cardNumber', value: track },
  ] as const
  if (by === 'phone') return [phone]
  if (by === 'card') return [...card]
  const written = text.trim()
  if (isUuid(written)) return [{ by: 'id', value: written.toLowerCase() }]
  return /^\+?\d{10,15}$/.test(written) ? [...card, phone] : [...card]
}

/** With its plus and the country's code, however it is typed: `8 900 …`, `900 …` and `+7 900 …` are one phone. */
function phoneOf(text: string, { countryPhoneCode, phoneDigits }: Organization): string {
  const digits = text.replace(/\D/g, '')
  const code = countryPhoneCode.replace(/\D/g, '')
  const isNational = digits.length === phoneDigits.max - code.length
  if (text.trim().startsWith('+')) return `+${digits}`
  if (isNational) return `+${code}${digits}`
  const isByEight = code === '7' && digits.length === phoneDigits.max && digits.startsWith('8')
  return `+${isByEight ? `7${digits.slice(1)}` : digits}`
}

async function organizationOf(app: App, till: Till): Promise<Organization> {
  const organization = (await app.catalog(till.tenantId)).living('organization', till.organizationId)?.body
  if (!organization) throw refuse('organization.disabled', { organizationId: till.organizationId })
  return organization
}

async function lastOrders(
  app: App,
  { tenantId }: Till,
  { guest, closedOrders }: GuestPicture,
): Promise<LedgerLine[]> {
  const lines = await app.storage.now.loyaltyLedger.list({
    ...{ tenantId, guestId: guest.id, kinds: ['orderClosed'], order: 'time' },
    ...{ skip: Math.max(0, closedOrders.count - glimpse), limit: glimpse },
  })
  return lines.reverse()
}

export type NewGuest = { id: Uuid; phone: string; name: string; surname: string | null }

/** Registers a guest whom nobody knows; one who has the phone already is that guest. Needs the cloud at hand. */
export async function registerAtTill(
  app: App,
  till: Till,
  { id, phone, name, surname }: NewGuest,
  actor: string,
): Promise<MetAtTill> {
  const organization = await organizationOf(app, till)
  const { tenantId, organizationId } = till
  const full = fullPhone(phone, organization)
  const known = await app.storage.now.loyaltyGuests.idByPhone(tenantId, full)
  const guestId =
    known ??
    (await createOrUpdateGuest(
      app,
      {
        ...{ tenantId, organizationId, actor, apiClient: null, correlationId: id },
        earlierCall: async () => null,
      },
      { id: null, phone: full, card: null, changes: { ...noGuestChanges, name, surname } },
    ))
  const met = await guestAtTill(app, till, guestId)
  if (!met) throw refuse('guest.not-found', { id: guestId })
  return met
}

/** A record of who the guest of an order is, for those who serve it; null when nobody knows the person. */
export async function recordOfGuest(app: App, till: Till, id: Uuid): Promise<Uuid | null> {
  const met = await guestAtTill(app, till, id)
  if (!met) throw refuse('guest.not-found', { id })
  const { profile } = met.picture
  if (!profile?.phone) return null
  const contactId = app.random.uuid()
  const customer = {
    ...{ type: 'regular' as const, name: profile.name, surname: profile.surname, comment: profile.comment },
    ...{ birthdate: profile.birthday, email: profile.email, gender: genders[profile.sex] },
    shouldReceiveOrderStatusNotifications: null,
  }
  const contact = { phone: profile.phone, phoneExtension: null, customer, deliveryPoint: null }
  await app.storage.now.contacts.save(till.tenantId, [{ id: contactId, contact }])
  return contactId
}

/** Somebody who reserves: a phone as it is typed, a name unless the phone is known. */
export type NewVisitor = { phone: string; name: string | null; surname: string | null }

/**
 * Makes the record of who reserves; who they are to the book of guests, the till finds by their phone. Needs no cloud.
 * Refuses a phone that is none.
 */
export async function keepVisitor(
  app: App,
  till: Till,
  recordId: Uuid,
  { phone, name, surname }: NewVisitor,
): Promise<void> {
  const full = fullPhone(phone, await organizationOf(app, till))
  const customer = {
    ...{ type: 'regular' as const, name, surname, comment: null },
    ...{ birthdate: null, email: null, gender: genders[0] },
    shouldReceiveOrderStatusNotifications: null,
  }
  const contact = { phone: full, phoneExtension: null, customer, deliveryPoint: null }
  await app.storage.now.contacts.save(till.tenantId, [{ id: recordId, contact }])
}

/** With its country; refuses what no phone of the country looks like. */
function fullPhone(phone: string, organization: Organization): string {
  const full = phoneOf(phone, organization)
  const digits = full.length - 1
  const { min, max } = organization.phoneDigits
  if (digits < min || digits > max) throw refuse('guest.phone-invalid', { field: 'phone' })
  return full
}

const genders = ['NotSpecified', 'Male', 'Female'] as const
