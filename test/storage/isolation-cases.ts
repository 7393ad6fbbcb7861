import type { DecidedDeliveries, Tx } from '../../src/app/ports.ts'
import { noon } from './an-order.ts'
import { nextId } from './file-database.ts'
import { type Cases, changes, counts, global, tells } from './isolation-case.ts'
import { backOfficeCases } from './isolation-cases-of-back-office.ts'
import { documentCases } from './isolation-cases-of-documents.ts'
import { draftCases } from './isolation-cases-of-drafts.ts'
import { loyaltyCases } from './isolation-cases-of-loyalty.ts'
import { pluginCases } from './isolation-cases-of-plugins.ts'
import { reportCases } from './isolation-cases-of-reports.ts'
import { tableCases } from './isolation-cases-of-tables.ts'
import {
  adminOf,
  appOf,
  asideOf,
  balanceSubscriptionOf,
  bookItemOf,
  cashShiftOf,
  cloudOrderOf,
  commandOf,
  contactOf,
  entryOf,
  eventOf,
  keptCallOf,
  keyOf,
  type Own,
  peerOf,
  personalShiftOf,
  phone,
  placeOf,
  reignOf,
  serverOf,
  sessionOf,
  subscriptionOf,
  tillOrderOf,
} from './two-tenants.ts'

const otherPhone = '+79005550102'
const receiver = ({ tenantId, organizationId, loginId }: Own) => ({ tenantId, organizationId, loginId })
const ofGroup = (own: Own) => ({
  tenantId: own.tenantId,
  terminalGroupId: own.groupId,
  origin: 'any' as const,
  kinds: null,
})
const lineOf = (own: Own) => ({
  tenantId: own.tenantId,
  kinds: null,
  exceptKinds: [],
  exceptOrigin: nextId(),
  terminalGroupIds: null,
  hearsCompany: true,
})
const outboxEvent = (own: Own) => ({
  ...eventOf(own),
  state: 'delivered' as const,
  attempts: 1,
  nextAttemptAt: noon,
  lastError: null,
  queuedAt: noon,
  settledAt: noon,
})
const waiting = async (tx: Tx, { tenantId }: Own) => {
  const events = await tx.webhooks.due(noon, { limit: 100, perReceiver: 10, except: [], full: [] })
  return events.filter((event) => event.tenantId === tenantId)
}
const stored = (own: Own) => ({
  ...entryOf(own, nextId()),
  origin: nextId(),
  seq: 1n,
  digest: Buffer.alloc(32),
})

const journal: Cases['journal'] = {
  append: changes((tx, own) => tx.journal.append([entryOf(own, nextId())])),
  takeOver: changes((tx, own) => tx.journal.takeOver([stored(own)])),
  answered: tells((tx, own) => tx.journal.answered(own.tenantId, [own.commandId])),
  ofEntity: tells((tx, own) => tx.journal.ofEntity(own.tenantId, own.orderId)),
  ofCorrelation: tells((tx, own) => tx.journal.ofCorrelation(own.tenantId, own.commandId)),
  journeyOf: tells((tx, own) => tx.journal.journeyOf(own.tenantId, own.orderId)),
  ordersNumbered: counts(
    async (tx, own) => (await tx.journal.ordersNumbered(own.tenantId, 7, 100)).length,
    // One id has a delivery and an order on a table.
    ({ count }) => 2 * count,
  ),
}

const books: Cases['books'] = {
  catalog: tells(async (tx, own) => (await tx.books.catalog(own.tenantId)).all('marketingSource')),
  revision: counts(
    (tx, own) => tx.books.revision(own.tenantId),
    ({ count }) => BigInt(count),
  ),
  changedSince: tells((tx, own) => tx.books.changedSince(own.tenantId, 0n)),
  save: changes((tx, own) => tx.books.save(own.tenantId, [bookItemOf(own)])),
  takeRevision: changes((tx, own) => tx.books.takeRevision(own.tenantId)),
  takeOver: changes((tx, own) => tx.books.takeOver(own.tenantId, [{ ...bookItemOf(own), revision: 9n }], 9n)),
}

