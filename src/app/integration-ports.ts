/** Ports towards those who integrate with us: keys, licences, webhooks and other nodes. */
import type { LedgerKind, LedgerLine } from '../domain/loyalty/ledger.ts'
import type { Money } from '../kernel/exact.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { AdminRole } from './admin/roles.ts'
import type { CloudOrder, CloudReserve, CloudTableOrder, SequencedEntry } from './records.ts'

export type WebhookFilter = {
  deliveryOrderFilter?: {
    orderStatuses?: string[]
    itemStatuses?: string[]
    errors?: boolean
    returnedExternalDataKeys?: string[]
  } | null
  tableOrderFilter?: { orderStatuses?: string[]; itemStatuses?: string[]; errors?: boolean } | null
  reserveFilter?: { updates?: boolean; errors?: boolean } | null
  stopListUpdateFilter?: { updates?: boolean } | null
  personalShiftFilter?: { updates?: boolean } | null
  nomenclatureUpdateFilter?: { updates?: boolean } | null
  businessHoursAndMappingUpdateFilter?: { updates?: boolean } | null
  /** Of our own making: the document has the event `KitchenOrderUpdate` and no way to ask for it (cloud-api §7.2). */
  kitchenOrderUpdateFilter?: { updates?: boolean } | null
}
export type WebhookSubscription = {
  tenantId: Uuid
  organizationId: Uuid
  loginId: Uuid
  uri: string | null
  authToken: string | null
  filter: WebhookFilter
  /** `iiko`: the plan of cloud-api §7.5; `durable`: signed, retried for days, replayable. */
  profile: 'iiko' | 'durable'
  signingSecret: string | null
  blockedUntil: number | null
  blockLevel: number
}
/** A subscription as events are sorted for it. */
export type WebhookAudience = WebhookSubscription & {
  /** The login hears only of orders with this key; null: of all (cloud-api §1.3, §7.1). */
  sourceKey: string | null
}
/**
 * Whom iikoCard tells when balances of guests change (biz-card-api §12.16): a receiver of its own beside that of the same
 * key's events, with a health of its own.
 */
export type BalanceSubscription = {
  tenantId: Uuid
  organizationId: Uuid
  /** Of the subscription; as a receiver it goes by this id. */
  id: Uuid
  /** The API key that asked for it. */
  keyId: Uuid
  url: string
  /** Sent inside of each event, so that the receiver knows us; null: nothing is sent. */
  password: string | null
  /** Null: every wallet. */
  walletIds: Uuid[] | null
}
/** A change of a guest's balance as the outbox keeps it; whose phone it is, is looked up when it is sent. */
export type BalanceNews = {
  kind: 'guestBalance'
  guestId: Uuid
  /** Where it happened. */
  organizationId: Uuid
  line: {
    kind: LedgerKind
    officeUser: LedgerLine['officeUser']
    walletId: Uuid
    sum: Money
    balanceAfter: Money
    orderId: Uuid | null
    orderNumber: number | null
  }
}
export type WebhookEventType =
  | 'DeliveryOrderUpdate'
  | 'DeliveryOrderError'
  | 'TableOrderUpdate'
  | 'TableOrderError'
  | 'ReserveUpdate'
  | 'ReserveError'
  | 'StopListUpdate'
  | 'PersonalShift'
  | 'NomenclatureUpdate'
  | 'BusinessHoursAndMappingUpdate'
  | 'KitchenOrderUpdate'
  | 'GuestBalanceChanged'
/** `subject` is what happened in our own words; the family renders it when it is sent. */
export type WebhookSubject =
  | { kind: 'delivery'; order: CloudOrder; externalDataKeys: string[] }
  | { kind: 'tableOrder'; order: CloudTableOrder }
  | { kind: 'reserve'; reserve: CloudReserve }
  | { kind: 'stopList'; terminalGroupId: Uuid; isFull: boolean }
  | { kind: 'personalShift'; employeeId: Uuid; roleId: Uuid | null; opened: boolean; terminalGroupId: Uuid }
  | { kind: 'nomenclature' }
  | { kind: 'restrictions' }
  | { kind: 'kitchen'; orderId: Uuid; terminalGroupId: Uuid }
  | BalanceNews
