/** Bill, payments, returns (front-api §2.6.7, §2.6.8). */
import type { PaymentInput } from '../../../domain/orders/commands.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Args } from '../arguments.ts'
import { FrontException, notFound } from '../exceptions.ts'
import type { EditAction } from './edit-action.ts'
import { sumIsKept, tellSystem } from './plugin-lines.ts'
import { constraint, notSupported, type SessionPlan, type Subject, saleOf } from './session-plan.ts'
import { asksSilently, isForTerminal } from './silent-money.ts'
import { stornoGoods } from './storno-goods.ts'

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
  // The till takes lines of banquets off only by returning them.
  if (subject.kind !== 'reserve') plan.added.push({ orderId: subject.id, line: payment })
  plan.emit({ kind: `${subject.kind}.addPayments`, orderId: subject.id, payments: [payment], tips: [] })
}

/** Puts other payments in the place of those that are planned; the till refuses where money was taken. */
async function replace(
  plan: SessionPlan,
  args: Args,
  change: (payments: PaymentInput[], index: number, orderId: Uuid) => void | Promise<void>,
): Promise<void> {
  const subject = await payable(plan, args)
  const ref = args.ref('paymentItem')
  plan.checkStub(ref)
  const money = plan.money(subject)
  const index = money.payments.findIndex(({ id }) => id === ref.id)
  if (index < 0) throw notFound('PaymentItem', ref.id)
  await change(money.payments, index, subject.id)
  plan.emit({
    kind: `${subject.kind}.changePayments`,
    orderId: subject.id,
    payments: [...money.payments],
    tips: [...money.tips],
  })
}

const remove = (plan: SessionPlan, args: Args) =>
  replace(plan, args, async (payments, index, orderId) => {
    const [line] = payments.splice(index, 1)
    if (line) await tellSystem(plan, { orderId, line }, 'deleting')
  })

