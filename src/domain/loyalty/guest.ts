import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'

/** 0 not specified, 1 male, 2 female. */
export type Sex = 0 | 1 | 2
/** 0 unknown, 1 given, 2 revoked. */
export type ConsentStatus = 0 | 1 | 2

/** Who the guest is: sealed, and gone when it is destroyed (ADR 4). */
export type GuestProfile = {
  /** With its plus. */
  phone: string | null
  name: string | null
  middleName: string | null
  surname: string | null
  birthday: LocalDate | null
  email: string | null
  sex: Sex
  comment: string | null
  userData: string | null
}

/** What the company knows of a guest without knowing who it is. One customer base per corporation (corrections 2). */
export type LoyaltyGuest = {
  id: Uuid
  createdAt: number
  registeredIn: Uuid | null
  referrerId: Uuid | null
  employeeId: string | null
  consentStatus: ConsentStatus
  shouldReceiveLoyaltyInfo: boolean
  shouldReceivePromoActionsInfo: boolean
  isDeleted: boolean
  categoryIds: Uuid[]
}

export const emptyProfile: GuestProfile = {
  phone: null,
  name: null,
  middleName: null,
  surname: null,
  birthday: null,
  email: null,
  sex: 0,
  comment: null,
  userData: null,
}

/** A guest as it is registered; both kinds of messages are welcome unless they say otherwise (cloud-api §9.3). */
export const newGuest = (
  registration: Pick<LoyaltyGuest, 'id' | 'createdAt' | 'registeredIn' | 'categoryIds'>,
): LoyaltyGuest => ({
  ...registration,
  referrerId: null,
  employeeId: null,
  consentStatus: 0,
  shouldReceiveLoyaltyInfo: true,
  shouldReceivePromoActionsInfo: true,
  isDeleted: false,
})

/** A text: undefined leaves what is, null removes it. */
type TextChange = string | null | undefined
export type GuestChanges = {
  phone: string | undefined
  name: TextChange
  middleName: TextChange
  surname: TextChange
  /** Null: it is not known any more. */
  birthday: LocalDate | null | undefined
  email: TextChange
  sex: Sex | undefined
  comment: TextChange
  userData: TextChange
  employeeId: TextChange
  /** Null: there is no referrer any more. */
  referrerId: Uuid | null | undefined
  consentStatus: ConsentStatus | undefined
  shouldReceiveLoyaltyInfo: boolean | undefined
  shouldReceivePromoActionsInfo: boolean | undefined
  isDeleted: boolean | undefined
}

/** Nothing of a guest is given. */
export const noGuestChanges: Omit<GuestChanges, 'phone'> = {
  ...{ name: undefined, middleName: undefined, surname: undefined, birthday: undefined, email: undefined },
  ...{
    sex: undefined,
    comment: undefined,
    userData: undefined,
    employeeId: undefined,
    referrerId: undefined,
  },
  ...{ consentStatus: undefined, shouldReceiveLoyaltyInfo: undefined, isDeleted: undefined },
  shouldReceivePromoActionsInfo: undefined,
}

const given = <T extends object>(changes: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

/**
 * The merge of `create_or_update`: what is not given stays (cloud-api §9.3). Refuses a referrer that is the guest
 * itself. `changed` names the fields that differ now, without their values.
 */
export function mergeGuest(
  before: { guest: LoyaltyGuest; profile: GuestProfile },
  changes: GuestChanges,
): { guest: LoyaltyGuest; profile: GuestProfile; changed: string[] } {
  const { referrerId, employeeId, consentStatus, isDeleted, ...rest } = changes
  const { shouldReceiveLoyaltyInfo, shouldReceivePromoActionsInfo, ...person } = rest
  if (referrerId === before.guest.id) throw refuse('guest.refers-itself', { field: 'referrerId' })
  const facts = {
    ...{ referrerId, employeeId, consentStatus, isDeleted },
    ...{ shouldReceiveLoyaltyInfo, shouldReceivePromoActionsInfo },
  }
  const guest: LoyaltyGuest = { ...before.guest, ...given(facts) }
  const profile: GuestProfile = { ...before.profile, ...given(person) }
  const differs = <T extends object>(old: T, now: T) =>
    Object.keys(now).filter((key) => old[key as keyof T] !== now[key as keyof T])
  return {
    guest,
    profile,
    changed: [...differs(before.guest, guest), ...differs(before.profile, profile)].sort(),
  }
}
