/** What is kept: entries of the journal and the cloud's pictures of orders, and how these are found. */
import type { Contact, DeliveryOrder, DeliveryStatus } from '../domain/orders/order.ts'
import type { TableOrder } from '../domain/orders/tables/table-order.ts'
import type { Reserve } from '../domain/reserves/reserve.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { RefusalNote } from '../kernel/refusals.ts'

/** One fact, as its author hands it to the journal. */
export type NewEntry = {
  tenantId: Uuid
  organizationId: Uuid | null
  terminalGroupId: Uuid | null
  /** Made by whoever acts, so a repeat is recognised. */
  entryId: Uuid
  at: number
  actor: string
  kind: string
  entity: string
  entityId: Uuid
  correlationId: Uuid | null
  /** The command of `correlationId` is finished by this entry. */
  completes: boolean
  /** Plain data; bigint allowed; never names, phones or addresses. */
  payload: unknown
}

/** An entry as the journal keeps it: only `origin` appends its own. */
export type StoredEntry = NewEntry & { origin: Uuid; seq: bigint; digest: Buffer }

/**
 * An entry with its place in this storage's order of becoming visible. `isDone`: its till and its cloud did their part in the
 * transaction that wrote it (ADR 24).
 */
export type SequencedEntry = StoredEntry & { position: bigint; isDone?: boolean }

/** Whom an entry concerns that has become visible. */
export type PlacedEntry = Pick<SequencedEntry, 'kind' | 'terminalGroupId' | 'isDone'>

export type CreationStatus = 'Success' | 'InProgress' | 'Error'
/** What the cloud's pictures of orders that live at tills have in common. */
type Picture = {
  tenantId: Uuid
  organizationId: Uuid
  id: Uuid
  terminalGroupId: Uuid | null
  loginId: Uuid | null
  sourceKey: string | null
  externalNumber: string | null
  creationStatus: CreationStatus
  error: RefusalNote | null
  /** Microseconds-like number that grows with every change in this storage; also the wire's `timestamp` material. */
  revision: bigint
  receivedAt: number | null
  contactId: Uuid | null
}
/** The cloud's picture of a delivery. */
export type CloudOrder = Picture & {
  receivedFromFrontAt: number | null
  trackingLink: string | null
  /** The cancelled order that this one replaces; absent: it replaces none. */
  movedFrom?: { deliveryId: Uuid; organizationId: Uuid; terminalGroupId: Uuid | null }
  state: DeliveryOrder | null
}
/** The cloud's picture of an order on tables. */
export type CloudTableOrder = Picture & {
  /** What the client asked for until the till has decided. */
  tableIds: Uuid[]
  state: TableOrder | null
}
/** The cloud's picture of a reserve. */
export type CloudReserve = Picture & { state: Reserve | null }

export type GuestRecord = {
  id: Uuid
  contactId: Uuid | null
  isBlacklisted: boolean
  blacklistReason: string | null
}

export type CommandState = 'InProgress' | 'Success' | 'Error'
export type CommandRecord = {
  tenantId: Uuid
  organizationId: Uuid
  /** The correlation id of the API call. */
  id: Uuid
  terminalGroupId: Uuid | null
  kind: string
  orderId: Uuid | null
  state: CommandState
  error: RefusalNote | null
  acceptedAt: number
  deadline: number
  finishedAt: number | null
}

/** A delivery accepted by the cloud: its entry is about the order and answers to the command. */
export type AcceptedDelivery = {
  command: CommandRecord
  order: CloudOrder
  contact: { id: Uuid; contact: Contact }
  /** Digest of the canonical request; tells a repeat from a conflict. Null when the client chose no id. */
  digest: Buffer | null
  entry: NewEntry
}

export type OrderSearch = {
  tenantId: Uuid
  organizationIds: readonly Uuid[]
  /** Null: all that the login may see. */
  sourceKeys: readonly string[] | null
  terminalGroupIds?: readonly Uuid[] | null
  /** Promised time, inclusive, per organization because zones differ. */
  dateFrom?: ReadonlyMap<Uuid, number> | null
  dateTo?: ReadonlyMap<Uuid, number> | null
  statuses?: readonly DeliveryStatus[] | null
  /** Whether a till has taken it; absent: whatever it is. */
  creationStatuses?: readonly CreationStatus[] | null
  courierIds?: readonly Uuid[] | null
  phone?: string | null
  serviceType?: string | null
  orderIds?: readonly Uuid[] | null
  posOrderIds?: readonly Uuid[] | null
  revisionAfter?: bigint | null
  /** Orders whose last change is older than this are out of reach (cloud-api §6.1). */
  changedSince?: number | null
  limit: number
}