const persons: Pick<Cases, 'contacts' | 'guests'> = {
  contacts: {
    save: changes((tx, own) =>
      tx.contacts.save(own.tenantId, [{ id: own.contactId, contact: contactOf(own) }]),
    ),
    load: tells(async (tx, own) => [...(await tx.contacts.load(own.tenantId, [own.contactId]))]),
    destroy: changes((tx, own) => tx.contacts.destroy(own.tenantId, phone)),
  },
  guests: {
    byIds: tells(async (tx, own) => [...(await tx.guests.byIds(own.tenantId, [own.guestId]))]),
    blacklisted: counts(
      async (tx, own) => (await tx.guests.blacklisted(own.tenantId)).size,
      () => 1,
    ),
    setBlacklisted: changes((tx, own) => tx.guests.setBlacklisted(own.tenantId, own.guestId, 'rude')),
    byPhones: tells(async (tx, own) => [...(await tx.guests.byPhones(own.tenantId, [phone]))]),
    save: changes((tx, own) =>
      tx.guests.save(own.tenantId, [{ id: nextId(), phone: '+79005550102', contactId: nextId() }], noon),
    ),
  },
}

const tills: Pick<Cases, 'tillOrders' | 'stopLists' | 'shifts'> = {
  tillOrders: {
    loadForChange: tells(async (tx, own) => [
      ...(await tx.tillOrders.loadForChange(own.tenantId, own.organizationId, [own.orderId])),
    ]),
    load: tells(async (tx, own) => [
      ...(await tx.tillOrders.load(own.tenantId, own.organizationId, [own.orderId])),
    ]),
    save: changes((tx, own) => tx.tillOrders.save([{ ...tillOrderOf(own), version: 2 }])),
    board: tells((tx, own) => tx.tillOrders.board(own.tenantId, own.groupId, 0)),
    countOpen: counts(
      (tx, own) => tx.tillOrders.countOpen(own.tenantId, own.groupId),
      ({ count }) => count + 1,
    ),
    counters: counts(
      async (tx, own) => (await tx.tillOrders.counters(placeOf(own))).map(({ value }) => value),
      ({ count }) => [count],
    ),
    takeNumbers: changes((tx, own) => tx.tillOrders.takeNumbers({ ...placeOf(own), counter: 'orders' }, 1)),
    claimPositions: changes((tx, own) =>
      tx.tillOrders.claimPositions(own.tenantId, own.organizationId, [nextId()], noon),
    ),
    releasePositions: changes((tx, own) => tx.tillOrders.releasePositions(own.tenantId, [own.ownId])),
  },
  stopLists: {
    atTill: tells((tx, own) => tx.stopLists.atTill(own.tenantId, own.groupId)),
    saveAtTill: changes((tx, own) =>
      tx.stopLists.saveAtTill(own.tenantId, own.organizationId, own.groupId, []),
    ),
    inCloud: tells((tx, own) => tx.stopLists.inCloud(own.tenantId, [own.organizationId])),
    saveInCloud: changes((tx, own) =>
      tx.stopLists.saveInCloud(own.tenantId, own.organizationId, own.groupId, []),
    ),
  },
  shifts: {
    openCashShift: tells((tx, own) => tx.shifts.openCashShift(own.tenantId, own.groupId)),
    lastCashShift: tells((tx, own) => tx.shifts.lastCashShift(own.tenantId, own.groupId)),
    saveCashShift: changes((tx, own) =>
      tx.shifts.saveCashShift(own.tenantId, own.organizationId, own.groupId, {
        ...cashShiftOf(own),
        closedAt: noon,
      }),
    ),
    openPersonalShifts: tells((tx, own) => tx.shifts.openPersonalShifts(own.tenantId, own.organizationId)),
    savePersonalShift: changes((tx, own) =>
      tx.shifts.savePersonalShift(own.tenantId, own.organizationId, own.groupId, {
        ...personalShiftOf(own),
        closedAt: noon,
      }),
    ),
  },
}

/** A delivery that was accepted and decided. */
function decidedBy(own: Own): DecidedDeliveries {
  const id = nextId()
  const accepted = {
    command: commandOf(own, nextId()),
    order: cloudOrderOf(own, id),
    contact: { id: nextId(), contact: contactOf(own) },
    digest: null,
    entry: { ...entryOf(own, nextId()), entityId: id },
  }
  const order = { ...tillOrderOf(own, id), version: 1 }
  return { deliveries: [{ accepted, picture: accepted.order, order }], entries: [accepted.entry] }
}

