/** Ports of what the cloud keeps besides orders: drafts, open personal shifts, positions of couriers, opinions of customers. */
import type { Contact } from '../domain/orders/order.ts'
import type { Uuid } from '../kernel/ids.ts'

/** An order that an operator composes in the cloud; no till knows of it (cloud-api §5.6). */
export type Draft = {
  tenantId: Uuid
  organizationId: Uuid
  /** Of the order that it will become. */
  id: Uuid
  terminalGroupId: Uuid | null
  loginId: Uuid
  sourceKey: string | null
  operatorId: Uuid | null
  orderTypeId: Uuid | null
  /** The sealed record with the order as it was composed. */
  contactId: Uuid
  createdAt: number
  /** Grows with each change of the order. */
  version: number
  lock: { employeeId: Uuid; at: number } | null
  /** The command by which it was last sent to a till. */
  committedAs: Uuid | null
}
/** A draft with the order that was composed, opened: the text of its document. Null: its guest was forgotten. */
export type OpenDraft = Draft & { contact: Contact | null; document: string | null }

export type DraftSearch = {
  tenantId: Uuid
  organizationIds: readonly Uuid[]
  /** Null: all that the login may see. */
  sourceKeys: readonly string[] | null
  terminalGroupIds: readonly Uuid[] | null
  operatorIds: readonly Uuid[] | null
  orderTypeIds: readonly Uuid[] | null
  phone: string | null
  /** Of creation, inclusive. */
  createdFrom: number | null
  createdTo: number | null
  limit: number
}

export type Drafts = {
  /** Claims the draft's id in the whole system; false when it was used before. `digest`: of what was composed. */
  claim(draft: Draft, digest: Buffer | null): Promise<boolean>
  insert(draft: Draft, phone: string): Promise<void>
  /** Who used the id of a draft first, and for what. */
  claimOf(id: Uuid): Promise<{ tenantId: Uuid; organizationId: Uuid; digest: Buffer | null } | null>
  find(tenantId: Uuid, organizationId: Uuid, id: Uuid): Promise<Draft | null>
  /** Locked until the transaction ends. */
  findForChange(tenantId: Uuid, organizationId: Uuid, id: Uuid): Promise<Draft | null>
  /** `phone`: of the order that was composed anew; null when it is the same. */
  save(draft: Draft, phone: string | null): Promise<void>
  /** Oldest first; ties by id. */
  search(search: DraftSearch): Promise<Draft[]>
  /** Removes a draft and all that it said of a person. */
  remove(tenantId: Uuid, organizationId: Uuid, id: Uuid): Promise<void>
  /** Removes likewise those of these drafts that were sent to a till. */
  removeCommitted(tenantId: Uuid, ids: readonly Uuid[]): Promise<void>
}

/** An open personal shift as the cloud has heard of it. */
export type KnownShift = {
  tenantId: Uuid
  organizationId: Uuid
  terminalGroupId: Uuid
  employeeId: Uuid
  roleId: Uuid | null
  openedAt: number
}
export type KnownShifts = {
  opened(shift: KnownShift): Promise<void>
  closed(
    shift: Pick<KnownShift, 'tenantId' | 'organizationId' | 'terminalGroupId' | 'employeeId'>,
  ): Promise<void>
  ofEmployee(tenantId: Uuid, employeeId: Uuid): Promise<KnownShift[]>
  ofOrganizations(tenantId: Uuid, organizationIds: readonly Uuid[]): Promise<KnownShift[]>
}

/** Where a courier was: degrees, and the moment that the courier's device told. */
export type CourierLocation = {
  tenantId: Uuid
  organizationId: Uuid
  courierId: Uuid
  latitude: number
  longitude: number
  measuredAt: number
  savedAt: number
}
export type CourierLocations = {
  /** Forgets what the same courier told before `keepSince`. */
  save(location: CourierLocation, keepSince: number): Promise<void>
  /** Saved after `after`, oldest first. */
  since(tenantId: Uuid, organizationIds: readonly Uuid[], after: number): Promise<CourierLocation[]>
  /** The last of each courier. */
  last(tenantId: Uuid, organizationIds: readonly Uuid[]): Promise<CourierLocation[]>
}

/** A mark is of a question of the restaurant's survey, from 0 (bad) to 100 (good). */
export type OpinionMark = { surveyItemId: Uuid; mark: number }
export type DeliveryOpinion = {
  tenantId: Uuid
  organizationId: Uuid
  orderId: Uuid
  givenAt: number
  comment: string | null
  marks: OpinionMark[]
}
export type DeliveryOpinions = {
  /** The last word about an order counts. */
  save(opinion: DeliveryOpinion): Promise<void>
  /** Of these orders, by order. */
  load(tenantId: Uuid, orderIds: readonly Uuid[]): Promise<Map<Uuid, DeliveryOpinion>>
}
