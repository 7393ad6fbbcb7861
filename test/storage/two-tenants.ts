import type {
  CashShiftSale,
  CloudOrder,
  CloudReserve,
  CloudTableOrder,
  CommandRecord,
  KnownCashShift,
  NewEntry,
  NewWebhookEvent,
  PrintJob,
  Reign,
  SetAside,
  Tx,
} from '../../src/app/ports.ts'
import type { EdiOrder } from '../../src/domain/edi/edi-order.ts'
import type { LoggedEvent } from '../../src/domain/event-log/logged-event.ts'
import type { TillWallet } from '../../src/domain/loyalty/till-wallet.ts'
import type { Contact } from '../../src/domain/orders/order.ts'
import type { TableOrder } from '../../src/domain/orders/tables/table-order.ts'
import type { Reserve } from '../../src/domain/reserves/reserve.ts'
import { newCashShift } from '../../src/domain/shifts/cash-shift.ts'
import type { CashShift, PersonalShift } from '../../src/domain/shifts/shifts.ts'
import type { StaffRecord } from '../../src/domain/staff/records.ts'
import { anOrder, aTableOrder, noon } from './an-order.ts'
import { nextId } from './file-database.ts'
import { fillReports } from './isolation-cases-of-reports.ts'
import { fillImages } from './two-albums.ts'
import { fillDrafts } from './two-desks.ts'
import { fillDocuments } from './two-ledgers.ts'
import { fillLoyalty, loyal } from './two-loyalties.ts'

/** The same ids in both tenants, so that a statement that forgets its tenant meets the other one's row. */
const shared = {
  organizationId: nextId(),
  groupId: nextId(),
  orderId: nextId(),
  contactId: nextId(),
  guestId: nextId(),
  commandId: nextId(),
  bookItemId: nextId(),
  cashShiftId: nextId(),
  personalShiftId: nextId(),
  employeeId: nextId(),
  loginId: nextId(),
  eventId: nextId(),
  entryId: nextId(),
  failureId: nextId(),
  documentId: nextId(),
  postingId: nextId(),
  paymentPostingId: nextId(),
  accountId: nextId(),
  storeId: nextId(),
  productId: nextId(),
  draftId: nextId(),
  tableId: nextId(),
  posOrderId: nextId(),
}
export const phone = '+79005550101'

/** One of two tenants that look alike: what is its own alone tells whose a row is. */
export type Own = typeof shared & {
  tenantId: string
  /** Stands in everything of this tenant that holds a text. */
  mark: string
  /** An id that stands where there is no text. */
  ownId: string
  keyId: string
  appId: string
  adminId: string
  apiLogin: string
  peerId: string
  linkToken: string
  serverId: string
  serverToken: string
  /** How many of a thing it has, where only numbers are told: 1 or 3. */
  count: number
}

export const anOwner = (mark: string, count: number): Own => ({
  ...shared,
  tenantId: nextId(),
  mark,
  ownId: nextId(),
  keyId: nextId(),
  appId: nextId(),
  adminId: nextId(),
  apiLogin: `login of ${mark}`,
  peerId: nextId(),
  linkToken: `token of ${mark}`,
  serverId: nextId(),
  serverToken: `token of the server of ${mark}`,
  count,
})