export type NewWebhookEvent = {
  tenantId: Uuid
  organizationId: Uuid
  id: Uuid
  loginId: Uuid
  entityId: Uuid
  eventType: WebhookEventType
  correlationId: Uuid
  at: number
  subject: WebhookSubject
}
export type WebhookEvent = NewWebhookEvent & {
  seq: bigint
  state: 'waiting' | 'delivered' | 'dropped'
  attempts: number
  nextAttemptAt: number
  lastError: string | null
}
/** An event as the outbox keeps it. */
export type OutboxEvent = WebhookEvent & {
  /** When it was put there, or when somebody asked to send it again. */
  queuedAt: number
  /** When it was delivered or dropped. */
  settledAt: number | null
}
/** Whom events go to: one for each organization and login. */
export type WebhookReceiver = { tenantId: Uuid; organizationId: Uuid; loginId: Uuid }
/** How the calls to a receiver went lately. */
export type WebhookHealth = {
  blockedFrom: number | null
  blockedUntil: number | null
  blockLevel: number
  /** Since when calls are counted. */
  windowFrom: number | null
  calls: number
  failures: number
}
export type DueEvents = {
  limit: number
  perReceiver: number
  /** Events that are under way. */
  except: readonly Uuid[]
  /** Receivers that can take no more at present. */
  full: readonly WebhookReceiver[]
}
export type Webhooks = {
  subscriptions(tenantId: Uuid, organizationIds: readonly Uuid[]): Promise<WebhookAudience[]>
  subscription(tenantId: Uuid, organizationId: Uuid, loginId: Uuid): Promise<WebhookSubscription | null>
  /** Another address or profile starts with a clean record of calls. */
  saveSubscription(subscription: WebhookSubscription): Promise<void>
  /** Those that guests' balances are told to, of the whole company, in the order of their ids. */
  balanceSubscriptions(tenantId: Uuid): Promise<BalanceSubscription[]>
  /** One with the same id gets the new password and wallets; what is known of the receiver's calls stays. */
  saveBalanceSubscription(subscription: BalanceSubscription): Promise<void>
  /** Ends all subscriptions of a login, or the one to balances with this id; what waits for them is dropped. */
  removeSubscriptions(tenantId: Uuid, loginId: Uuid): Promise<void>
  enqueue(events: readonly NewWebhookEvent[], now: number): Promise<void>
  /** Due events, each the oldest waiting one of its entity; receivers of the durable profile that rest are left out. */
  due(now: number, options: DueEvents): Promise<OutboxEvent[]>
  /** Keeps what attempts made of events. */
  settle(events: readonly OutboxEvent[]): Promise<void>
  /** Locked until the transaction ends. */
  health(receiver: WebhookReceiver): Promise<WebhookHealth | null>
  saveHealth(receiver: WebhookReceiver, health: WebhookHealth): Promise<void>
  /** Makes everything that waits for a receiver due. */
  hurry(receiver: WebhookReceiver, now: number): Promise<void>
  history(tenantId: Uuid, organizationId: Uuid, loginId: Uuid, limit: number): Promise<OutboxEvent[]>
  /** What receivers were or will be told about an entity, oldest first. */
  about(tenantId: Uuid, entityId: Uuid, limit: number): Promise<OutboxEvent[]>
  /** Sends again what happened since a moment and is settled; returns how many events that is. */
  replay(tenantId: Uuid, organizationId: Uuid, loginId: Uuid, since: number, now: number): Promise<number>
  /** Drops what waited too long for a receiver that failed, and forgets what is settled for long; `limit` of each. */
  prune(
    now: number,
    older: { waitingSince: number; settledSince: number },
    limit: number,
  ): Promise<{ dropped: number; forgotten: number }>
}

