import type { GuestRequest } from '../../../../app/loyalty/create-or-update-guest.ts'
import { isUuid, type Uuid } from '../../../../kernel/ids.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import type { LoyaltyCustomerCreateOrUpdateBody } from '../../generated/types.ts'
import { invalidField } from '../../wire/read-amounts.ts'
import { readPhone, readText } from './loyalty-call.ts'

const nobody = '00000000-0000-0000-0000-000000000000'

/** The request in our words; an empty text changes nothing unless it was said to remove (cloud-api §9.3). */
export function readGuest(body: LoyaltyCustomerCreateOrUpdateBody): GuestRequest {
  const nullifies = body.nullifyEmptyFields ?? false
  const text = (value: string | undefined, field: string): string | null | undefined => {
    if (value === undefined) return undefined
    if (value.trim() === '') return nullifies ? null : undefined
    return readText(value, field)
  }
  const phone = body.phone ? readPhone(body.phone, 'phone') : null
  const card = readCard(body)
  if (body.id === undefined && phone === null && card === null) throw refuse('guest.key-required')
  return {
    id: body.id ?? null,
    phone,
    card,
    changes: {
      name: text(body.name, 'name'),
      middleName: text(body.middleName, 'middleName'),
      surname: text(body.surName, 'surName'),
      birthday: body.birthday?.slice(0, 10),
      email: readEmail(text(body.email, 'email')),
      sex: body.sex,
      comment: text(body.comment, 'comment'),
      userData: text(body.userData, 'userData'),
      employeeId: text(body.employeeId, 'employeeId'),
      referrerId: readReferrer(body.referrerId),
      consentStatus: body.consentStatus,
      shouldReceiveLoyaltyInfo: body.shouldReceiveLoyaltyInfo,
      shouldReceivePromoActionsInfo: body.shouldReceivePromoActionsInfo,
      isDeleted: body.isDeleted,
    },
  }
}

function readCard({ cardTrack, cardNumber }: LoyaltyCustomerCreateOrUpdateBody): GuestRequest['card'] {
  if (!cardTrack && !cardNumber) return null
  if (!cardTrack) throw refuse('card.incomplete', { field: 'cardTrack' })
  if (!cardNumber) throw refuse('card.incomplete', { field: 'cardNumber' })
  return { track: readText(cardTrack, 'cardTrack'), number: readText(cardNumber, 'cardNumber') }
}

function readEmail(email: string | null | undefined): string | null | undefined {
  if (email && !/^[^\s@]+@[^\s@]+$/.test(email)) throw invalidField('email', 'is not an e-mail address')
  return email
}

/** The zero id removes who brought the guest. */
function readReferrer(value: string | undefined): Uuid | null | undefined {
  if (value === undefined || value === '') return undefined
  if (!isUuid(value)) throw invalidField('referrerId', 'is not a uuid')
  return value === nobody ? null : value.toLowerCase()
}
