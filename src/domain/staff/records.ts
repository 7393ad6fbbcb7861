/** What the back office knows of the staff beyond the books that tills replicate (server-api §9). Moments are epoch ms. */
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'

/** The personal file of an employee; its id is the employee's. */
export type PersonnelFile = {
  /** Of the home; the mobile one is in the book, because couriers are called by it. */
  phone: string
  address: string
  note: string
  cardNumber: string
  taxpayerIdNumber: string
  snils: string
  gln: string
  hireDocumentNumber: string
  birthday: number | null
  hireDate: number | null
  fireDate: number | null
  activationDate: number | null
  deactivationDate: number | null
  preferredOrganizationId: Uuid | null
  /** Null: all of the chain. */
  responsibleOrganizationIds: Uuid[] | null
  isSupplier: boolean
  isEmployee: boolean
  isClient: boolean
  /** Kept for others, never looked into. */
  externalData: { key: string; value: string | null }[]
}

/** How a role is paid; its id is the role's (server-api §9.2). */
export type RolePay = {
  paymentPerHour: Money
  steadySalary: Money
  scheduleType: 'SESSION' | 'HOURS' | 'FIXED'
}

/** From its first day until the next salary of the employee begins (server-api §9.3). */
export type Salary = { payment: Money }

/** A shift that somebody is to work (server-api §9.4). */
export type ScheduledShift = {
  roleId: Uuid
  organizationId: Uuid
  scheduleTypeId: Uuid | null
  nonPaidMinutes: number
}

/** A time at work, or away from it for a reason (server-api §9.5). */
export type Attendance = {
  roleId: Uuid | null
  organizationId: Uuid
  attendanceTypeId: Uuid | null
  comment: string
  /** When they came and went by the till's clock. */
  personalFrom: number | null
  personalTo: number | null
  createdAt: number
  modifiedAt: number
  modifiedBy: Uuid | null
}

export type StaffBodies = {
  personnelFile: PersonnelFile
  rolePay: RolePay
  salary: Salary
  schedule: ScheduledShift
  attendance: Attendance
}
export type StaffKind = keyof StaffBodies

/** A record of a kind. `ownerId`: the employee, or the role, that it is of. `to` null: still open, or a fact without time. */
export type StaffRecord<K extends StaffKind = StaffKind> = {
  [Kind in K]: {
    kind: Kind
    id: Uuid
    ownerId: Uuid
    from: number
    to: number | null
    isDeleted: boolean
    /** Of the corporation's books, one counter (ADR 13). */
    revision: bigint
    body: StaffBodies[Kind]
  }
}[K]

export const emptyFile: PersonnelFile = {
  phone: '',
  address: '',
  note: '',
  cardNumber: '',
  taxpayerIdNumber: '',
  snils: '',
  gln: '',
  hireDocumentNumber: '',
  birthday: null,
  hireDate: null,
  fireDate: null,
  activationDate: null,
  deactivationDate: null,
  preferredOrganizationId: null,
  responsibleOrganizationIds: null,
  isSupplier: false,
  isEmployee: true,
  isClient: false,
  externalData: [],
}

export const unpaid: RolePay = { paymentPerHour: 0n, steadySalary: 0n, scheduleType: 'SESSION' }