const many = <T>({ count }: Own, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

export const contactOf = ({ mark }: Own): Contact => ({
  phone,
  phoneExtension: null,
  customer: { type: 'one-time', name: mark },
  deliveryPoint: null,
})

export const placeOf = ({ tenantId, organizationId, groupId }: Own) => ({
  tenantId,
  organizationId,
  terminalGroupId: groupId,
})

export const tillOrderOf = (own: Own, id = own.orderId) =>
  anOrder({ ...placeOf(own), id, contactId: own.contactId, comment: own.mark, number: 7 })

export const cloudOrderOf = (own: Own, id = own.orderId): CloudOrder => ({
  ...placeOf(own),
  id,
  loginId: own.loginId,
  sourceKey: own.mark,
  externalNumber: null,
  creationStatus: 'Success',
  error: null,
  revision: 5n,
  receivedAt: noon,
  receivedFromFrontAt: noon,
  contactId: own.contactId,
  trackingLink: null,
  state: tillOrderOf(own, id),
})

export const tableOrderOf = (own: Own, id = own.orderId): TableOrder =>
  aTableOrder({ ...placeOf(own), id, posId: own.posOrderId, tableIds: [own.tableId], tabName: own.mark })

export const cloudTableOrderOf = (own: Own, id = own.orderId): CloudTableOrder => ({
  ...placeOf(own),
  id,
  loginId: own.loginId,
  sourceKey: own.mark,
  externalNumber: null,
  creationStatus: 'Success',
  error: null,
  revision: 5n,
  receivedAt: noon,
  contactId: own.contactId,
  tableIds: [own.tableId],
  state: tableOrderOf(own, id),
})

export const reserveOf = (own: Own, id = own.orderId): Reserve => ({
  ...placeOf(own),
  id,
  externalNumber: null,
  sourceKey: null,
  contactId: own.contactId,
  guestId: null,
  guestCount: 2,
  comment: own.mark,
  durationInMinutes: 60,
  shouldRemind: false,
  tableIds: [own.tableId],
  estimatedStartTime: noon,
  eventType: null,
  status: 'New',
  cancelReason: null,
  guestsComingTime: null,
  banquet: null,
  whenReceivedByApi: noon,
  whenCreated: noon,
  version: 1,
})

export const cloudReserveOf = (own: Own): CloudReserve => {
  const { tableIds: _, ...picture } = cloudTableOrderOf(own)
  return { ...picture, state: reserveOf(own) }
}

export const commandOf = (own: Own, id = own.commandId): CommandRecord => ({
  ...placeOf(own),
  id,
  kind: own.mark,
  orderId: own.orderId,
  state: 'InProgress',
  error: null,
  acceptedAt: noon,
  deadline: noon,
  finishedAt: null,
})

export const entryOf = (own: Own, entryId = own.entryId): NewEntry => ({
  ...placeOf(own),
  entryId,
  at: noon,
  actor: own.mark,
  kind: 'delivery.placed',
  entity: 'delivery',
  entityId: own.orderId,
  correlationId: own.commandId,
  completes: false,
  payload: { mark: own.mark },
})

const failureOf = (own: Own, entryId = own.failureId): NewEntry => ({
  ...entryOf(own, entryId),
  kind: 'till.commandFailed',
  entity: 'command',
  entityId: own.commandId,
  completes: true,
  payload: { orderId: own.orderId, refusal: { code: 'order.not-found', params: { orderId: own.mark } } },
})

export const eventOf = (own: Own, id = own.eventId): NewWebhookEvent => ({
  tenantId: own.tenantId,
  organizationId: own.organizationId,
  id,
  loginId: own.loginId,
  entityId: own.orderId,
  eventType: 'StopListUpdate',
  correlationId: own.ownId,
  at: noon,
  subject: { kind: 'stopList', terminalGroupId: own.ownId, isFull: true },
})

export const subscriptionOf = (own: Own) => ({
  tenantId: own.tenantId,
  organizationId: own.organizationId,
  loginId: own.loginId,
  uri: `https://example.org/${own.mark}`,
  authToken: own.mark,
  filter: {},
  profile: 'iiko' as const,
  signingSecret: own.mark,
  blockedUntil: null,
  blockLevel: 0,
})

export const balanceSubscriptionOf = (own: Own, id = own.ownId) => ({
  tenantId: own.tenantId,
  organizationId: own.organizationId,
  id,
  keyId: own.loginId,
  url: `https://example.org/balances/${own.mark}`,
  password: own.mark,
  walletIds: null,
})

export const cashShiftOf = (own: Own): CashShift =>
  newCashShift({
    id: own.cashShiftId,
    number: 1,
    openedAt: noon,
    openedBy: { id: own.employeeId, name: own.mark },
    accountingDay: '2031-05-06',
    startCash: 0n,
  })

export const knownCashShiftOf = (own: Own): KnownCashShift => ({
  ...placeOf(own),
  revision: 1n,
  shift: cashShiftOf(own),
})

export const knownSaleOf = ({ tenantId, cashShiftId, orderId, ownId }: Own): CashShiftSale => ({
  tenantId,
  shiftId: cashShiftId,
  orderId,
  at: noon,
  sale: { sum: 1n, lines: [], payments: [{ id: ownId, typeId: ownId, kind: 'Cash', sum: 1n }] },
})

export const personalShiftOf = (own: Own): PersonalShift => ({
  id: own.personalShiftId,
  employeeId: own.employeeId,
  terminalGroupId: own.groupId,
  roleId: own.ownId,
  openedAt: noon,
  closedAt: null,
})

const stopsOf = ({ ownId }: Own) => [
  { productId: ownId, sizeId: null, balance: 0n, isCounted: false, dateAdd: noon },
]

export const bookItemOf = ({ bookItemId, mark }: Own) => ({
  book: 'marketingSource' as const,
  id: bookItemId,
  organizationId: null,
  isDeleted: false,
  body: { name: mark },
})

export const keyOf = ({ keyId, tenantId, mark }: Own) => ({
  id: keyId,
  tenantId,
  name: mark,
  isActive: true,
  expiresAt: null,
  settings: {
    organizationIds: [],
    terminalGroupIds: null,
    deniedRights: [],
    sourceKey: mark,
    externalMenuNumbers: [],
    priceCategoryIds: [],
    email: null,
  },
})

export const reignOf = (own: Own): Reign => ({ epoch: 7, nodeId: own.ownId, isAlone: false, since: noon })
export const asideOf = (own: Own): SetAside => ({
  origin: own.ownId,
  afterSeq: 1n,
  upToSeq: 5n,
  epoch: 7,
  at: noon,
})
export const peerOf = (own: Own) => ({ id: own.peerId, ...placeOf(own), name: own.mark })

export const serverOf = (own: Own) => ({
  id: own.serverId,
  tenantId: own.tenantId,
  line: 'outlet' as const,
  organizationId: own.organizationId,
  name: own.mark,
})

export const appOf = ({ appId, tenantId, mark }: Own) => ({
  appId,
  tenantId,
  name: mark,
  clientSecret: `secret of ${mark}`,
})

export const adminOf = ({ adminId, tenantId, mark }: Own) => ({
  id: adminId,
  tenantId,
  login: mark,
  passwordHash: 'hash',
  role: 'owner' as const,
})

/** The same person in the back office. */
export const loginOf = ({ adminId, tenantId, mark }: Own) => ({
  tenantId,
  employeeId: adminId,
  login: mark,
  passwordHash: 'a hash',
})
export const sessionOf = ({ adminId, tenantId }: Own) => ({ tenantId, adminId, expiresAt: noon + 60_000 })

export const keptCallOf = (own: Own) => ({
  tenantId: own.tenantId,
  loginId: own.loginId,
  hash: Buffer.alloc(32, 1),
  digest: Buffer.alloc(32, 2),
  correlationId: own.ownId,
  expiresAt: noon + 60_000,
})

/** The guest and the wallet are called the same in both tenants. */
export const tillWalletOf = ({ ownId, count }: Own): TillWallet => ({
  guestId: loyal.guestId,
  walletId: loyal.walletId,
  balance: BigInt(count),
  holds: [{ id: ownId, sum: 1n }],
  waiting: [],
})

/** A paper that the printer could not print. */
export const printJobOf = ({ ownId, orderId, count }: Own): PrintJob => ({
  id: ownId,
  printerId: orderId,
  paper: { kind: 'bill' },
  orderId,
  entry: { origin: ownId, seq: BigInt(count) },
  isCopy: false,
  ...{ madeAt: noon, madeBy: 'till', state: 'failed', attempts: count, triedAt: noon },
  trouble: { code: 'printer.no-paper', params: { printer: 'one' } },
  fiscal: { before: count, document: null },
})

/** Something in every table for one tenant. */
export const attendanceOf = (own: Own): StaffRecord<'attendance'> => ({
  kind: 'attendance',
  id: own.employeeId,
  ownerId: own.employeeId,
  from: noon,
  to: null,
  isDeleted: false,
  revision: 1n,
  body: {
    roleId: null,
    organizationId: own.organizationId,
    attendanceTypeId: null,
    comment: own.mark,
    personalFrom: null,
    personalTo: null,
    createdAt: noon,
    modifiedAt: noon,
    modifiedBy: null,
  },
})

export const loggedEventOf = (own: Own, id = own.ownId): LoggedEvent => ({
  id,
  entryId: null,
  organizationId: own.organizationId,
  at: noon,
  type: 'orderPaid',
  orderNumber: 7,
  attributes: [{ name: 'login', value: own.mark, type: 'java.lang.String' }],
})

/** Named the same in both tenants. */
export const ediOrderOf = (own: Own): EdiOrder => ({
  tenantId: own.tenantId,
  organizationId: own.organizationId,
  id: own.ownId,
  number: '1',
  date: '2026-09-01',
  status: 'original',
  processing: 'draft',
  content: {
    sellerId: own.ownId,
    storeId: null,
    invoicee: null,
    requestedAt: noon,
    comment: own.mark,
    lines: [],
  },
  isSeen: false,
  isCancellationSeen: false,
  response: null,
  invoices: [],
  createdAt: noon,
  modifiedAt: noon,
  revision: 1n,
})

export async function fill(tx: Tx, own: Own): Promise<void> {
  const { tenantId, organizationId, groupId, mark } = own
  await tx.tenants.save({ id: tenantId, name: mark }, noon)
  for (const item of many(own, () => bookItemOf(own))) await tx.books.save(tenantId, [item])
  await tx.contacts.save(tenantId, [{ id: own.contactId, contact: contactOf(own) }])
  await tx.guests.save(tenantId, [{ id: own.guestId, phone, contactId: own.ownId }], noon)
  await tx.guests.setBlacklisted(tenantId, own.guestId, mark)
  await tx.tillOrders.save([tillOrderOf(own), ...many(own, () => tillOrderOf(own, nextId()))])
  await tx.tableOrders.save(many(own, (index) => tableOrderOf(own, index === 0 ? own.orderId : nextId())))
  await tx.cloudTableOrders.save([cloudTableOrderOf(own)])
  await tx.reserves.save([reserveOf(own)])
  await tx.tillWallets.save(placeOf(own), [tillWalletOf(own)])
  await tx.printJobs.add(placeOf(own), [printJobOf(own)])
  await tx.cloudReserves.save([cloudReserveOf(own)])
  await tx.tillOrders.takeNumbers({ ...placeOf(own), counter: 'orders' }, own.count)
  await tx.tillOrders.claimPositions(tenantId, organizationId, [own.ownId], noon)
  await tx.stopLists.saveAtTill(tenantId, organizationId, groupId, stopsOf(own))
  await tx.stopLists.saveInCloud(tenantId, organizationId, groupId, stopsOf(own))
  await tx.shifts.saveCashShift(tenantId, organizationId, groupId, cashShiftOf(own))
  await tx.shifts.savePersonalShift(tenantId, organizationId, groupId, personalShiftOf(own))
  await tx.commands.insert(commandOf(own))
  await tx.cloudOrders.save([cloudOrderOf(own)])
  await tx.liveness.beat(tenantId, organizationId, groupId, noon + own.count)
  // Another group of another organization sleeps.
  await tx.liveness.setAsleep(own.tenantId, own.groupId, own.orderId, true)
  await tx.webhooks.saveSubscription(subscriptionOf(own))
  await tx.webhooks.saveBalanceSubscription(balanceSubscriptionOf(own))
  await tx.webhooks.enqueue([eventOf(own)], noon)
  await tx.keys.save(keyOf(own), own.apiLogin)
  await tx.keys.saveApp(appOf(own))
  await tx.admins.save(adminOf(own), noon)
  await tx.backOfficeLogins.save(loginOf(own), noon)
  await tx.staffRecords.save(own.tenantId, [attendanceOf(own)])
  await fillImages(tx, own)
  await tx.knownCashShifts.save(knownCashShiftOf(own))
  await tx.knownCashShifts.addSale(knownSaleOf(own))
  await tx.ediOrders.insert(ediOrderOf(own))
  await tx.eventLog.append(
    tenantId,
    many(own, (index) => loggedEventOf(own, index === 0 ? own.ownId : nextId())),
  )
  await tx.admins.openSession(sessionOf(own), own.linkToken)
  await tx.idempotencyKeys.take(keptCallOf(own), noon)
  await fillDocuments(tx, own)
  await fillReports(tx, own)
  await fillLoyalty(tx, own)
  await fillDrafts(tx, own)
  await tx.licences.save(tenantId, { module: 'shared module', seats: 1, expiresAt: null })
  await tx.licences.save(tenantId, { module: mark, seats: own.count, expiresAt: null })
  await tx.links.savePeer(peerOf(own), own.linkToken)
  await tx.serverLines.savePeer(serverOf(own), own.serverToken, noon)
  await tx.standbys.saveReign(placeOf(own), reignOf(own))
  await tx.standbys.putAside(placeOf(own), asideOf(own))
  await tx.journal.append([{ ...entryOf(own, nextId()), kind: 'till.command', correlationId: nextId() }])
  await tx.journal.append([entryOf(own), failureOf(own), ...many(own, () => entryOf(own, nextId()))])
}
