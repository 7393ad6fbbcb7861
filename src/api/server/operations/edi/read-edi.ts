/** Orders, answers and invoices of the exchange as they come (server-api §23). */
import type {
  EdiAnswerLine,
  EdiContent,
  EdiLine,
  EdiParty,
  EdiQuantity,
} from '../../../../domain/edi/edi-order.ts'
import type { Organization } from '../../../../domain/reference/books.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import { malformed } from '../../errors.ts'
import type {
  EdiAnswerLine as AnswerLineOnWire,
  EdiContractor,
  EdiLine as LineOnWire,
  EdiOrder as OrderOnWire,
  EdiQuantity as QuantityOnWire,
} from '../../generated/types.ts'
import { readBillionths, readMoney, readPercent } from '../documents/decimals.ts'
import { textOrNull } from '../documents/document-call.ts'
import { readMoment } from '../moments.ts'
import { type EdiDesk, productOf } from './edi-desk.ts'

const numberMax = 100
/** A number of a document: not empty, and not endless. */
export function readNumber(text: string, field: string): string {
  const number = text.trim()
  if (number === '' || number.length > numberMax)
    throw malformed(`'${field}': from 1 to ${numberMax} characters are expected`)
  return number
}

function readQuantity(wire: QuantityOnWire, field: string): EdiQuantity {
  const positive = (text: string | undefined, name: string): bigint | null => {
    const amount = readBillionths(text, `${field}.${name}`)
    if (amount !== null && amount < 0n) throw malformed(`'${field}.${name}' must not be negative`)
    return amount
  }
  const { container } = wire
  return {
    unit: wire.measureUnit,
    amount: positive(wire.quantity, 'quantity') ?? 0n,
    container: container
      ? {
          code: textOrNull(container.internalCode, `${field}.container.internalCode`) ?? '',
          name: textOrNull(container.name, `${field}.container.name`) ?? '',
          amount: positive(container.quantity, 'container.quantity') ?? 0n,
        }
      : null,
    containerAmount: positive(wire.containerQuantity, 'containerQuantity'),
  }
}

/** A field of a price that is there twice, with and without the tax: that with it counts. */
function readTerms(wire: LineOnWire | AnswerLineOnWire, field: string, scale: number) {
  const price = readBillionths(wire.priceWithVat, `${field}.priceWithVat`)
  const sum = readMoney(wire.sumWithVat, scale, `${field}.sumWithVat`)
  if ((price ?? 0n) < 0n) throw malformed(`'${field}.priceWithVat' must not be negative`)
  if ((sum ?? 0n) < 0n) throw malformed(`'${field}.sumWithVat' must not be negative`)
  return { price, sum, vatHundredths: readPercent(wire.vatRate, `${field}.vatRate`) }
}

const readCodes = (wire: LineOnWire | AnswerLineOnWire, field: string) => ({
  number: wire.lineNumber,
  gtin: textOrNull(wire.gtin, `${field}.gtin`),
  buyerCode: textOrNull(wire.internalBuyerCode, `${field}.internalBuyerCode`),
  supplierCode: textOrNull(wire.internalSupplierCode, `${field}.internalSupplierCode`),
  name: textOrNull(wire.name, `${field}.name`),
  comment: textOrNull(wire.comment, `${field}.comment`),
})

function readLine(desk: EdiDesk, wire: LineOnWire, field: string, scale: number): EdiLine {
  const requested = readQuantity(wire.requestedQuantity, `${field}.requestedQuantity`)
  if (requested.amount === 0n) throw malformed(`'${field}.requestedQuantity.quantity' must be more than 0`)
  return {
    ...readCodes(wire, field),
    productId: productOf(desk, wire, field).id,
    requested,
    ...readTerms(wire, field, scale),
  }
}

/** A line of an answer says its product only when the order does not have it. */
export function readAnswerLines(
  desk: EdiDesk,
  wires: readonly AnswerLineOnWire[] | undefined,
  known: ReadonlyMap<number, Uuid>,
  scale: number,
): EdiAnswerLine[] {
  return (wires ?? []).map((wire, index) => {
    const field = `lineItems[${index}]`
    const ofOrder = wire.orderLineNumber === undefined ? undefined : known.get(wire.orderLineNumber)
    const { requestedQuantity, confirmedQuantity } = wire
    return {
      ...readCodes(wire, field),
      orderLineNumber: wire.orderLineNumber ?? null,
      productId: ofOrder ?? productOf(desk, wire, field).id,
      requested: requestedQuantity ? readQuantity(requestedQuantity, `${field}.requestedQuantity`) : null,
      confirmed: confirmedQuantity ? readQuantity(confirmedQuantity, `${field}.confirmedQuantity`) : null,
      ...readTerms(wire, field, scale),
    }
  })
}

function readParty(wire: EdiContractor | undefined): EdiParty | null {
  if (!wire) return null
  const said = Object.entries(wire).flatMap(([key, value]) => {
    const text = textOrNull(value, `invoicee.${key}`)
    return text === null ? [] : [[key, text]]
  })
  return Object.fromEntries(said) as EdiParty
}

/** What a buyer writes. Refuses lines whose numbers are the same, and an order without lines. */
export function readOrder(
  desk: EdiDesk,
  wire: OrderOnWire,
  { sellerId, storeId }: Pick<EdiContent, 'sellerId' | 'storeId'>,
  { timeZone, currency }: Organization,
): EdiContent {
  const { lineItem } = wire.lineItems
  if (lineItem.length === 0) throw refuse('request.field-required', { field: 'lineItems.lineItem' })
  const lines = lineItem.map((line, index) => readLine(desk, line, `lineItems[${index}]`, currency.scale))
  const numbers = new Set<number>()
  for (const { number } of lines) {
    if (numbers.has(number)) throw malformed(`'lineNumber' ${number} is said twice`)
    numbers.add(number)
  }
  const requested = wire.deliveryInfo?.requestedDeliveryDateTime
  return {
    sellerId,
    storeId,
    invoicee: readParty(wire.invoicee),
    requestedAt: requested ? readMoment(requested, timeZone) : null,
    comment: textOrNull(wire.comment, 'comment'),
    lines,
  }
}
