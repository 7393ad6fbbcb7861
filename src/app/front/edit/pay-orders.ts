/** Bill, payments, returns (front-api §2.6.7, §2.6.8). */
import type { PaymentInput } from '../../../domain/orders/commands.ts'
import type { PaymentType } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Args } from '../arguments.ts'
import { FrontException, notFound } from '../exceptions.ts'
import type { EditAction } from './edit-action.ts'
import { constraint, notSupported, type SessionPlan, type Subject, saleOf } from './session-plan.ts'

const dataMax = 5000
const paid = ['tableOrder', 'delivery', 'reserve'] as const
type PaidKind = 'tableOrder' | 'delivery'

/** Orders whose money the till takes at its screen: not those of a banquet. */
const payable = async (plan: SessionPlan, args: Args): Promise<Subject & { kind: PaidKind }> => {
  const subject = await plan.subject(args.ref('order'), ['tableOrder', 'delivery'])
  return subject as Subject & { kind: PaidKind }
}

type Taken = { isProcessed: boolean; isFiscalized: boolean; isPrepay: boolean }

/** A payment with what its kind needs besides, which is sealed and never stands in the journal. */
function paymentOf(plan: SessionPlan, args: Args, id: Uuid, taken: Taken): PaymentInput {
  const data: Record<string, string> = {}
  const given = args.optionalPart('additionalData')
  for (const key of ['customData', 'cardNumber', 'credential', 'searchScope'] as const) {
    const text = given?.optionalText(key, dataMax)
    if (text) data[key] = text
  }
  const counteragentId = given?.optionalId('counteragentUserId') ?? null
  const isSealed = Object.keys(data).length > 0
  return {
    id,
    typeId: args.id('paymentType'),
    kind: null,
    sum: args.money('paymentSum', plan.place.scale),
    isProcessedExternally: taken.isProcessed,
    isFiscalizedExternally: taken.isFiscalized,
    isPrepay: taken.isPrepay,
    additionalData: isSealed ? data : null,
    ...(counteragentId ? { counteragentId } : {}),
    ...(isSealed ? { sealedIn: sealed(plan, data) } : {}),
  }
}

/** A record of its own, which can be destroyed (ADR 4). */
function sealed(plan: SessionPlan, data: Readonly<Record<string, string>>) {
  const recordId = plan.newId('record')
  const prefix = 'payments.0.'
  const texts = Object.fromEntries(Object.entries(data).map(([key, text]) => [`${prefix}${key}`, text]))
  const nobody = { phone: '', phoneExtension: null, customer: null, deliveryPoint: null }
  plan.contacts.push({ id: recordId, contact: { ...nobody, texts } })
  return { recordId, prefix }
}

async function addPayment(plan: SessionPlan, args: Args, id: Uuid, taken: Taken): Promise<void> {
  const subject = await plan.subject(args.ref('order'), paid)
  const { payments } = plan.money(subject)
  if (payments.some((payment) => payment.id === id))
    throw new FrontException('DuplicatedIdException', { entityId: id })
  const payment = paymentOf(plan, args, id, taken)
  payments.push(payment)
  plan.emit({ kind: `${subject.kind}.addPayments`, orderId: subject.id, payments: [payment], tips: [] })
}

/** Puts other payments in the place of those that are planned; the till refuses where money was taken. */
async function replace(
  plan: SessionPlan,
  args: Args,
  change: (payments: PaymentInput[], index: number) => void,
): Promise<void> {
  const subject = await payable(plan, args)
  const ref = args.ref('paymentItem')
  plan.checkStub(ref)
  const money = plan.money(subject)
  const index = money.payments.findIndex(({ id }) => id === ref.id)
  if (index < 0) throw notFound('PaymentItem', ref.id)
  change(money.payments, index)
  plan.emit({
    kind: `${subject.kind}.changePayments`,
    orderId: subject.id,
    payments: [...money.payments],
    tips: [...money.tips],
  })
}

const remove = (plan: SessionPlan, args: Args) =>
  replace(plan, args, (payments, index) => void payments.splice(index, 1))

const changeSum = (plan: SessionPlan, args: Args) =>
  replace(plan, args, (payments, index) => {
    const before = payments[index]
    if (before) payments[index] = { ...before, sum: args.money('paymentSum', plan.place.scale) }
  })

async function addDonation(plan: SessionPlan, args: Args, id: Uuid): Promise<void> {
  const subject = await payable(plan, args)
  const isProcessed = args.flag('isProcessed')
  const tips = {
    id,
    typeId: args.id('paymentType'),
    kind: null,
    sum: args.money('donationSum', plan.place.scale),
    isProcessedExternally: isProcessed,
    isFiscalizedExternally: false,
    isPrepay: false,
    additionalData: null,
    tipsTypeId: args.optionalId('donationType'),
  }
  plan.money(subject).tips.push(tips)
  plan.emit({ kind: `${subject.kind}.addPayments`, orderId: subject.id, payments: [], tips: [tips] })
}

/**
 * Takes what is planned and closes (front-api §2.6.8 `PayOrder`). What the till's terminal or a plugin has to move is taken
 * out of what is planned and asked for, silently: nobody waits at a screen. Whoever asks once more waits on.
 */
