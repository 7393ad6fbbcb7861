import type { PaymentInput } from '../../domain/orders/commands.ts'
import type { BookItem } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Money } from '../../kernel/exact.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import type { Till } from '../till/till-command.ts'

/** The way of paying that a kiosk offers: the first one by card that the till itself takes; null where there is none. */
export const cardPaymentOf = (catalog: Catalog, till: Till): BookItem<'paymentType'> | null =>
  catalog
    .of('paymentType', till.organizationId)
    .filter(({ isDeleted, body }) => !isDeleted && body.kind === 'Card' && body.processing !== 'External')
    .find(
      ({ body: { terminalGroupIds } }) =>
        terminalGroupIds.length === 0 || terminalGroupIds.includes(till.terminalGroupId),
    ) ?? null

/**
 * Takes `sum` by card and answers with the payment for the order, in the currency's minor units. This is the one place
 * where a kiosk meets its bank terminal; the guest has put the card to it when this is called.
 * Refuses `payment.type-unknown` where the till takes no cards.
 */
export async function takeCardPayment(app: App, till: Till, sum: Money): Promise<PaymentInput[]> {
  if (sum === 0n) return []
  const type = cardPaymentOf(await app.catalog(till.tenantId), till)
  if (!type) throw refuse('payment.type-unknown', { id: 'Card' })
  return [
    {
      ...{ typeId: type.id, kind: 'Card', sum },
      ...{
        isProcessedExternally: false,
        isFiscalizedExternally: false,
        isPrepay: false,
        additionalData: null,
      },
    },
  ]
}