const cloud: Pick<Cases, 'commands' | 'deliveryDesk' | 'cloudOrders' | 'liveness'> = {
  commands: {
    acceptDelivery: changes((tx, own) => {
      const orderId = nextId()
      return tx.commands.acceptDelivery({
        command: commandOf(own, nextId()),
        order: cloudOrderOf(own, orderId),
        contact: { id: nextId(), contact: contactOf(own) },
        digest: Buffer.alloc(32),
        entry: { ...entryOf(own, nextId()), entityId: orderId },
      })
    }),
    claimId: changes((tx, own) =>
      tx.commands.claimId({ ...placeOf(own), kind: 'order', id: nextId(), digest: null }, noon),
    ),
    claimOf: global('ids of orders are unique in the whole system (cloud-api §3.7)', (tx, own) =>
      tx.commands.claimOf(own.orderId),
    ),
    insert: changes((tx, own) => tx.commands.insert(commandOf(own, nextId()))),
    find: tells((tx, own) => tx.commands.find(own.tenantId, own.organizationId, own.commandId)),
    finish: changes((tx, own) => tx.commands.finish([{ ...commandOf(own), error: null }], noon)),
    withdrawRejected: changes(async (tx, own) => {
      await tx.cloudOrders.save([{ ...cloudOrderOf(own), creationStatus: 'Error', state: null }])
      await tx.commands.withdrawRejected(own.tenantId, own.organizationId, own.orderId)
    }),
    overdue: global('the clockwork looks after all tenants', (tx) => tx.commands.overdue(noon + 1, 10)),
  },
  deliveryDesk: {
    open: changes((tx, own) =>
      tx.deliveryDesk.open(
        { ...placeOf(own), counter: 'orders' },
        [{ id: nextId(), digest: null, at: noon }],
        [],
      ),
    ),
    books: tells((tx, own) =>
      tx.deliveryDesk.books(placeOf(own), { phones: [phone], orderIds: [own.orderId] }),
    ),
    save: changes((tx, own) => tx.deliveryDesk.save(placeOf(own), decidedBy(own), noon)),
    saveAsKnown: changes(async (tx, own) => {
      const claims = [{ id: nextId(), digest: null, at: noon }]
      const opened = await tx.deliveryDesk.open({ ...placeOf(own), counter: 'orders' }, claims, [])
      // Where somebody hears of orders the till is read.
      await tx.webhooks.saveSubscription({ ...subscriptionOf(own), uri: null })
      const saved = await tx.deliveryDesk.saveAsKnown(
        placeOf(own),
        { ...decidedBy(own), guests: [{ id: nextId(), phone: otherPhone, contactId: nextId() }] },
        {
          mark: { counter: 'orders', revision: opened?.revision ?? 0n },
          left: 7n,
          guests: [{ phone: otherPhone, id: null }],
          chosenIds: [],
          kinds: [],
        },
        noon,
      )
      if (!saved) throw new Error('the till was not as it is known')
    }),
  },
  cloudOrders: {
    search: tells((tx, own) =>
      tx.cloudOrders.search({
        tenantId: own.tenantId,
        organizationIds: [own.organizationId],
        sourceKeys: null,
        phone,
        limit: 100,
      }),
    ),
    load: tells(async (tx, own) => [...(await tx.cloudOrders.load(own.tenantId, [own.orderId]))]),
    save: changes((tx, own) => tx.cloudOrders.save([{ ...cloudOrderOf(own), revision: 6n }])),
    takeRevisions: global('revisions are per storage (cloud-api §6.1)', (tx) =>
      tx.cloudOrders.takeRevisions(1, noon),
    ),
    lastRevision: global('revisions are per storage (cloud-api §6.1)', (tx) => tx.cloudOrders.lastRevision()),
    setTrackingLink: changes((tx, own) =>
      tx.cloudOrders.setTrackingLink(own.tenantId, own.organizationId, own.orderId, 'https://example.org'),
    ),
  },
  liveness: {
    beat: changes((tx, own) =>
      tx.liveness.beat(own.tenantId, own.organizationId, own.groupId, noon + 60_000),
    ),
    of: counts(
      async (tx, own) => (await tx.liveness.of(own.tenantId, [own.organizationId])).map((one) => one.seenAt),
      ({ count }) => [noon + count],
    ),
    asleep: counts(
      async (tx, own) => (await tx.liveness.asleep(own.tenantId)).length,
      () => 1,
    ),
    silentSince: counts(
      async (tx, own) => (await tx.liveness.silentSince(own.tenantId, noon * 2)).length,
      () => 1,
    ),
    setAsleep: changes((tx, own) =>
      tx.liveness.setAsleep(own.tenantId, own.organizationId, own.groupId, true),
    ),
  },
}