async function pay(plan: SessionPlan, args: Args): Promise<void> {
  const subject = await plan.subject(args.ref('order'), paid)
  if (subject.sale && saleOf(subject.sale)?.bankPayment) return
  const isMovedElsewhere = (type: PaymentType | undefined): boolean =>
    type?.kind === 'Card' ? plan.door.hasTerminal() : type?.paymentSystem !== undefined
  const asksBank = ({ typeId, isProcessedExternally }: PaymentInput): boolean =>
    !isProcessedExternally && isMovedElsewhere(plan.place.catalog.find('paymentType', typeId)?.body)
  const { payments, tips } = plan.money(subject)
  if ([...payments, ...tips].some(asksBank)) {
    // The money of a banquet is taken at its screen only.
    if (subject.kind === 'reserve')
      throw new FrontException('PaymentActionFailedException', {
        reason: 'NotProcessedNotSilentPaymentsNotSupported',
      })
    const at = { orderId: subject.id }
    const isPlanned = (line: PaymentInput): boolean => !asksBank(line)
    const rest = { payments: payments.filter(isPlanned), tips: tips.filter(isPlanned) }
    const asked = { payments: payments.filter(asksBank), tips: tips.filter(asksBank) }
    plan.emit({ kind: `${subject.kind}.changePayments`, ...at, ...rest })
    return plan.emit({ kind: `${subject.kind}.pay`, ...at, ...asked })
  }
  const closing = { orderId: subject.id, payments: [] }
  if (subject.kind === 'delivery')
    return plan.emit({ kind: 'delivery.close', ...closing, deliveryDate: null })
  plan.emit({ kind: `${subject.kind}.close`, ...closing, cheque: null })
}

/** Gives back what a bank moved for an order that is still open. */
async function unprocess(plan: SessionPlan, args: Args): Promise<void> {
  const subject = await payable(plan, args)
  const paymentId = args.id('paymentItem')
  const payment = subject.sale && saleOf(subject.sale)?.payments.find(({ id }) => id === paymentId)
  if (!payment) throw notFound('PaymentItem', paymentId)
  if (!payment.bank) throw notSupported('unprocessPayment', 'the till gives back what a bank moved for it')
  const transactionId = plan.newId('transaction')
  plan.emit({ kind: `${subject.kind}.returnPayment`, orderId: subject.id, paymentId, transactionId })
}

/** A receipt that gives money back, whole or in part (ADR 25). */
async function storno(plan: SessionPlan, args: Args): Promise<void> {
  const subject = await plan.subject(args.ref(args.has('pastOrder') ? 'pastOrder' : 'order'), [
    'tableOrder',
    'delivery',
  ])
  const { sale } = subject
  const stored = sale && saleOf(sale)
  if (!stored) throw constraint('an order of the session has nothing to return')
  const typeId = args.optionalId('paymentType')
  const lines = args.has('items')
    ? args.parts('items').map((part) => ({ positionId: part.id('id'), amount: part.amount('amount') }))
    : null
  const total = args.optionalMoney('sum', plan.place.scale)
  const { actor } = plan.caller
  plan.emit({
    kind: `${subject.kind as PaidKind}.return`,
    orderId: subject.id,
    returnId: plan.newId('return'),
    lines,
    refunds: typeId && total !== null ? [{ typeId, sum: total }] : null,
    removalTypeId: args.optionalId('removalType'),
    comment: args.optionalText('comment', 255),
    userIdForWriteoff: args.optionalId('user'),
    employeeId: actor?.employeeId ?? null,
    confirmedById: null,
    isRepeatAllowed: actor?.rights.has('orders.return-again') ?? true,
  })
}

const bill = (name: string, deed: 'printBill' | 'cancelBill', field = 'order'): EditAction => ({
  name,
  needs: 'orders:write',
  async plan(plan, args) {
    const subject = await plan.subject(args.ref(field))
    plan.emit({ kind: `${subject.kind}.${deed}`, orderId: subject.id })
  },
})

const adding = (name: string, taken: (args: Args) => Taken): EditAction => ({
  name,
  needs: 'payments',
  creates: 'Payment',
  plan: (plan, args, id) => addPayment(plan, args, id, taken(args)),
})

const changing = (name: string, plan: EditAction['plan']): EditAction => ({ name, needs: 'payments', plan })

export const payOrders: readonly EditAction[] = [
  bill('printBillCheque', 'printBill'),
  bill('cancelBill', 'cancelBill'),
  adding('addPaymentItem', () => ({ isProcessed: false, isFiscalized: false, isPrepay: false })),
  adding('addPreliminaryPaymentItem', () => ({ isProcessed: false, isFiscalized: false, isPrepay: false })),
  adding('addExternalPaymentItem', (args) => ({
    isProcessed: args.flag('isProcessed'),
    isFiscalized: false,
    isPrepay: args.flag('isPrepay'),
  })),
  adding('addExternalFiscalizedPaymentItem', () => ({
    isProcessed: true,
    isFiscalized: true,
    isPrepay: false,
  })),
  changing('deletePaymentItem', remove),
  changing('deleteExternalPaymentItem', remove),
  changing('deleteExternalFiscalizedPaymentItem', remove),
  changing('deletePreliminaryPaymentItem', remove),
  changing('changePaymentItemSum', changeSum),
  changing('changePreliminaryPaymentItemSum', changeSum),
  { name: 'addDonation', needs: 'payments', creates: 'Payment', plan: addDonation },
  { name: 'payOrder', needs: 'payments', movesMoney: true, awaitsBank: true, plan: pay },
  { name: 'unprocessPayment', needs: 'payments', movesMoney: true, plan: unprocess },
  { name: 'stornoPastOrder', needs: 'payments', movesMoney: true, plan: storno },
]
