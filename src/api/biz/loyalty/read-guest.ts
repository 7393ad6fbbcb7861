import type { GuestRequest } from '../../../app/loyalty/create-or-update-guest.ts'
import type { ConsentStatus, Sex } from '../../../domain/loyalty/guest.ts'
import { fault } from '../faults.ts'
import type { Fields } from '../wire/body.ts'
import { type CardDesk, readPhone } from './desk.ts'

const longest = { name: 100, email: 255, userData: 2000, comment: 1000, card: 100 } as const

/** `CustomerForImport` in our words; what is absent or empty stays as it is (biz-card-api §12.3). */
export function readGuest(customer: Fields, desk: CardDesk): GuestRequest {
  const id = customer.id('id')
  const phoneText = customer.text('phone')
  const phone = phoneText === null ? null : readPhone(phoneText, desk)
  const card = readCard(customer)
  if (id === null && phone === null && card === null) throw customer.missing('phone')
  const text = (member: string, max: number): string | undefined => customer.text(member, max) ?? undefined
  return {
    id,
    phone,
    card,
    changes: {
      name: text('name', longest.name),
      middleName: text('middleName', longest.name),
      surname: text('surName', longest.name),
      birthday: readBirthday(customer),
      email: readEmail(customer),
      sex: readCode(customer, 'sex') satisfies Sex | undefined,
      comment: text('comment', longest.comment),
      userData: text('userData', longest.userData),
      employeeId: undefined,
      referrerId: customer.id('referrerId') ?? undefined,
      consentStatus: readCode(customer, 'consentStatus') satisfies ConsentStatus | undefined,
      shouldReceiveLoyaltyInfo: undefined,
      shouldReceivePromoActionsInfo: customer.flag('shouldReceivePromoActionsInfo') ?? undefined,
      isDeleted: undefined,
    },
  }
}

/** A card that is issued at once; one of its two names is enough, the other is the same then (§12.3). */
function readCard(customer: Fields): GuestRequest['card'] {
  const track = customer.text('magnetCardTrack', longest.card)
  const number = customer.text('magnetCardNumber', longest.card)
  const either = track ?? number
  return either === null ? null : { track: track ?? either, number: number ?? either }
}

/** `yyyy-MM-dd`, maybe with a time behind it. */
function readBirthday(customer: Fields): string | undefined {
  const text = customer.text('birthday')
  if (text === null) return undefined
  const day = text.slice(0, 'yyyy-MM-dd'.length)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`))
  if (!isDay) throw fault(400, `The field '${customer.name('birthday')}' is not a date: ${text}`)
  return day
}

function readEmail(customer: Fields): string | undefined {
  const email = customer.text('email', longest.email)
  if (email === null) return undefined
  if (!/^[^\s@]+@[^\s@]+$/.test(email))
    throw fault(400, `The field '${customer.name('email')}' is not an e-mail address: ${email}`)
  return email
}

/** 0, 1 or 2, as a number or as a text. */
function readCode(customer: Fields, member: string): 0 | 1 | 2 | undefined {
  const code = customer.decimal(member, 0)
  if (code === null) return undefined
  if (code !== 0n && code !== 1n && code !== 2n)
    throw fault(400, `The field '${customer.name(member)}' must be 0, 1 or 2`)
  return Number(code) as 0 | 1 | 2
}
