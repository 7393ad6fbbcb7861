import { noon } from './an-order.ts'
import { nextId } from './file-database.ts'
import { type Cases, changes, counts, tells } from './isolation-case.ts'
import { cardOf, guestOf, lineOf, loyal, messageOf, profileOf, walletOf } from './two-loyalties.ts'
import type { Own } from './two-tenants.ts'

const searchOf = ({ tenantId }: Own) => ({
  tenantId,
  guestId: loyal.guestId,
  from: 0,
  to: noon + 1,
  kinds: ['hold'] as const,
  skip: 0,
  limit: 10,
})

const period = { from: 0, to: noon + 1, limit: 10 }

/** Guests as customers: who they are, cards, money, coupons, messages. */
export const loyaltyCases: Pick<
  Cases,
  'loyaltyGuests' | 'guestCards' | 'loyaltyLedger' | 'coupons' | 'messageOutbox'
> = {
  loyaltyGuests: {
    picture: tells(async (tx, own) => [
      await tx.loyaltyGuests.picture(own.tenantId, { id: loyal.guestId }),
      await tx.loyaltyGuests.picture(own.tenantId, { phone: loyal.phone }),
    ]),
    find: tells((tx, own) => tx.loyaltyGuests.find(own.tenantId, loyal.guestId)),
    several: tells(async (tx, own) => [
      ...(await tx.loyaltyGuests.several(own.tenantId, [loyal.guestId])).values(),
    ]),
    page: tells(async (tx, own) => {
      const place = { metAt: noon + 1, id: loyal.guestId }
      return [
        await tx.loyaltyGuests.page(own.tenantId, { after: null, limit: 10 }),
        await tx.loyaltyGuests.page(own.tenantId, { after: place, limit: 10 }),
      ]
    }),
    ofPeriod: counts(
      (tx, own) => tx.loyaltyGuests.ofPeriod(own.tenantId, { ...period, organizationId: own.organizationId }),
      () => [{ id: loyal.guestId, lastVisitAt: null }],
    ),
    findForChange: tells((tx, own) => tx.loyaltyGuests.findForChange(own.tenantId, loyal.guestId)),
    idByPhone: counts(
      (tx, own) => tx.loyaltyGuests.idByPhone(own.tenantId, loyal.phone),
      () => loyal.guestId,
    ),
    idByEmail: counts(
      (tx, own) => tx.loyaltyGuests.idByEmail(own.tenantId, loyal.email),
      () => loyal.guestId,
    ),
    insert: changes((tx, own) =>
      tx.loyaltyGuests.insert(own.tenantId, guestOf(own, nextId()), profileOf(own, null)),
    ),
    save: changes(async (tx, own) => {
      await tx.loyaltyGuests.save(own.tenantId, { ...guestOf(own), isDeleted: true }, profileOf(own))
      await tx.loyaltyGuests.save(own.tenantId, { ...guestOf(own), employeeId: '7' }, null)
    }),
  },
  guestCards: {
    ofGuest: tells((tx, own) => tx.guestCards.ofGuest(own.tenantId, loyal.guestId)),
    ofGuests: tells((tx, own) => tx.guestCards.ofGuests(own.tenantId, [loyal.guestId])),
    byTrack: tells((tx, own) => tx.guestCards.byTrack(own.tenantId, loyal.track)),
    byNumber: tells((tx, own) => tx.guestCards.byNumber(own.tenantId, loyal.number)),
    insert: changes((tx, own) =>
      tx.guestCards.insert(own.tenantId, { ...cardOf(own), id: nextId(), track: 'another' }, noon),
    ),
    remove: changes((tx, own) => tx.guestCards.remove(own.tenantId, own.ownId)),
  },
  loyaltyLedger: {
    walletsOf: tells((tx, own) => tx.loyaltyLedger.walletsOf(own.tenantId, loyal.guestId)),
    openWallet: changes((tx, own) =>
      tx.loyaltyLedger.openWallet(own.tenantId, { ...walletOf(own, nextId()), id: nextId() }),
    ),
    setBalance: changes((tx, own) =>
      tx.loyaltyLedger.setBalance(own.tenantId, { ...walletOf(own), balance: 99n }),
    ),
    closeWallet: changes((tx, own) => tx.loyaltyLedger.closeWallet(own.tenantId, walletOf(own).id)),
    balances: counts(
      (tx, own) => tx.loyaltyLedger.balances(own.tenantId, loyal.walletId, [loyal.guestId]),
      ({ count }) => new Map([[loyal.guestId, BigInt(count)]]),
    ),
    ofPeriod: tells((tx, own) =>
      tx.loyaltyLedger.ofPeriod(own.tenantId, { ...period, organizationId: null, guestId: null }),
    ),
    turnover: counts(
      (tx, own) => tx.loyaltyLedger.turnover(own.tenantId, loyal.walletId, period),
      ({ count }) => [
        {
          guestId: loyal.guestId,
          ...{ balanceAtStart: BigInt(2 * count), balanceAtEnd: BigInt(count), refilled: 0n },
          ...{ spent: BigInt(count), paidOrders: 1 },
        },
      ],
    ),
    takeRevision: counts(
      (tx, own) => tx.loyaltyLedger.takeRevision(own.tenantId, loyal.guestId, own.count),
      ({ count }) => BigInt(count) * 1000n,
    ),
    insert: changes((tx, own) => tx.loyaltyLedger.insert(own.tenantId, lineOf(own, nextId()))),
    save: changes((tx, own) => tx.loyaltyLedger.save(own.tenantId, { ...lineOf(own), hold: 'cancelled' })),
    find: tells((tx, own) => tx.loyaltyLedger.find(own.tenantId, loyal.lineId)),
    list: tells(async (tx, own) => [
      await tx.loyaltyLedger.list({ ...searchOf(own), order: 'time' }),
      await tx.loyaltyLedger.list({ ...searchOf(own), order: 'revision', afterRevision: 6n }),
      await tx.loyaltyLedger.list({ ...searchOf(own), order: 'latest first' }),
    ]),
    ofOrder: tells((tx, own) => tx.loyaltyLedger.ofOrder(own.tenantId, loyal.orderId)),
    freeHolds: tells((tx, own) => tx.loyaltyLedger.freeHolds(own.tenantId, loyal.guestId, loyal.walletId)),
  },
  coupons: {
    issue: changes((tx, own) =>
      tx.coupons.issue(own.tenantId, [{ id: nextId(), seriesId: loyal.seriesId, number: 'another' }]),
    ),
    byNumber: tells((tx, own) => tx.coupons.byNumber(own.tenantId, loyal.coupon, loyal.seriesId)),
    seriesWithUnused: counts(
      (tx, own) => tx.coupons.seriesWithUnused(own.tenantId),
      () => [loyal.seriesId],
    ),
    unused: tells((tx, own) => tx.coupons.unused(own.tenantId, loyal.seriesId, { skip: 0, limit: 10 })),
    activate: changes((tx, own) => tx.coupons.activate(own.tenantId, own.ownId, loyal.orderId, noon)),
  },
  messageOutbox: {
    put: changes((tx, own) =>
      tx.messageOutbox.put(own.tenantId, own.organizationId, messageOf(own, nextId())),
    ),
    known: counts(
      (tx, own) => tx.messageOutbox.known(own.tenantId, own.organizationId, [loyal.messageId, nextId()]),
      () => new Set([loyal.messageId]),
    ),
    latest: tells((tx, own) => tx.messageOutbox.latest(own.tenantId, 10)),
  },
}
