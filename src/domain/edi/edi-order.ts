/** An order to a supplier by electronic exchange: how it goes from a draft to goods that come (server-api §23). */
import { divideRounded, type Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { Amount } from '../stock/amounts.ts'

export type EdiStatus = 'original' | 'canceled'
/** From `sent` on the names are ours: iiko's are not published (unverified). */
export type EdiProcessing =
  | 'draft'
  | 'registered'
  | 'readyToSend'
  | 'sent'
  | 'confirmed'
  | 'rejected'
  | 'fulfilled'
export type EdiUnit = 'KG' | 'PCE' | 'LT'

/** Amounts in billionths of the unit; a container holds `amount` of it. */
export type EdiQuantity = {
  unit: EdiUnit
  amount: Amount
  container: { code: string; name: string; amount: Amount } | null
  containerAmount: Amount | null
}
export type EdiLine = {
  number: number
  productId: Uuid
  gtin: string | null
  buyerCode: string | null
  supplierCode: string | null
  name: string | null
  comment: string | null
  requested: EdiQuantity
  /** Billionths of the major currency unit for one unit, VAT included. */
  price: bigint | null
  vatHundredths: number | null
  /** VAT included, minor units. */
  sum: Money | null
}
/** What the seller says of a line; without `orderLineNumber` it is a new one. */
export type EdiAnswerLine = Omit<EdiLine, 'requested'> & {
  orderLineNumber: number | null
  requested: EdiQuantity | null
  confirmed: EdiQuantity | null
}
export type EdiResponse = {
  number: string
  date: LocalDate
  isAccepted: boolean
  estimatedAt: number | null
  lines: EdiAnswerLine[]
}
export type EdiParty = Readonly<
  Partial<Record<'gln' | 'guid' | 'name' | 'internalCode' | 'inn' | 'kpp', string>>
>

/** What the buyer writes. */
export type EdiContent = {
  sellerId: Uuid
  /** Where the goods shall come; null: the default store. */
  storeId: Uuid | null
  invoicee: EdiParty | null
  requestedAt: number | null
  comment: string | null
  lines: EdiLine[]
}
export type EdiOrder = {
  tenantId: Uuid
  /** Who buys. */
  organizationId: Uuid
  id: Uuid
  /** With the date it is the order's name; neither can change. */
  number: string
  date: LocalDate
  status: EdiStatus
  processing: EdiProcessing
  content: EdiContent
  /** The seller has acknowledged the order, and its cancellation. */
  isSeen: boolean
  isCancellationSeen: boolean
  response: EdiResponse | null
  /** Invoices of the seller and the documents that they made. */
  invoices: { number: string; date: LocalDate; documentId: Uuid }[]
  createdAt: number
  modifiedAt: number
  revision: bigint
}

const wrongStatus = ({ number, status, processing }: EdiOrder, deed: string) =>
  refuse('back-office.edi-wrong-status', {
    number,
    status: status === 'canceled' ? status : processing,
    deed,
  })

/** A deed that is allowed in some states; in the state that it leads to it changes nothing. */
function moved(order: EdiOrder, deed: string, from: readonly EdiProcessing[], to: EdiProcessing): EdiOrder {
  if (order.status === 'canceled') throw wrongStatus(order, deed)
  if (order.processing === to) return order
  if (!from.includes(order.processing)) throw wrongStatus(order, deed)
  return { ...order, processing: to }
}

export const ediDeeds = {
  register: (order: EdiOrder) => moved(order, 'register', ['draft'], 'registered'),
  unregister: (order: EdiOrder) => moved(order, 'unregister', ['registered'], 'draft'),
  send: (order: EdiOrder) => moved(order, 'send', ['registered'], 'readyToSend'),
} as const
export type EdiDeed = keyof typeof ediDeeds

/** Only what no seller can have read yet may be written anew. Refuses `back-office.edi-wrong-status`. */
export function rewritten(order: EdiOrder, content: EdiContent): EdiOrder {
  if (order.status === 'canceled' || !['draft', 'registered'].includes(order.processing))
    throw wrongStatus(order, 'update')
  return { ...order, content }
}

/** Takes an order back; goods that have come stay. Refuses `back-office.edi-wrong-status`. */
export function canceled(order: EdiOrder): EdiOrder {
  if (order.processing === 'fulfilled') throw wrongStatus(order, 'cancel')
  return { ...order, status: 'canceled' }
}

/** Whether a seller has something to read: an order that is sent, or the end of one that they know (server-api §23). */
export const isForSeller = ({ status, processing, isSeen, isCancellationSeen }: EdiOrder): boolean =>
  status === 'original' ? processing === 'readyToSend' : isSeen && !isCancellationSeen

/** The seller has read it. Refuses `back-office.edi-wrong-status` where there was nothing to read. */
export function acknowledged(order: EdiOrder, what: EdiStatus): EdiOrder {
  if (what === 'canceled') {
    if (order.status !== 'canceled' || !order.isSeen) throw wrongStatus(order, 'acknowledge')
    return { ...order, isCancellationSeen: true }
  }
  if (order.isSeen) return order
  if (order.status === 'canceled' || order.processing !== 'readyToSend')
    throw wrongStatus(order, 'acknowledge')
  return { ...order, isSeen: true, processing: 'sent' }
}

const byNumber = <Line extends { number: number }>(lines: readonly Line[]): Map<number, Line> =>
  new Map(lines.map((line) => [line.number, line]))

/**
 * The seller's answer, in the place of an earlier one. Refuses `back-office.edi-wrong-status`, and
 * `back-office.edi-line-invalid` of a line that the order does not have, or a new one whose number is taken.
 */
export function answered(order: EdiOrder, response: EdiResponse): EdiOrder {
  const { status, processing, content } = order
  if (status === 'canceled' || !['readyToSend', 'sent', 'confirmed', 'rejected'].includes(processing))
    throw wrongStatus(order, 'response')
  const own = byNumber(content.lines)
  const added = new Set<number>()
  for (const { number, orderLineNumber, requested, confirmed } of response.lines) {
    const isNew = orderLineNumber === null
    const isWrong = isNew ? own.has(number) || added.has(number) : !own.has(orderLineNumber)
    if (isWrong || (isNew && requested === null && confirmed === null))
      throw refuse('back-office.edi-line-invalid', { number: orderLineNumber ?? number })
    if (isNew) added.add(number)
  }
  return { ...order, isSeen: true, response, processing: response.isAccepted ? 'confirmed' : 'rejected' }
}

/** What comes of a line: how much, and for how much. */
export type Delivered = Pick<EdiLine, 'productId' | 'vatHundredths' | 'supplierCode'> & {
  amount: Amount
  sum: Money
}

/** The sum of a line that says none: its price times the amount. `scale`: digits of the minor unit. */
const sumOf = ({ sum, price }: Pick<EdiLine, 'sum' | 'price'>, amount: Amount, scale: number): Money =>
  sum ?? divideRounded((price ?? 0n) * amount, 10n ** BigInt(18 - scale))

/** Lines as the answer left them: confirmed ones, those that it does not speak of, and new ones. */
function agreed({ content, response }: EdiOrder, scale: number): Map<number, Delivered> {
  const lines = new Map(
    content.lines.map((line) => [line.number, deliveredOf(line, line.requested.amount, scale)]),
  )
  const own = byNumber(content.lines)
  for (const line of response?.isAccepted ? response.lines : []) {
    const asked = line.orderLineNumber === null ? undefined : own.get(line.orderLineNumber)
    const amount = (line.confirmed ?? line.requested ?? asked?.requested)?.amount ?? 0n
    const isAsAsked = asked !== undefined && amount === asked.requested.amount
    const terms = {
      productId: asked?.productId ?? line.productId,
      supplierCode: line.supplierCode ?? asked?.supplierCode ?? null,
      vatHundredths: line.vatHundredths ?? asked?.vatHundredths ?? null,
      price: line.price ?? asked?.price ?? null,
      sum: line.sum ?? (isAsAsked && line.price === null ? asked.sum : null),
    }
    lines.set(asked?.number ?? line.number, deliveredOf(terms, amount, scale))
  }
  return lines
}

const deliveredOf = (
  line: Pick<EdiLine, 'productId' | 'supplierCode' | 'vatHundredths' | 'price' | 'sum'>,
  amount: Amount,
  scale: number,
): Delivered => ({
  productId: line.productId,
  supplierCode: line.supplierCode,
  vatHundredths: line.vatHundredths,
  amount,
  sum: sumOf(line, amount, scale),
})

/**
 * What an invoice brings: without lines the whole order as it was agreed. Refuses `back-office.edi-wrong-status`, and
 * `back-office.edi-line-invalid` of a line that was not agreed.
 */
export function invoiced(order: EdiOrder, lines: readonly EdiAnswerLine[], scale: number): Delivered[] {
  const { status, processing } = order
  if (status === 'canceled' || !['readyToSend', 'sent', 'confirmed', 'fulfilled'].includes(processing))
    throw wrongStatus(order, 'invoice')
  const known = agreed(order, scale)
  if (lines.length === 0) return [...known.values()].filter(({ amount }) => amount > 0n)
  return lines.flatMap((line) => {
    const { orderLineNumber, confirmed, requested } = line
    const own = orderLineNumber === null ? undefined : known.get(orderLineNumber)
    if (!own) throw refuse('back-office.edi-line-invalid', { number: orderLineNumber ?? line.number })
    const amount = (confirmed ?? requested)?.amount ?? own.amount
    if (amount <= 0n) return []
    const isAsAgreed = line.sum === null && line.price === null && amount === own.amount
    const price =
      line.price ?? (own.amount > 0n ? divideRounded(own.sum * 10n ** BigInt(18 - scale), own.amount) : 0n)
    const sum = isAsAgreed ? own.sum : sumOf({ sum: line.sum, price }, amount, scale)
    return [{ ...own, vatHundredths: line.vatHundredths ?? own.vatHundredths, amount, sum }]
  })
}
