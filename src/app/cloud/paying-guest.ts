import type { PaymentInput } from '../../domain/orders/commands.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'

type Paid = { guestId: Uuid | null; payments: readonly PaymentInput[] }

/**
 * Whose bonuses pay for an order: of the guest whom the payment's credential names (cloud-api §4.6), else of the one whom
 * the client names, else of the phone's. The till knows wallets by guest, and one of another node has no book of the
 * company's guests. Orders without bonuses cost no question.
 */
export async function payingGuest(
  app: App,
  tenantId: Uuid,
  { guestId, payments }: Paid,
  phone: string | undefined,
): Promise<Uuid | null> {
  if (payments.length === 0) return guestId
  const catalog = await app.catalog(tenantId)
  const byBonuses = payments.find(
    ({ typeId }) => catalog.find('paymentType', typeId)?.body.kind === 'IikoCard',
  )
  if (!byBonuses) return guestId
  const named = await guestOfCredential(app, tenantId, byBonuses.additionalData ?? {})
  return named ?? guestId ?? (phone ? app.storage.now.loyaltyGuests.idByPhone(tenantId, phone) : null)
}

async function guestOfCredential(
  app: App,
  tenantId: Uuid,
  { credential, searchScope }: Readonly<Record<string, string>>,
): Promise<Uuid | null> {
  const { loyaltyGuests, guestCards } = app.storage.now
  if (!credential) return null
  switch (searchScope) {
    case 'Phone':
      return loyaltyGuests.idByPhone(tenantId, credential.startsWith('+') ? credential : `+${credential}`)
    case 'CardNumber':
      return (await guestCards.byNumber(tenantId, credential))?.guestId ?? null
    case 'CardTrack':
      return (await guestCards.byTrack(tenantId, credential))?.guestId ?? null
    default:
      return null
  }
}