const changeSum = (plan: SessionPlan, args: Args) =>
  replace(plan, args, async (payments, index, orderId) => {
    const before = payments[index]
    if (!before) return
    const sum = args.money('paymentSum', plan.place.scale)
    const answer = await tellSystem(plan, { orderId, line: before }, 'editing')
    if (answer?.status === 'kept') throw sumIsKept()
    if (answer?.status === 'off') payments.splice(index, 1)
    else payments[index] = { ...before, sum }
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

/** Tips that are planned still; what was taken goes back with its payment. */
async function deleteDonation(plan: SessionPlan, args: Args): Promise<void> {
  const subject = await payable(plan, args)
  const ref = args.ref('paymentItem')
  plan.checkStub(ref)
  const money = plan.money(subject)
  const index = money.tips.findIndex(({ id }) => id === ref.id)
  if (index < 0) throw notFound('PaymentItem', ref.id)
  money.tips.splice(index, 1)
  plan.emit({
    ...{ kind: `${subject.kind}.changePayments`, orderId: subject.id },
    ...{ payments: [...money.payments], tips: [...money.tips] },
  })
}

/** What a plugin's system will hear of the line; it is sealed anew. */
const changeCustomData = (plan: SessionPlan, args: Args) =>
  replace(plan, args, (payments, index) => {
    const before = payments[index]
    const data = { customData: args.text('customData', dataMax) }
    if (before) payments[index] = { ...before, additionalData: data, sealedIn: sealed(plan, data) }
  })

/**
 * Takes what is planned and closes (front-api §2.6.8 `PayOrder`). What the till's terminal or a plugin has to move is asked
 * for silently, and waited for: nobody stands at a screen. Whoever asks once more waits on.
 */
async function pay(plan: SessionPlan, args: Args): Promise<void> {
  const subject = await plan.subject(args.ref('order'), paid)
  if (subject.sale && saleOf(subject.sale)?.bankPayment) return
  if (await asksSilently(plan, subject, plan.money(subject).payments)) return ask(plan, subject)
  const closing = { orderId: subject.id, payments: [] }
  if (subject.kind === 'delivery')
    return plan.emit({ kind: 'delivery.close', ...closing, deliveryDate: null })
  plan.emit({ kind: `${subject.kind}.close`, ...closing, cheque: null })
}

/** What the till's terminal has to move is taken out of what is planned: the till takes that for moved already. */
function ask(plan: SessionPlan, subject: Subject): void {
  const { kind, id: orderId } = subject
  const { payments, tips } = plan.money(subject)
  const isAsked = (line: PaymentInput): boolean => isForTerminal(plan, line)
  const isPlanned = (line: PaymentInput): boolean => !isAsked(line)
  if (kind !== 'reserve' && [...payments, ...tips].some(isAsked))
    plan.emit({
      ...{ kind: `${kind}.changePayments`, orderId },
      ...{ payments: payments.filter(isPlanned), tips: tips.filter(isPlanned) },
    })
  plan.emit({ kind: `${kind}.pay`, orderId, payments: payments.filter(isAsked), tips: tips.filter(isAsked) })
}

/** Takes a planned payment now, before the order's end (front-api §2.6.8 `ProcessPrepay`). */
async function processPrepay(plan: SessionPlan, args: Args): Promise<void> {
  const subject = await plan.subject(args.ref('order'), paid)
  const ref = args.ref('paymentItem')
  plan.checkStub(ref)
  const line = plan.money(subject).payments.find(({ id }) => id === ref.id)
  if (!line) throw notFound('PaymentItem', ref.id)
  if (await asksSilently(plan, subject, [{ ...line, isPrepay: true }])) plan.asked.add(subject.id)
  plan.emit({ kind: `${subject.kind}.prepay`, orderId: subject.id, payment: { plannedId: ref.id } })
}

/** Gives back what was taken for an order that is still open: by a bank, or as a prepayment. */
async function unprocess(plan: SessionPlan, args: Args): Promise<void> {
  const subject = await plan.subject(args.ref('order'), paid)
  const paymentId = args.id('paymentItem')
  const payment = subject.sale && saleOf(subject.sale)?.payments.find(({ id }) => id === paymentId)
  if (!payment) throw notFound('PaymentItem', paymentId)
  if (!payment.bank && !payment.prepaidIn)
    throw notSupported('unprocessPayment', 'the till gives back prepayments, and what a bank moved for it')
  if (payment.bank) plan.asked.add(subject.id)
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
  const isOfPlugin = plan.place.catalog.find('paymentType', typeId)?.body.paymentSystem !== undefined
  const isByBank = stored.payments.some(({ bank, type }) => bank && (typeId === null || type.id === typeId))
  if (isOfPlugin || isByBank) plan.asked.add(subject.id)
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

/** Takes a planned payment off. */
export const deletePaymentItem = changing('deletePaymentItem', remove)

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
  deletePaymentItem,
  changing('deleteExternalPaymentItem', remove),
  changing('deleteExternalFiscalizedPaymentItem', remove),
  changing('deletePreliminaryPaymentItem', remove),
  changing('changePaymentItemCustomData', changeCustomData),
  changing('changeExternalPaymentItemCustomData', changeCustomData),
  changing('changePreliminaryPaymentItemCustomData', changeCustomData),
  changing('changePaymentItemSum', changeSum),
  changing('changePreliminaryPaymentItemSum', changeSum),
  { name: 'addDonation', needs: 'payments', creates: 'Payment', plan: addDonation },
  { name: 'deleteDonation', needs: 'payments', plan: deleteDonation },
  { name: 'payOrder', needs: 'payments', movesMoney: true, awaitsBank: true, plan: pay },
  { name: 'processPrepay', needs: 'payments', movesMoney: true, plan: processPrepay },
  { name: 'unprocessPayment', needs: 'payments', movesMoney: true, plan: unprocess },
  { name: 'stornoPastOrder', needs: 'payments', movesMoney: true, plan: storno },
  { name: 'stornoPastOrderItems', needs: 'payments', movesMoney: true, plan: stornoGoods },
]
