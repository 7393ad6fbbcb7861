/**
 * What the use cases need from outside. `storage` and the carriers implement these; tests and `main` wire them.
 * Every repository works inside the transaction it came with.
 */
import type { Contact } from '../domain/orders/order.ts'
import type { TableOrderStatus } from '../domain/orders/tables/table-order.ts'
import type { Book, BookItem } from '../domain/reference/books.ts'
import type { Catalog } from '../domain/reference/catalog.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { Random } from '../kernel/random.ts'
import type { RefusalNote } from '../kernel/refusals.ts'
import type { DeliveryDesk, TillAtHand } from './delivery-desk-port.ts'
import type { Documents, Ledger } from './document-ports.ts'
import type { CourierLocations, DeliveryOpinions, Drafts, KnownShifts } from './draft-ports.ts'
import type { Admins, ApiKeys, Licences, Links, Webhooks } from './integration-ports.ts'
import type { KeptByTenant } from './kept-by-tenant.ts'
import type { Liveness, Sleepers } from './liveness-ports.ts'
import type { Coupons, GuestCards, LoyaltyGuests, LoyaltyLedger, MessageOutbox } from './loyalty-ports.ts'
import type { Monitoring } from './monitoring-port.ts'
import type { OldReports } from './old-report-ports.ts'
import type { PluginData } from './plugin-ports.ts'
import type { PrintJobs } from './printing-ports.ts'
import type {
  AcceptedDelivery,
  CloudOrder,
  CloudReserve,
  CloudTableOrder,
  CommandRecord,
  GuestRecord,
  NewEntry,
  OrderSearch,
  PlacedEntry,
  SequencedEntry,
  StoredEntry,
} from './records.ts'
import type { ReportEngine, WriteReportText } from './report-ports.ts'
import type { RushSigns } from './rush-port.ts'
import type {
  BackOfficeLogins,
  EdiOrders,
  EventLog,
  KnownCashShifts,
  MenuImages,
  ServerLines,
  StaffRecords,
} from './server-ports.ts'
import type { Standbys } from './standby-port.ts'
import type { Reserves, Shifts, StopLists, TableOrders, TillOrders, TillWallets } from './till-ports.ts'

export type * from './delivery-desk-port.ts'
export type * from './document-ports.ts'
export type * from './draft-ports.ts'
export type * from './integration-ports.ts'
export type * from './liveness-ports.ts'
export type * from './loyalty-ports.ts'
export type * from './monitoring-port.ts'
export type * from './old-report-ports.ts'
export type * from './plugin-ports.ts'
export type * from './printing-ports.ts'
export type * from './records.ts'
export type * from './report-ports.ts'
export type * from './server-ports.ts'
export type * from './standby-port.ts'
export type * from './till-ports.ts'

export type Journal = {
  /** Appends entries of this node. An entry id that is already there is left alone. */
  append(entries: readonly NewEntry[]): Promise<void>
  /** Takes over entries of another node as they are. */
  takeOver(entries: readonly StoredEntry[]): Promise<void>
  /** Answers that earlier commands got: those of `ids` that were finished. */
  answered(tenantId: Uuid, ids: readonly Uuid[]): Promise<{ id: Uuid; refusal: RefusalNote | null }[]>
  ofEntity(tenantId: Uuid, entityId: Uuid): Promise<StoredEntry[]>
  ofCorrelation(tenantId: Uuid, correlationId: Uuid): Promise<StoredEntry[]>
  /** All about an order by time: its entries, those of the calls that touched it, refusals. For people, not for speed. */
  journeyOf(tenantId: Uuid, orderId: Uuid): Promise<StoredEntry[]>
  /** Ids of the orders with a number of an accounting day, the latest first. */
  ordersNumbered(tenantId: Uuid, number: number, limit: number): Promise<Uuid[]>
}

