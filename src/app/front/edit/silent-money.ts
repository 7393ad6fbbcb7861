/** Money of an order that others move while nobody sits at a screen (front-api §2.6.8 `PayOrder`, §3.4 "Background"). */
import type { PaymentInput } from '../../../domain/orders/commands.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { FrontException } from '../exceptions.ts'
import type { FrontDoor } from '../front-door.ts'
import { salesWith } from '../read-sales.ts'
import { refusedBy } from '../refused.ts'
import { askOf, systemOfLine } from './plugin-lines.ts'
import { type SessionPlan, type Subject, saleOf } from './session-plan.ts'

/** How long an operation waits for one answer, and for all of them, in ms of this machine's time. */
const answerMs = 5_000
const patienceMs = 120_000

/**
 * Whether the till's terminal or plugins have to move money of these lines, all of them silently. Refuses lines that need a
 * screen
 * (`NotProcessedNotSilentPaymentsNotSupported`).
 */
export async function asksSilently(
  plan: SessionPlan,
  subject: Subject,
  lines: readonly PaymentInput[],
): Promise<boolean> {
  let asks = false
  for (const line of lines) {
    if (line.isProcessedExternally || isTaken(subject, line.id)) continue
    if (isForTerminal(plan, line)) {
      // The money of a banquet is taken at its screen only.
      if (subject.kind === 'reserve') throw notSilent()
      asks = true
      continue
    }
    const system = systemOfLine(plan, line)
    if (system === null) continue
    const ask = await askOf(plan, { orderId: subject.id, line })
    if (!(await plan.door.desk?.maySilently(system, ask))) throw notSilent()
    asks = true
  }
  return asks
}

/** The till's own terminal has to move it. */
export const isForTerminal = (plan: SessionPlan, { typeId, isProcessedExternally }: PaymentInput): boolean =>
  !isProcessedExternally &&
  plan.door.hasTerminal() &&
  plan.place.catalog.find('paymentType', typeId)?.body.kind === 'Card'

const isTaken = ({ sale }: Subject, id: Uuid | null | undefined): boolean =>
  (sale && saleOf(sale)?.payments.some((line) => line.id === id && !line.isPreliminary)) ?? false

const notSilent = (): FrontException =>
  new FrontException('PaymentActionFailedException', { reason: 'NotProcessedNotSilentPaymentsNotSupported' })

/**
 * Resolves when nobody moves money of the order any more. Rejects with `PaymentsProcessingFailed` and the words of who
 * was asked where the money did not move, and where nobody can tell.
 */
export async function bankAnswered(door: FrontDoor, orderId: Uuid): Promise<void> {
  const until = performance.now() + patienceMs
  for (;;) {
    // Listened for before looking: an answer that comes in between is heard.
    const next = door.desk?.nextAnswer(orderId, answerMs)
    const sale = (await salesWith(door, [orderId])).get(orderId)
    const order = sale && saleOf(sale)
    if (!order) return
    const { bankPayment, bankFailure } = order
    if (bankPayment?.phase === 'unknown') throw failed(null)
    if (!bankPayment) {
      if (bankFailure) throw failed(bankFailure.text, bankFailure.reason === 'cancelled')
      return
    }
    if (!next || performance.now() > until) throw refusedBy({ code: 'order.bank-is-asked', params: {} })
    await next
  }
}

/** The same of an order that was to be paid: it is closed then. `PayOrderFailed` when something else was in the way. */
export async function paidByBank(door: FrontDoor, orderId: Uuid): Promise<void> {
  await bankAnswered(door, orderId)
  const sale = (await salesWith(door, [orderId])).get(orderId)
  if (sale && sale.kind !== 'reserve' && sale.order.status !== 'Closed')
    throw new FrontException('PaymentActionFailedException', { reason: 'PayOrderFailed' })
}

const failed = (details: string | null, isCancelled = false): FrontException =>
  new FrontException('PaymentActionFailedException', {
    reason: isCancelled ? 'PaymentsProcessingCanceled' : 'PaymentsProcessingFailed',
    ...(details ? { details, refusal: refuse('payment.declined', { text: details }).note } : {}),
  })
