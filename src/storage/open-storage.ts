import type { AcceptedDelivery, ReportEngine, ReportQuery, Storage, Tx } from '../app/ports.ts'
import { piecesOf } from '../app/reports/group-pieces.ts'
import { canonicalJson } from '../kernel/canonical.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Random } from '../kernel/random.ts'
import { type ReportCopy, withCopy } from './columnar/report-copy.ts'
import type { Engine } from './engines/engine.ts'
import { followerFeed } from './follower-feed.ts'
import { groupCommit } from './group-commit.ts'
import { journalStore } from './journal-store.ts'
import { openNode } from './node.ts'
import { personalVault } from './personal-data.ts'
import { RecentEntries } from './recent-entries.ts'
import { boundedSql } from './reports/bounded-sql.ts'
import { groupBounded } from './reports/group-bounded.ts'
import { acceptDeliveries } from './repositories/accepted-deliveries.ts'
import { adminsRepository } from './repositories/admins.ts'
import { backOfficeLoginsRepository } from './repositories/back-office-logins.ts'
import { booksRepository } from './repositories/books.ts'
import { cloudOrdersRepository } from './repositories/cloud-orders.ts'
import { cloudReservesRepository } from './repositories/cloud-reserves.ts'
import { cloudTableOrdersRepository } from './repositories/cloud-table-orders.ts'
import { commandsRepository } from './repositories/commands.ts'
import { contactsRepository } from './repositories/contacts.ts'
import { couponsRepository } from './repositories/coupons.ts'
import { courierLocationsRepository } from './repositories/courier-locations.ts'
import { deliveryDeskRepository } from './repositories/delivery-desk.ts'
import { deliveryOpinionsRepository } from './repositories/delivery-opinions.ts'
import { documentsRepository } from './repositories/documents.ts'
import { draftsRepository } from './repositories/drafts.ts'
import { ediOrdersRepository } from './repositories/edi-orders.ts'
import { eventLogRepository } from './repositories/event-log.ts'
import { guestCardsRepository } from './repositories/guest-cards.ts'
import { guestsRepository } from './repositories/guests.ts'
import { idempotencyKeysRepository } from './repositories/idempotency-keys.ts'
import { keysRepository } from './repositories/keys.ts'
import { knownCashShiftsRepository } from './repositories/known-cash-shifts.ts'
import { knownShiftsRepository } from './repositories/known-shifts.ts'
import { ledgerRepository } from './repositories/ledger.ts'
import { licencesRepository } from './repositories/licences.ts'
import { linksRepository } from './repositories/links.ts'
import { livenessRepository } from './repositories/liveness.ts'
import { loyaltyGuestsRepository } from './repositories/loyalty-guests.ts'
import { loyaltyLedgerRepository } from './repositories/loyalty-ledger.ts'
import { menuImagesRepository } from './repositories/menu-images.ts'
import { messageOutboxRepository } from './repositories/message-outbox.ts'
import { monitoringRepository } from './repositories/monitoring.ts'
import { oldReportsRepository } from './repositories/old-reports.ts'
import { pluginDataRepository } from './repositories/plugin-data.ts'
import { printJobsRepository } from './repositories/print-jobs.ts'
import { reportsRepository } from './repositories/reports.ts'
import { reservesRepository } from './repositories/reserves.ts'
import { serverLinesRepository } from './repositories/server-lines.ts'
import { shiftsRepository } from './repositories/shifts.ts'
import { staffRecordsRepository } from './repositories/staff-records.ts'
import { standbysRepository } from './repositories/standbys.ts'
import { stopListsRepository } from './repositories/stop-lists.ts'
import { tableOrdersRepository } from './repositories/table-orders.ts'
import { tenantsRepository } from './repositories/tenants.ts'
import { tillOrdersRepository } from './repositories/till-orders.ts'
import { tillWalletsRepository } from './repositories/till-wallets.ts'
import { webhooksRepository } from './repositories/webhooks.ts'
import { Rush } from './rush.ts'
import { secretBox } from './sealing.ts'
import { sequencePending } from './sequencer-store.ts'
import { inTransaction, type Sql, sqlOn } from './sql.ts'
import { statementLine } from './statement-line.ts'
import { analyzeGrown } from './statistics.ts'
import { turns } from './turns.ts'
import { verifyJournal } from './verify-journal.ts'