export type BookStore = {
  catalog(tenantId: Uuid): Promise<Catalog>
  revision(tenantId: Uuid): Promise<bigint>
  changedSince(tenantId: Uuid, revision: bigint): Promise<BookItem[]>
  /** Saves under the next revision and returns it. */
  save(tenantId: Uuid, items: readonly NewBookItem[]): Promise<bigint>
  /**
   * Takes the next revision for what lies beside the books; the row stays locked until the transaction ends, so that
   * writers who take one come one after the other.
   */
  takeRevision(tenantId: Uuid): Promise<bigint>
  /** Keeps items as another node saved them, under its revision. */
  takeOver(tenantId: Uuid, items: readonly BookItem[], revision: bigint): Promise<void>
}
export type NewBookItem = {
  book: Book
  id: Uuid
  organizationId: Uuid | null
  isDeleted: boolean
  body: unknown
}

export type Contacts = {
  save(tenantId: Uuid, records: readonly { id: Uuid; contact: Contact }[]): Promise<void>
  /** Destroyed or unknown records are absent from the answer. */
  load(tenantId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, Contact>>
  /** Destroys everything sealed for the person with this phone; returns how many records became unreadable. */
  destroy(tenantId: Uuid, phone: string): Promise<number>
}

export type Guests = {
  byIds(tenantId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, GuestRecord>>
  /** Ids of the guests with these phones; unknown ones are absent. */
  byPhones(tenantId: Uuid, phones: readonly string[]): Promise<Map<string, GuestRecord>>
  /** Guests of the black list with the reason. */
  blacklisted(tenantId: Uuid): Promise<Map<Uuid, string | null>>
  /** `reason` null: off the list. */
  setBlacklisted(tenantId: Uuid, id: Uuid, reason: string | null): Promise<void>
  save(
    tenantId: Uuid,
    guests: readonly { id: Uuid; phone: string; contactId: Uuid }[],
    at: number,
  ): Promise<void>
}

export type CloudOrders = {
  search(search: OrderSearch): Promise<CloudOrder[]>
  load(tenantId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, CloudOrder>>
  /** Inserts or replaces pictures; `revision` must come from {@link CloudOrders.takeRevisions}. */
  save(orders: readonly CloudOrder[]): Promise<void>
  /** Takes `count` growing revisions, not below `now` in microseconds; holds them until the transaction ends. */
  takeRevisions(count: number, now: number): Promise<bigint>
  lastRevision(): Promise<bigint>
  /** Sets data that only the cloud owns. */
  setTrackingLink(tenantId: Uuid, organizationId: Uuid, id: Uuid, link: string | null): Promise<boolean>
}

export type TableOrderSearch = {
  tenantId: Uuid
  organizationIds: readonly Uuid[]
  /** Null: all that the login may see. */
  sourceKeys: readonly string[] | null
  orderIds?: readonly Uuid[] | null
  posOrderIds?: readonly Uuid[] | null
  tableIds?: readonly Uuid[] | null
  statuses?: readonly TableOrderStatus[] | null
  /** When it was created, inclusive, per organization because zones differ. */
  createdFrom?: ReadonlyMap<Uuid, number> | null
  createdTo?: ReadonlyMap<Uuid, number> | null
  /** Orders whose last change is older than this are out of reach. */
  changedSince: number
  limit: number
}

export type CloudTableOrders = {
  /** Shown orders only, oldest first. */
  search(search: TableOrderSearch): Promise<CloudTableOrder[]>
  /** Hidden ones too; locked until the transaction ends. */
  load(tenantId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, CloudTableOrder>>
  /** Inserts or replaces pictures; `revision` must come from {@link CloudOrders.takeRevisions}. */
  save(orders: readonly CloudTableOrder[]): Promise<void>
}

export type CloudReserves = {
  search(search: {
    tenantId: Uuid
    organizationIds: readonly Uuid[]
    /** Null: all that the login may see. */
    sourceKeys: readonly string[] | null
    ids: readonly Uuid[]
  }): Promise<CloudReserve[]>
  /** Reserves that keep one of the tables in a period; `to` null: to the end of time. */
  workload(asked: {
    tenantId: Uuid
    organizationId: Uuid
    tableIds: readonly Uuid[]
    from: number
    to: number | null
    limit: number
  }): Promise<CloudReserve[]>
  /** Locked until the transaction ends. */
  load(tenantId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, CloudReserve>>
  /** Inserts or replaces pictures; `revision` must come from {@link CloudOrders.takeRevisions}. */
  save(reserves: readonly CloudReserve[]): Promise<void>
}

/** Ids are unique in the whole system (cloud-api §3.7); the digest tells a repeat from a conflict. */
export type IdClaim = {
  kind: 'order' | 'reserve'
  id: Uuid
  tenantId: Uuid
  organizationId: Uuid
  digest: Buffer | null
}

export type Commands = {
  /** False when the order id was used before (cloud-api §3.7). */
  acceptDelivery(accepted: AcceptedDelivery): Promise<boolean>
  /** Takes the id of an order or a reserve for good; false when it was used before. */
  claimId(claim: IdClaim, at: number): Promise<boolean>
  /** The digest under which an order id was first used. */
  claimOf(
    id: Uuid,
    kind?: IdClaim['kind'],
  ): Promise<{ tenantId: Uuid; organizationId: Uuid; digest: Buffer | null } | null>
  insert(command: CommandRecord): Promise<void>
  find(tenantId: Uuid, organizationId: Uuid, id: Uuid): Promise<CommandRecord | null>
  finish(
    done: readonly { tenantId: Uuid; organizationId: Uuid; id: Uuid; error: RefusalNote | null }[],
    at: number,
  ): Promise<void>
  /**
   * Frees the id of an order that was refused on its way to a till, so that it can be sent again; a placed or waiting
   * order stays.
   */
  withdrawRejected(tenantId: Uuid, organizationId: Uuid, orderId: Uuid): Promise<void>
  /** Waiting commands whose deadline has passed. */
  overdue(now: number, limit: number): Promise<CommandRecord[]>
}

/** Calls of a login that are one call by the client's word (cloud-api §3.7). */
export type IdempotencyKeys = {
  /** The call that took a key before and has not expired; null when the key is taken now. */
  take(
    key: {
      tenantId: Uuid
      loginId: Uuid
      hash: Buffer
      digest: Buffer
      correlationId: Uuid
      expiresAt: number
    },
    now: number,
  ): Promise<{ digest: Buffer; correlationId: Uuid } | null>
  find(
    tenantId: Uuid,
    loginId: Uuid,
    hash: Buffer,
    now: number,
  ): Promise<{ digest: Buffer; correlationId: Uuid } | null>
}

/** Guests of the black list with the reason, kept in memory. */
export type Blacklist = KeptByTenant<ReadonlyMap<Uuid, string | null>>

export type Tenants = {
  list(): Promise<{ id: Uuid; name: string }[]>
  /** Those whose prices have dates. */
  withPriceOrders(): Promise<Uuid[]>
  save(tenant: { id: Uuid; name: string }, at: number): Promise<void>
}

/** The repositories of one transaction, or of single statements when they come from {@link Storage.now}. */
export type Tx = {
  journal: Journal
  books: BookStore
  contacts: Contacts
  guests: Guests
  tillOrders: TillOrders
  tableOrders: TableOrders
  reserves: Reserves
  tillWallets: TillWallets
  printJobs: PrintJobs
  stopLists: StopLists
  shifts: Shifts
  commands: Commands
  cloudOrders: CloudOrders
  cloudTableOrders: CloudTableOrders
  cloudReserves: CloudReserves
  idempotencyKeys: IdempotencyKeys
  liveness: Liveness
  webhooks: Webhooks
  keys: ApiKeys
  admins: Admins
  licences: Licences
  links: Links
  standbys: Standbys
  serverLines: ServerLines
  tenants: Tenants
  monitoring: Monitoring
  documents: Documents
  ledger: Ledger
  loyaltyGuests: LoyaltyGuests
  guestCards: GuestCards
  loyaltyLedger: LoyaltyLedger
  coupons: Coupons
  messageOutbox: MessageOutbox
  drafts: Drafts
  knownShifts: KnownShifts
  courierLocations: CourierLocations
  deliveryOpinions: DeliveryOpinions
  deliveryDesk: DeliveryDesk
  backOfficeLogins: BackOfficeLogins
  staffRecords: StaffRecords
  menuImages: MenuImages
  knownCashShifts: KnownCashShifts
  eventLog: EventLog
  ediOrders: EdiOrders
  reports: ReportEngine
  oldReports: OldReports
  pluginData: PluginData
}

export type Storage = RushSigns & {
  node: { id: Uuid; secret: Buffer }
  /**
   * A keyed digest of what a client asked for, equal for equal requests: phones and addresses that are part of it cannot be
   * found by trying (ADR 4).
   */
  digestOf(request: unknown): Buffer
  /** Repositories outside any transaction: one statement each. */
  now: Tx
  /** Reports as texts, where those can be written where their groups are found. */
  reportText: WriteReportText
  /** {@link Commands.acceptDelivery} in one transaction with those that arrive at the same time. */
  acceptDelivery(accepted: AcceptedDelivery): Promise<boolean>
  /** Writes what arrives together together: each is answered after the commit of its group (ADR 6). */
  inGroups<Item, Answer>(groups: Groups<Item, Answer>): (item: Item) => Promise<Answer>
  /** A desk whose statements follow one another without being waited for, each a transaction of its own (ADR 29). */
  openDeskLine(): DeliveryDesk
  /** How many entries wait for a follower, as far as memory knows. */
  waiting(step: FollowStep): number
  /** All or nothing. Nothing inside may use {@link Storage.now}. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs a follower's batch: reads what it has not seen, handles it and moves its cursor in one transaction. */
  follow(step: FollowStep): Promise<number>
  /** Gives positions and hashes to entries that have none yet; returns whom they concern, in their order. */
  sequence(limit: number): Promise<PlacedEntry[]>
  /** Nothing of what is remembered holds any more: the whole database was exchanged for another one. */
  forget(): void
  /** Checks the chain of the journal from its start. */
  verifyJournal(): Promise<JournalVerdict>
  close(): Promise<void>
}
export type Groups<Item, Answer> = {
  /** Writes a group in one transaction; answers in its order. Writing an item again must be harmless. */
  write(items: readonly Item[]): Promise<Answer[]>
  /** Items of equal keys never stand in one group. */
  keyOf(item: Item): string
  /** How many groups may be on their way now: more than one only where the second need not wait for the first. */
  groupsMax(): number
}
/** What a check of the chain found: the first position whose content or hash is not what was written. */
export type JournalVerdict = { entries: number; brokenAt: bigint | null; reason: string | null }
export type FollowStep = {
  name: string
  kinds: readonly string[] | null
  /** Null: of all groups and of none. */
  terminalGroupId: Uuid | null
  /** Besides those of the group, entries that concern none: the whole company's. */
  hearsCompany?: boolean
  /** Passes over what the till and the cloud of its group did at once (ADR 24). */
  skipsDone?: boolean
  limit: number
  /** Entries of a later time wait, and what follows them; a slow line of a sandbox. */
  notAfter?: number | null
  handle(tx: Tx, entries: SequencedEntry[]): Promise<void>
}

/** What every use case is given. */
export type App = {
  storage: Storage
  clock: Clock
  random: Random
  /** Present picture of a tenant's books; cached. */
  catalog(tenantId: Uuid): Promise<Catalog>
  /** The books of a tenant were saved; the next {@link App.catalog} reads them. */
  forgetCatalog(tenantId: Uuid): void
  /** Groups of tills that take no orders until somebody wakes them (cloud-api §6.7); cached. */
  sleepers: Sleepers
  /** Guests whom the restaurant does not trust (cloud-api §4.3); cached. */
  blacklist: Blacklist
  /** The till of a group if it can be handed a delivery right now; null when it has to be told through the journal. */
  tillAtHand(terminalGroupId: Uuid): TillAtHand | null
  /** A chain on another node owns the books (ADR 38). */
  isUnderChain?: boolean
  /** Tells the followers that something was appended. */
  wake(): void
}
