/** Paying with a bank in between: front-api §3.4 (items are processed in their order) and §3.5 (what goes wrong). */
import type { Uuid } from '../../../kernel/ids.ts'
import { Refusal, refuse } from '../../../kernel/refusals.ts'
import type { ServiceType } from '../../reference/books.ts'
import type { PaymentInput, TipsInput } from '../commands.ts'
import type { BankPayment, Payment, Sale, TipsPayment, WaitingLines } from '../order.ts'
import { resolvePayment, resolveTips } from '../placing/payments.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import { movedBy, pluginOf, systemOf } from './moved-by.ts'

/** The lines of a cashier as the till registers them. Refuses what does not go together. */
export function resolveLines(
  ctx: TillContext,
  sale: Sale,
  serviceType: ServiceType,
  { payments, tips }: { payments: readonly PaymentInput[]; tips: readonly TipsInput[] },
): WaitingLines {
  const organization = organizationOf(ctx)
  const lines = {
    payments: payments.map((line) => resolvePayment(ctx, organization, line, false)),
    tips: tips.map((line) => resolveTips(ctx, organization, serviceType, line, false)),
  }
  refuseUncombinable(ctx, [...sale.payments, ...lines.payments])
  for (const { type, counteragent } of lines.payments) {
    const isNobodys = type.kind === 'Credit' && !counteragent
    if (isNobodys) throw refuse('payment.counteragent-required', { name: type.name })
  }
  return lines
}

/** A type that does not combine pays alone (front-api §3.4, `IsCombinable`). */
export function refuseUncombinable(ctx: TillContext, payments: readonly Payment[]): void {
  const types = new Map(payments.map(({ type }) => [type.id, type]))
  if (types.size < 2) return
  for (const { id, name } of types.values())
    if (ctx.catalog.find('paymentType', id)?.body.combinable === false)
      throw refuse('payment.not-combinable', { name })
}

/** What somebody else has to move, unless it was paid elsewhere. */
const isForBank = (ctx: TillContext, line: Payment): boolean =>
  movedBy(ctx, line.type) !== null && !line.bank && line.isPreliminary && !line.isExternal

/** A plugin moves the money of a line that was planned for it, whoever planned it (front-api §3.4, "Background"). */
const isPlannedForPlugin = (ctx: TillContext, line: Payment): boolean =>
  line.isPreliminary && !line.bank && pluginOf(ctx, line.type) !== null

/**
 * The next thing that a bank has to move for these lines, with the lines that wait for it; null: none of them needs a
 * bank any more. What is planned on the order comes first. Tips go with the payment of their type.
 */
function nextForBank(ctx: TillContext, order: Sale, { payments, tips }: WaitingLines): BankPayment | null {
  const planned = order.payments.find((line) => isPlannedForPlugin(ctx, line))
  if (planned) return attemptOf(ctx, planned, { payments, tips })
  const payment = payments.find((line) => isForBank(ctx, line)) ?? null
  const ofBank = tips.filter((line) => isForBank(ctx, line))
  const own = payment ? ofBank.find(({ type }) => type.id === payment.type.id) : ofBank[0]
  const line = payment ?? own
  if (!line) return null
  return {
    transactionId: ctx.random.uuid(),
    phase: 'authorizing',
    ...systemOf(ctx, line.type),
    payment,
    tips: own ?? null,
    waiting: {
      payments: payments.filter((line) => line !== payment),
      tips: tips.filter((line) => line !== own),
    },
  }
}

/** One line alone, asked of who moves its money; what waits for it follows. */
export const attemptOf = (ctx: TillContext, payment: Payment, waiting: WaitingLines | null): BankPayment => ({
  transactionId: ctx.random.uuid(),
  phase: 'authorizing',
  ...systemOf(ctx, payment.type),
  ...{ payment, tips: null, waiting },
})

/**
 * What follows from lines: the bank is asked, or the order is closed. `close` makes the events of closing with all the
 * lines; what it refuses is refused before any money moves.
 */
export function payOrAsk<Event>(
  ctx: TillContext,
  order: Sale,
  lines: WaitingLines,
  close: (lines: WaitingLines) => Event[],
): { asks: BankPayment } | { closes: Event[] } {
  const closes = close(lines)
  const asks = nextForBank(ctx, order, lines)
  return asks ? { asks } : { closes }
}

/** Once the bank has moved the money it stays with the order, whatever becomes of the rest. */
export function orNothing<Event>(follow: () => Event[]): Event[] {
  try {
    return follow()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return []
  }
}

/** What a return asks of the bank; refuses a payment that no bank moved here. */
export function returnOf(sale: Sale, paymentId: Uuid, transactionId: Uuid): BankPayment {
  const payment = sale.payments.find(({ id }) => id === paymentId) ?? null
  const tips: TipsPayment | null =
    sale.tips.find((line) =>
      payment ? line.bank?.transactionId === payment.bank?.transactionId : line.id === paymentId,
    ) ?? null
  const line = payment ?? tips
  if (!line?.bank) throw refuse('payment.not-returnable')
  return {
    transactionId,
    phase: 'returning',
    ...(line.type.kind === 'External' ? { system: line.bank.system } : {}),
    payment,
    tips: tips?.bank ? tips : null,
    waiting: null,
  }
}

/** Changes that leave the money alone; any other waits until the bank has answered. */
const permittedMeanwhile: ReadonlySet<string> = new Set([
  'setCooking',
  'printToKitchen',
  'printBill',
  'changeComment',
  'changeProblem',
  'changeExternalData',
  'changeCourier',
  'changeOperator',
  'updateStatus',
  'endBankPayment',
  'resolveBankPayment',
  // It says so itself: asked for once more it is the same return.
  'return',
])

export function refuseWhileBankIsAsked({ bankPayment }: Sale, commandKind: string): void {
  const [, deed = ''] = commandKind.split('.')
  if (bankPayment && !permittedMeanwhile.has(deed)) throw refuse('order.bank-is-asked')
}