const webhooks: Cases['webhooks'] = {
  subscriptions: tells((tx, own) => tx.webhooks.subscriptions(own.tenantId, [own.organizationId])),
  subscription: tells((tx, own) => tx.webhooks.subscription(own.tenantId, own.organizationId, own.loginId)),
  saveSubscription: changes((tx, own) => tx.webhooks.saveSubscription({ ...subscriptionOf(own), uri: null })),
  balanceSubscriptions: tells((tx, own) => tx.webhooks.balanceSubscriptions(own.tenantId)),
  saveBalanceSubscription: changes((tx, own) =>
    tx.webhooks.saveBalanceSubscription(balanceSubscriptionOf(own, nextId())),
  ),
  removeSubscriptions: changes((tx, own) => tx.webhooks.removeSubscriptions(own.tenantId, own.loginId)),
  enqueue: changes((tx, own) => tx.webhooks.enqueue([eventOf(own, nextId())], noon)),
  due: global('one sender serves all tenants; an event names its own', waiting),
  settle: changes(async (tx, own) => {
    const [event] = await waiting(tx, own)
    await tx.webhooks.settle([{ ...outboxEvent(own), seq: event?.seq ?? 0n }])
  }),
  hurry: changes(async (tx, own) => {
    const [event] = await waiting(tx, own)
    if (event) await tx.webhooks.settle([{ ...event, nextAttemptAt: noon + 60_000 }])
    await tx.webhooks.hurry(receiver(own), noon + 1)
  }),
  health: counts(
    async (tx, own) => {
      await tx.webhooks.saveHealth(receiver(own), { ...healthy, calls: own.count })
      return (await tx.webhooks.health(receiver(own)))?.calls
    },
    ({ count }) => count,
  ),
  saveHealth: changes((tx, own) => tx.webhooks.saveHealth(receiver(own), { ...healthy, calls: 77 })),
  history: tells((tx, own) => tx.webhooks.history(own.tenantId, own.organizationId, own.loginId, 100)),
  about: tells((tx, own) => tx.webhooks.about(own.tenantId, own.orderId, 100)),
  replay: changes(async (tx, own) => {
    const [event] = await waiting(tx, own)
    if (event) await tx.webhooks.settle([{ ...event, state: 'delivered', settledAt: noon }])
    return tx.webhooks.replay(own.tenantId, own.organizationId, own.loginId, 0, noon + 5)
  }),
  prune: global('one sender clears up for all tenants, by age alone', (tx) =>
    tx.webhooks.prune(noon, { waitingSince: 0, settledSince: 0 }, 10),
  ),
}
const healthy = {
  blockedFrom: null,
  blockedUntil: null,
  blockLevel: 0,
  windowFrom: null,
  calls: 0,
  failures: 0,
}

