import type { PaymentInput } from '../../domain/orders/commands.ts'
import type { TableOrder } from '../../domain/orders/tables/table-order.ts'
import { orderSums } from '../../domain/orders/totals.ts'
import type { BookItem } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { type RefusalNote, refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import type { Till } from '../till/till-command.ts'
import { type KioskTill, kioskOrder } from './kiosk-orders.ts'

/** The way of paying that a kiosk offers: the first one by card that the till itself takes; null where there is none. */
export const cardPaymentOf = (catalog: Catalog, till: Till): BookItem<'paymentType'> | null =>
  catalog
    .of('paymentType', till.organizationId)
    .filter(({ isDeleted, body }) => !isDeleted && body.kind === 'Card' && body.processing !== 'External')
    .find(
      ({ body: { terminalGroupIds } }) =>
        terminalGroupIds.length === 0 || terminalGroupIds.includes(till.terminalGroupId),
    ) ?? null

/** `isAsked`: the terminal still waits for the card; asking again waits on, and charges nothing more. */
export type KioskPaid = { refusal: RefusalNote } | { refusal: null; isAsked: boolean }

/** How long one request waits for a guest who looks for the card: shorter than what stands between them lets it. */
const longestWaitMs = 20_000

/**
 * Takes the money by card and closes the order; the kitchen has its tickets then. The till's bank terminal is asked, where
 * it has one, and only while it is not asked already. Refuses `payment.type-unknown` where the till takes no cards,
 * `payment.declined` where nothing was charged, `payment.unclear` where the bank does not know: people at the till see to it.
 */
export async function payKioskOrder(app: App, at: KioskTill, id: Uuid, orderId: Uuid): Promise<KioskPaid> {
  const order = await kioskOrder(app, at.till, orderId)
  if (order.status === 'Closed') return { refusal: null, isAsked: false }
  const answered = at.desk?.nextAnswer(orderId, longestWaitMs)
  if (!order.bankPayment) {
    const payments = await cardPayment(app, at.till, order)
    const command = { kind: 'tableOrder.pay' as const, orderId, payments, tips: [] }
    const { refusal } = await at.run({ id, actor: at.actor, deadline: null, command })
    // Two requests at once ask the terminal once.
    if (refusal && refusal.code !== 'order.bank-is-asked') return { refusal }
  }
  const asked = await kioskOrder(app, at.till, orderId)
  if (asked.bankPayment && asked.bankPayment.phase !== 'unknown') await answered
  return outcomeOf(await kioskOrder(app, at.till, orderId))
}

function outcomeOf({ status, bankPayment, bankFailure }: TableOrder): KioskPaid {
  if (status === 'Closed') return { refusal: null, isAsked: false }
  if (bankPayment?.phase === 'unknown') return { refusal: refuse('payment.unclear').note }
  if (!bankPayment && bankFailure)
    return { refusal: refuse('payment.declined', { text: bankFailure.text }).note }
  // Charged and not closed yet: asked again the till closes it, or says why it cannot.
  return { refusal: null, isAsked: true }
}

/** What is still to be paid; money that a start found charged is on the order already. */
async function cardPayment(app: App, till: Till, order: TableOrder): Promise<PaymentInput[]> {
  const sum = order.payments.reduce((left, payment) => left - payment.sum, orderSums(order).sum)
  if (sum <= 0n) return []
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
