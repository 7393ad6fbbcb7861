/** Who the delivery is for and where it goes (cloud-api §4.2–4.4). */
import { refuse } from '../../../kernel/refusals.ts'
import type { Organization } from '../../reference/books.ts'
import type { Contact, DeliveryOrder, DeliveryPoint } from '../order.ts'
import type { TillContext } from '../till-context.ts'

type Guest = { guestId: string | null; hasCustomer: boolean }

/** Rules of the personal half of a placement. A destroyed contact has nothing left to check. */
export function checkContact(ctx: TillContext, organization: Organization, guest: Guest): void {
  const { contact } = ctx
  if (contact) checkPhone(organization, contact)
  const isRegular = contact ? contact.customer?.type === 'regular' : guest.hasCustomer
  if (!isRegular && !organization.isAnonymousGuestsAllowed) throw refuse('order.anonymous-disabled')
  const isNewGuest = isRegular && guest.guestId === null && !ctx.isKnownGuest
  if (contact && isNewGuest && !contact.customer?.name?.trim()) throw refuse('order.guest-name-required')
}

/** The mask of the country counts digits after the plus; an extension belongs to nobody's own number. */
export function checkPhone(
  { phoneDigits }: Organization,
  { phone, phoneExtension, customer }: Contact,
): void {
  const digits = /^\+(\d+)$/.exec(phone)?.[1]?.length ?? 0
  if (digits < phoneDigits.min || digits > phoneDigits.max) {
    throw refuse('order.phone-invalid', { phone: masked(phone) })
  }
  if (phoneExtension === null) return
  if (customer?.type === 'regular' || !/^\d{1,10}$/.test(phoneExtension)) {
    const message = 'up to 10 digits, and only for guests that are not kept'
    throw refuse('request.field-invalid', { field: 'phoneExtension', message })
  }
}

/** A refusal is stored and journalled, so it must not hold a guest's number (corrections 1). */
const masked = (phone: string): string => (phone.length > 6 ? `${phone.slice(0, 4)}…${phone.slice(-2)}` : '…')

/** A courier needs an address; a guest who comes himself needs none, and one that is given does no harm. */
export function checkDeliveryPoint(
  ctx: TillContext,
  organization: Organization,
  serviceType: DeliveryOrder['serviceType'],
  hasDeliveryPoint: boolean,
): void {
  if (serviceType !== 'DeliveryByCourier') return
  if (!hasDeliveryPoint) throw refuse('order.address-required')
  if (ctx.contact) checkAddress(ctx, organization, ctx.contact.deliveryPoint)
}

function checkAddress(ctx: TillContext, organization: Organization, point: DeliveryPoint | null): void {
  const address = point?.address
  if (!address) throw refuse('order.address-required')
  if (address.type === 'city') {
    if (organization.addressFormatType !== 'City') throw refuse('order.line1-disabled')
    if (!address.line1) throw refuse('request.field-required', { field: 'address.line1' })
    return
  }
  if (!address.house) throw refuse('request.field-required', { field: 'address.house' })
  if (!address.street) throw refuse('request.field-required', { field: 'address.street' })
  const { id } = address.street
  if (id && !ctx.catalog.living('street', id)) throw refuse('order.address-not-found', { address: id })
}
