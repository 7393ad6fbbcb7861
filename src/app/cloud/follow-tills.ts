import type { App, SequencedEntry, Tx } from '../ports.ts'
import { setAsideKind } from '../till/standby/set-aside-kind.ts'
import { CloudPicture } from './cloud-picture.ts'
import { inGroups } from './in-groups.ts'
import { reserveKinds, tableOrderKinds } from './placed-pictures.ts'

/** Kinds of till entries that change the cloud's picture. */
export const tillKinds: readonly string[] = [
  'delivery.placed',
  'delivery.confirmed',
  'delivery.confirmationCancelled',
  'delivery.itemsAdded',
  'delivery.itemAmountChanged',
  'delivery.itemRecomposed',
  'delivery.itemsDeleted',
  'delivery.itemsPrinted',
  'delivery.itemsCooking',
  'delivery.statusChanged',
  'delivery.billPrinted',
  'delivery.billCancelled',
  'delivery.contactChanged',
  'delivery.serviceTypeChanged',
  'delivery.completeBeforeChanged',
  'delivery.commentChanged',
  'delivery.operatorChanged',
  'delivery.problemChanged',
  'delivery.courierChanged',
  'delivery.externalDataChanged',
  'delivery.paymentsAdded',
  'delivery.paymentsReplaced',
  'delivery.discountsChanged',
  'delivery.guestChanged',
  'delivery.priceCategoryChanged',
  'delivery.loyaltyChanged',
  'delivery.prepaid',
  'delivery.prepaymentReturned',
  'delivery.bankPaymentBegun',
  'delivery.bankPaymentEnded',
  'delivery.closed',
  'delivery.cancelled',
  'delivery.returned',
  ...tableOrderKinds,
  ...reserveKinds,
  'till.commandFailed',
  'till.commandDone',
  'stopList.changed',
  'personalShift.opened',
  'personalShift.closed',
  'personalShift.told',
  'shift.opened',
  'shift.saleCounted',
  'shift.returnCounted',
  'shift.prepaymentCounted',
  'shift.deletionCounted',
  'shift.cashMoved',
  'shift.closed',
  'till.notice',
  'till.rightConfirmed',
]

/** And what of it counts for nobody. */
export const picturedKinds: readonly string[] = [...tillKinds, setAsideKind]

/**
 * A follower's step: the cloud redraws its pictures from what tills did, finishes commands and plans webhooks, all in
 * the transaction of the cursor. Only one process runs it, so revisions grow in commit order.
 */
export async function followTills(app: App, tx: Tx, entries: readonly SequencedEntry[]): Promise<void> {
  const picture = new CloudPicture(app.clock.now())
  for (const [tenantId, own] of inGroups(entries, (entry) => entry.tenantId)) {
    await picture.load(tx, tenantId, own)
    for (const entry of own)
      if (entry.kind === setAsideKind) await picture.remake(tx, entry)
      else await picture.apply(tx, entry)
    // A draft that a till has taken is an order now.
    const placed = own.filter(({ kind }) => kind === 'delivery.placed').map(({ entityId }) => entityId)
    await tx.drafts.removeCommitted(tenantId, placed)
  }
  await picture.save(app, tx)
}