/** More than the sequencer is ever behind while all is well. */
const recentMax = 10_000

/** Of the pool's clients one in so many is left to statements outside transactions. */
const outsideShare = 4
const poolMaxOfDriver = 10

/**
 * Transactions that leave clients of the pool to others. Inside one somebody may ask for what is outside it, such as the
 * books: if transactions held every client, all of them would wait for one of themselves to end.
 */
function turnsOf(pool: Engine['pool']): <T>(work: () => Promise<T>) => Promise<T> {
  const { max = poolMaxOfDriver } = pool.options
  return turns(Math.max(1, max - Math.ceil(max / outsideShare)))
}

/** What the back office alone keeps. */
const backOfficeRepositories = (
  sql: Sql,
): Pick<
  Tx,
  'backOfficeLogins' | 'staffRecords' | 'menuImages' | 'knownCashShifts' | 'eventLog' | 'ediOrders'
> => ({
  backOfficeLogins: backOfficeLoginsRepository(sql),
  staffRecords: staffRecordsRepository(sql),
  menuImages: menuImagesRepository(sql),
  knownCashShifts: knownCashShiftsRepository(sql),
  eventLog: eventLogRepository(sql),
  ediOrders: ediOrdersRepository(sql),
})

/**
 * The storage of one node on a migrated database. Closing it leaves the engine open. A copy answers reports outside
 * transactions (ADR 22).
 */
export async function openStorage(
  engine: Pick<Engine, 'pool'>,
  { clock, random, reportCopy = null }: { clock: Clock; random: Random; reportCopy?: ReportCopy | null },
): Promise<Storage> {
  const { pool } = engine
  const node = await openNode(sqlOn(pool), { clock, random })
  const vault = personalVault(node.personalSecret, random)
  const box = secretBox(node.secret, random)
  const recent = new RecentEntries(recentMax)
  const rush = new Rush()
  const inTurn = turnsOf(pool)
  const transaction = <T>(work: (sql: Sql) => Promise<T>): Promise<T> =>
    inTurn(() => inTransaction(pool, work))

  const repositories = repositoriesWith({ node, vault, box, recent })
  const boundedSqlFor = boundedSql(pool)
  const plain = repositories(sqlOn(pool))
  const grouped = (query: ReportQuery) => groupBounded(boundedSqlFor, query)
  const bySql: ReportEngine = {
    ...plain.reports,
    group: grouped,
    pieces: async (query) => piecesOf(query.sums, await grouped(query)),
  }
  const now: Tx = {
    ...plain,
    reports: withCopy(bySql, reportCopy),
    oldReports: oldReportsRepository(boundedSqlFor),
  }
  const feed = followerFeed(sqlOn(pool), (work) => transaction((sql) => work(sql, repositories(sql))))

  return {
    node: { id: node.id, secret: node.secret },
    digestOf: (request) => vault.digestOf(canonicalJson(request)),
    now,
    reportText: async (query, recipe) => (await reportCopy?.text(query, recipe)) ?? bySql.pieces(query),
    acceptDelivery: groupCommit<AcceptedDelivery, boolean>({
      write: (all) => acceptDeliveries(sqlOn(pool), all, { nodeId: node.id, vault, recent }),
      keyOf: ({ order }) => order.id,
      sizeMax: 64,
      groupsMax: () => 2,
      onGroup: (together) => rush.groupOf(together),
      pauseMs: () => rush.pauseMs(),
    }),
    inGroups: (groups) =>
      groupCommit({
        ...groups,
        sizeMax: 64,
        onGroup: (together) => rush.groupOf(together),
        pauseMs: () => rush.pauseMs(),
      }),
    openDeskLine: () =>
      deliveryDeskRepository(statementLine(pool, inTurn), { nodeId: node.id, vault, recent }),
    isRushed: () => rush.isOn(),
    sinceRushMs: () => rush.sinceMs(),
    reportBehind: (who, ms) => rush.isBehind(who, ms),
    waiting: (step) => feed.waiting(step),
    transaction: (work) => transaction((sql) => work(repositories(sql))),
    follow: (step) => feed.follow(step, clock.now()),
    async sequence(limit) {
      const [head] = await sqlOn(pool).rows<{ position: bigint; is_pending: boolean }>(
        'journal.isPending',
        'select position, exists (select from journal_pending) as is_pending from journal_head where id = 1',
      )
      if (!head?.is_pending) {
        if (head) await feed.check(head.position)
        return []
      }
      const { from, placed } = await transaction((sql) => sequencePending(sql, limit, recent))
      if (placed.length === 0) return []
      feed.sequenced(from, placed)
      recent.drop(placed)
      await analyzeGrown(sqlOn(pool), from, from + BigInt(placed.length))
      return placed
    },
    forget: () => feed.forget(),
    verifyJournal: () => verifyJournal(sqlOn(pool)),
    close: async () => {},
  }
}

