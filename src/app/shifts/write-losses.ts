import { blankItem } from '../../domain/documents/blank.ts'
import { accountOfRole } from '../../domain/finance/accounts.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { type KnownLoss, lossesOf, lossesTogether } from '../../domain/shifts/known-loss.ts'
import type { ShiftEvent } from '../../domain/shifts/shifts.ts'
import { derivedId } from '../derived-id.ts'
import type { App, KnownCashShift, SequencedEntry, Tx } from '../ports.ts'
import { soldOrderAt } from '../reports/sold-order.ts'
import { billionthsPerThousandth, unlessRefused, writeShiftPaper } from './write-sales.ts'

/**
 * Writes off what a closed shift deleted with write-off: a write-off document of each removal type and employee it is
 * charged to, from the restaurant's default store, by tech cards. It goes to the account of what products cost: removal
 * types have none of their own, so that who answers for it stands in the comment (ADR 25). `closing`: the entry of the
 * shift's end, by whose till's journal the shift's deletions are found.
 */
export async function writeLosses(
  app: App,
  tx: Tx,
  known: KnownCashShift,
  closing: Pick<SequencedEntry, 'origin' | 'seq'>,
): Promise<void> {
  const { tenantId, organizationId, shift } = known
  const catalog = await app.catalog(tenantId)
  const losses = lossesTogether(await lossesOfShift(tx, known, closing, catalog))
  const stores = catalog.of('store', organizationId)
  const store = stores.find(({ isDeleted, body }) => !isDeleted && body.isDefault)
  for (const { removalType, userId, lines } of losses) {
    const employee = catalog.find('employee', userId)?.body.name
    // No store has a service: nothing is lost with it.
    const goods = lines.filter(({ productId }) => catalog.find('product', productId)?.body.type !== 'Service')
    await writeShiftPaper(app, tx, known, {
      id: derivedId(`losses/${shift.id}/${removalType?.id ?? ''}/${userId ?? ''}`),
      lines: goods,
      head: {
        kind: 'writeoff',
        storeFromId: store?.id ?? null,
        expenseAccountId: unlessRefused(() => accountOfRole(catalog, 'productExpense')),
        linkedDocumentId: shift.id,
        comment: [`№ ${shift.number}`, removalType?.name, employee].filter(Boolean).join(', '),
        items: goods.map(({ productId, sizeId, amount }, index) => ({
          ...blankItem,
          ...{ num: index + 1, productId, sizeId, amount: amount * billionthsPerThousandth },
        })),
      },
    })
  }
}

async function lossesOfShift(
  tx: Tx,
  { tenantId, shift }: KnownCashShift,
  { origin, seq }: Pick<SequencedEntry, 'origin' | 'seq'>,
  catalog: Catalog,
): Promise<KnownLoss[]> {
  const losses: KnownLoss[] = []
  for (const entry of await tx.journal.ofEntity(tenantId, shift.id)) {
    const event = entry.payload as ShiftEvent
    if (entry.origin !== origin || entry.seq > seq || event.kind !== 'shift.deletionCounted') continue
    const order = (await soldOrderAt(tx, entry, event.orderId))?.order
    if (order) losses.push(...lossesOf(order, event.positionIds, catalog))
  }
  return losses
}