const byLogin = 'a key leads to its tenant'
const byToken = 'its owner is known by a token'
const access: Pick<Cases, 'keys' | 'licences' | 'links' | 'serverLines' | 'standbys' | 'tenants'> = {
  keys: {
    byLogin: global(byLogin, (tx, own) => tx.keys.byLogin(own.apiLogin)),
    byId: global(byLogin, (tx, own) => tx.keys.byId(own.keyId)),
    list: tells((tx, own) => tx.keys.list(own.tenantId)),
    save: changes((tx, own) => tx.keys.save({ ...keyOf(own), isActive: false }, null)),
    remove: changes((tx, own) => tx.keys.remove(own.tenantId, own.keyId)),
    apps: tells((tx, own) => tx.keys.apps(own.tenantId)),
    removeApp: changes((tx, own) => tx.keys.removeApp(own.tenantId, own.appId)),
    checkApp: global('an application may work for several tenants', (tx) => tx.keys.checkApp(nextId(), 'x')),
    saveApp: changes((tx, own) => tx.keys.saveApp({ ...appOf(own), name: 'renamed' })),
  },
  licences: {
    of: tells((tx, own) => tx.licences.of(own.tenantId)),
    save: changes((tx, own) =>
      tx.licences.save(own.tenantId, { module: own.mark, seats: 50, expiresAt: null }),
    ),
    remove: changes((tx, own) => tx.licences.remove(own.tenantId, 'shared module')),
  },
  links: {
    savePeer: changes((tx, own) => tx.links.savePeer({ ...peerOf(own), name: 'renamed' }, own.linkToken)),
    peers: global('the node asks which groups others play', (tx) => tx.links.peers()),
    peerByToken: global(byToken, (tx, own) => tx.links.peerByToken(own.linkToken)),
    identity: global('a node on its own plays one till', (tx) => tx.links.identity()),
    saveIdentity: global('a node on its own plays one till', (tx, own) =>
      tx.links.saveIdentity(placeOf(own)),
    ),
    cursor: global('cursors are of the storage', (tx, own) => tx.links.cursor(own.mark)),
    moveCursor: global('cursors are of the storage', (tx, own) => tx.links.moveCursor(own.mark, 1n)),
    lastPosition: global('positions are of the storage', (tx) => tx.links.lastPosition()),
    entriesFor: tells((tx, own) => tx.links.entriesFor(ofGroup(own), 0n, 1000)),
    countAfter: counts(
      (tx, own) => tx.links.countAfter(ofGroup(own), 0n),
      ({ count }) => count + 3,
    ),
    followerPosition: global('cursors are of the storage', (tx, own) => tx.links.followerPosition(own.mark)),
  },
  serverLines: {
    savePeer: changes((tx, own) =>
      tx.serverLines.savePeer({ ...serverOf(own), name: 'renamed' }, own.serverToken, noon),
    ),
    peers: tells((tx, own) => tx.serverLines.peers(own.tenantId)),
    peerByToken: global(byToken, (tx, own) => tx.serverLines.peerByToken(own.serverToken)),
    note: changes((tx, own) =>
      tx.serverLines.note(own.tenantId, own.serverId, { heardAt: noon + 1, toldAt: noon }),
    ),
    entries: tells((tx, own) => tx.serverLines.entries(lineOf(own), 0n, 1000)),
  },
  standbys: {
    standing: global('a node on its own plays one till', (tx) => tx.standbys.standing()),
    followed: global('a node on its own plays one till', (tx) => tx.standbys.followed()),
    saveStanding: global('a node on its own plays one till', (tx) =>
      tx.standbys.saveStanding({ isStandby: false, epoch: 0, partnerUrl: null, following: null }),
    ),
    placeFollower: global('cursors are of the storage', (tx, own) =>
      tx.standbys.placeFollower(own.mark, 1n, noon),
    ),
    reign: tells((tx, own) => tx.standbys.reign(placeOf(own))),
    saveReign: changes((tx, own) => tx.standbys.saveReign(placeOf(own), { ...reignOf(own), epoch: 8 })),
    lastSeq: counts(
      async (tx, own) => (await tx.standbys.lastSeq(own.tenantId, nextId())) === 0n,
      () => true,
    ),
    lastSeqWithin: counts(
      (tx, own) => tx.standbys.lastSeqWithin(own.tenantId, { ...asideOf(own), origin: nextId() }),
      () => null,
    ),
    dropAside: changes((tx, own) => tx.standbys.dropAside(placeOf(own), asideOf(own))),
    putAside: changes((tx, own) => tx.standbys.putAside(placeOf(own), { ...asideOf(own), afterSeq: 7n })),
    setAside: tells((tx, own) => tx.standbys.setAside(placeOf(own))),
    entriesSetAside: tells(async (tx, own) => {
      const [entry] = await tx.journal.ofEntity(own.tenantId, own.orderId)
      const range = { ...asideOf(own), origin: entry?.origin ?? '', afterSeq: 0n, upToSeq: 1_000_000n }
      await tx.standbys.putAside(placeOf(own), range)
      return tx.standbys.entriesSetAside(placeOf(own), 10)
    }),
    entriesBesides: tells(async (tx, own) => {
      const [entry] = await tx.journal.ofEntity(own.tenantId, own.orderId)
      const range = { ...asideOf(own), origin: entry?.origin ?? '', afterSeq: 0n, upToSeq: 1_000_000n }
      return tx.standbys.entriesBesides(own.tenantId, range, 1_000_000n)
    }),
    heardReign: counts(
      async (tx, own) => await tx.standbys.heardReign(placeOf(own), nextId(), ['till.command']),
      () => ({ epoch: 0, hadOfThis: null }),
    ),
    lastSeqs: counts(
      async (tx, own) => (await tx.standbys.lastSeqs(placeOf(own))).length,
      () => 1,
    ),
    isFolded: counts(
      async (tx, own) => !(await tx.standbys.isFolded(placeOf(own), own.mark, ['till.command'])),
      () => true,
    ),
    clearBooks: changes((tx, own) => tx.standbys.clearBooks(placeOf(own))),
    raiseCounter: changes((tx, own) => tx.standbys.raiseCounter(placeOf(own), 'orders', 1_000_000)),
    raiseSeq: global('seqs are of the storage', (tx, own) => tx.standbys.raiseSeq(own.tenantId)),
    unanswered: tells((tx, own) => tx.standbys.unanswered(placeOf(own))),
  },
  tenants: {
    list: global('the node asks whom it serves', (tx) => tx.tenants.list()),
    withPriceOrders: global('the node asks whose prices turn by the clock', (tx) =>
      tx.tenants.withPriceOrders(),
    ),
    save: changes((tx, own) => tx.tenants.save({ id: own.tenantId, name: 'renamed' }, noon)),
  },
}