/** What repositories need besides the statements they run. */
type Kept = {
  node: Awaited<ReturnType<typeof openNode>>
  vault: ReturnType<typeof personalVault>
  box: ReturnType<typeof secretBox>
  recent: RecentEntries
}

const repositoriesWith =
  ({ node, vault, box, recent }: Kept) =>
  (sql: Sql): Tx => ({
    journal: journalStore(sql, node.id, recent),
    books: booksRepository(sql),
    contacts: contactsRepository(sql, vault),
    guests: guestsRepository(sql, vault),
    tillOrders: tillOrdersRepository(sql),
    tableOrders: tableOrdersRepository(sql),
    reserves: reservesRepository(sql),
    tillWallets: tillWalletsRepository(sql),
    printJobs: printJobsRepository(sql),
    stopLists: stopListsRepository(sql),
    shifts: shiftsRepository(sql),
    commands: commandsRepository(sql, node.id, vault),
    cloudOrders: cloudOrdersRepository(sql, vault),
    cloudTableOrders: cloudTableOrdersRepository(sql),
    cloudReserves: cloudReservesRepository(sql),
    idempotencyKeys: idempotencyKeysRepository(sql),
    liveness: livenessRepository(sql),
    webhooks: webhooksRepository(sql, box),
    keys: keysRepository(sql),
    admins: adminsRepository(sql),
    ...backOfficeRepositories(sql),
    licences: licencesRepository(sql),
    links: linksRepository(sql, node.id),
    serverLines: serverLinesRepository(sql),
    standbys: standbysRepository(sql),
    tenants: tenantsRepository(sql),
    monitoring: monitoringRepository(sql),
    documents: documentsRepository(sql),
    ledger: ledgerRepository(sql),
    loyaltyGuests: loyaltyGuestsRepository(sql, vault),
    guestCards: guestCardsRepository(sql),
    loyaltyLedger: loyaltyLedgerRepository(sql),
    coupons: couponsRepository(sql),
    messageOutbox: messageOutboxRepository(sql, vault),
    drafts: draftsRepository(sql, vault),
    knownShifts: knownShiftsRepository(sql),
    courierLocations: courierLocationsRepository(sql),
    deliveryOpinions: deliveryOpinionsRepository(sql),
    pluginData: pluginDataRepository(sql),
    deliveryDesk: deliveryDeskRepository(sql, { nodeId: node.id, vault, recent }),
    reports: reportsRepository(sql),
    oldReports: oldReportsRepository(() => sql),
  })