export type ApiKeySettings = {
  organizationIds: Uuid[]
  /** Null: every group of the organizations. */
  terminalGroupIds: Uuid[] | null
  /** Rights that are given: paths such as `deliveries/create`, or all below one: `deliveries/*`. Null: every right. */
  allowedRights?: string[] | null
  /** Rights that are taken away again, written the same way. */
  deniedRights: string[]
  sourceKey: string | null
  externalMenuNumbers: number[]
  priceCategoryIds: Uuid[]
  email: string | null
}
export type ApiKey = {
  id: Uuid
  tenantId: Uuid
  name: string
  isActive: boolean
  expiresAt: number | null
  settings: ApiKeySettings
}
export type ApiKeys = {
  byLogin(apiLogin: string): Promise<ApiKey | null>
  byId(id: Uuid): Promise<ApiKey | null>
  list(tenantId: Uuid): Promise<ApiKey[]>
  save(key: ApiKey, apiLogin: string | null): Promise<void>
  /** False when the tenant has no such key. */
  remove(tenantId: Uuid, id: Uuid): Promise<boolean>
  /** True when the application exists and the secret is its present one. */
  checkApp(appId: Uuid, clientSecret: string): Promise<boolean>
  /** Applications that a tenant registered; those of the whole storage belong to nobody. */
  apps(tenantId: Uuid): Promise<ApiApp[]>
  /** Registers an application, or gives the one of the same tenant a new name and secret. */
  saveApp(app: ApiApp & { clientSecret: string; tenantId?: Uuid | null }): Promise<void>
  removeApp(tenantId: Uuid, appId: Uuid): Promise<boolean>
}
/** A program of an integrator; the key, not the application, decides which organizations it reaches (cloud-api §1.2). */
export type ApiApp = { appId: Uuid; name: string }
/** Seats null: not counted. */
export type Licence = { module: string; seats: number | null; expiresAt: number | null }
export type Licences = {
  of(tenantId: Uuid): Promise<Licence[]>
  save(tenantId: Uuid, licence: Licence): Promise<void>
  /** False when the tenant has no licence of that name. */
  remove(tenantId: Uuid, module: string): Promise<boolean>
}

/** Who may open the admin page; logins are unique in the whole storage. */
export type AdminAccount = { id: Uuid; tenantId: Uuid; login: string; passwordHash: string; role: AdminRole }
export type AdminSession = { tenantId: Uuid; adminId: Uuid; expiresAt: number }
export type Admins = {
  byLogin(login: string): Promise<AdminAccount | null>
  byId(tenantId: Uuid, id: Uuid): Promise<AdminAccount | null>
  list(tenantId: Uuid): Promise<AdminAccount[]>
  save(account: AdminAccount, at: number): Promise<void>
  remove(tenantId: Uuid, id: Uuid): Promise<void>
  /** Whose key for external applications it is (biz-card-api §2.3). */
  byExternalKey(key: string): Promise<AdminAccount | null>
  /** The one before it opens nothing any more; null: there is none. */
  setExternalKey(tenantId: Uuid, id: Uuid, key: string | null): Promise<void>
  openSession(session: AdminSession, token: string): Promise<void>
  session(token: string): Promise<AdminSession | null>
  closeSession(token: string): Promise<void>
  closeSessionsOf(tenantId: Uuid, adminId: Uuid): Promise<void>
  /** Forgets sessions that have expired. */
  pruneSessions(now: number): Promise<void>
}

export type TillPlace = { tenantId: Uuid; organizationId: Uuid; terminalGroupId: Uuid }
export type LinkPeer = { id: Uuid; tenantId: Uuid; organizationId: Uuid; terminalGroupId: Uuid; name: string }
export type EntryFilter = {
  tenantId: Uuid
  terminalGroupId: Uuid
  origin: 'here' | 'elsewhere' | 'any'
  kinds: readonly string[] | null
  /** Without commands that this node itself has answered, before the group was given to a node of its own. */
  notAnsweredHere?: true
  /** Of this node only these kinds, of others all: what the standby of a till is to know (ADR 32). */
  ownKinds?: readonly string[]
  /** With `origin: 'here'`: besides this node's own those of other nodes after a seq. */
  alsoOf?: readonly { origin: Uuid; afterSeq: bigint }[]
}
export type Links = {
  savePeer(peer: LinkPeer, token: string): Promise<void>
  /** Tills of other nodes, known or not yet seen. */
  peers(): Promise<LinkPeer[]>
  peerByToken(token: string): Promise<LinkPeer | null>
  /** The one till that this node plays for a cloud elsewhere; null when it never met its cloud. */
  identity(): Promise<TillPlace | null>
  saveIdentity(till: TillPlace): Promise<void>
  cursor(peer: string): Promise<bigint>
  moveCursor(peer: string, position: bigint): Promise<void>
  /** The last position given in this storage. */
  lastPosition(): Promise<bigint>
  /** Sequenced entries after `position` that concern a terminal group or the whole tenant, oldest first. */
  entriesFor(filter: EntryFilter, position: bigint, limit: number): Promise<SequencedEntry[]>
  /** How many entries after `position` concern the terminal group itself; `notDone`: and were not done at once (ADR 24). */
  countAfter(filter: EntryFilter & { notDone?: true }, position: bigint): Promise<number>
  /** How far a follower of this storage has come; null when none of that name has made a step. */
  followerPosition(name: string): Promise<bigint | null>
}