const operator = 'counts for the operator of the node, nothing of anybody'
const service: Pick<Cases, 'idempotencyKeys' | 'admins' | 'monitoring'> = {
  idempotencyKeys: {
    take: changes((tx, own) =>
      tx.idempotencyKeys.take({ ...keptCallOf(own), hash: Buffer.alloc(32, 9) }, noon),
    ),
    find: tells((tx, own) => tx.idempotencyKeys.find(own.tenantId, own.loginId, keptCallOf(own).hash, noon)),
  },
  admins: {
    byLogin: global(byLogin, (tx, own) => tx.admins.byLogin(own.mark)),
    byId: tells((tx, own) => tx.admins.byId(own.tenantId, own.adminId)),
    list: tells((tx, own) => tx.admins.list(own.tenantId)),
    save: changes((tx, own) => tx.admins.save({ ...adminOf(own), passwordHash: 'other' }, noon)),
    remove: changes((tx, own) => tx.admins.remove(own.tenantId, own.adminId)),
    byExternalKey: global(byToken, (tx) => tx.admins.byExternalKey('nobody')),
    setExternalKey: changes((tx, own) => tx.admins.setExternalKey(own.tenantId, own.adminId, nextId())),
    openSession: changes((tx, own) => tx.admins.openSession(sessionOf(own), nextId())),
    session: global(byToken, (tx, own) => tx.admins.session(own.linkToken)),
    closeSession: global(byToken, (tx) => tx.admins.closeSession(nextId())),
    closeSessionsOf: changes((tx, own) => tx.admins.closeSessionsOf(own.tenantId, own.adminId)),
    pruneSessions: global('sessions end by time alone', (tx) => tx.admins.pruneSessions(noon)),
  },
  monitoring: {
    journal: global(operator, (tx) => tx.monitoring.journal()),
    lags: global(operator, (tx) => tx.monitoring.lags([{ name: 'one', kinds: null, terminalGroupId: null }])),
    webhooks: global(operator, (tx) => tx.monitoring.webhooks()),
    ordersChangedSince: global(operator, (tx) => tx.monitoring.ordersChangedSince(0)),
  },
}

export const cases: Cases = {
  journal,
  books,
  ...persons,
  ...tills,
  ...tableCases,
  ...cloud,
  webhooks,
  ...access,
  ...service,
  ...documentCases,
  ...reportCases,
  ...loyaltyCases,
  ...draftCases,
  ...backOfficeCases,
  ...pluginCases,
}
