/** Orders of the exchange as they go out (server-api §23). */
import type { EdiLine, EdiOrder, EdiQuantity } from '../../../../domain/edi/edi-order.ts'
import { divideRounded, printDecimal } from '../../../../kernel/exact.ts'
import type {
  EdiMessage,
  EdiWarning,
  EdiLine as LineOnWire,
  EdiOrder as OrderOnWire,
  EdiQuantity as QuantityOnWire,
} from '../../generated/types.ts'
import type { Caller } from '../../operation.ts'
import { localMoment } from '../documents/incoming-invoice.ts'
import { buyerOnWire, sellerOnWire } from './edi-desk.ts'

const billionths = (value: bigint): string => printDecimal(value, 9)

const quantityOnWire = ({ unit, amount, container, containerAmount }: EdiQuantity): QuantityOnWire => ({
  measureUnit: unit,
  quantity: billionths(amount),
  container: container
    ? { internalCode: container.code, name: container.name, quantity: billionths(container.amount) }
    : undefined,
  containerQuantity: containerAmount === null ? undefined : billionths(containerAmount),
})

function lineOnWire(line: EdiLine, scale: number): LineOnWire {
  const { price, sum, vatHundredths } = line
  return {
    lineNumber: line.number,
    gtin: line.gtin ?? undefined,
    internalBuyerCode: line.buyerCode ?? undefined,
    internalSupplierCode: line.supplierCode ?? undefined,
    name: line.name ?? undefined,
    comment: line.comment ?? undefined,
    requestedQuantity: quantityOnWire(line.requested),
    priceWithVat: price === null ? undefined : billionths(price),
    vatRate: vatHundredths === null ? undefined : printDecimal(BigInt(vatHundredths), 2),
    sumWithVat: sum === null ? undefined : printDecimal(sum, scale),
  }
}

export function orderOnWire(caller: Caller, order: EdiOrder): OrderOnWire {
  const { organizationId, content } = order
  const restaurant = caller.catalog.find('organization', organizationId)?.body
  const scale = restaurant?.currency.scale ?? 2
  const total = content.lines.reduce((sum, line) => sum + (line.sum ?? 0n), 0n)
  const { requestedAt } = content
  return {
    number: order.number,
    date: order.date,
    status: order.status,
    processingStatus: order.processing,
    seller: sellerOnWire(caller, content),
    buyer: buyerOnWire(caller, organizationId, content.storeId),
    invoicee: content.invoicee ?? undefined,
    deliveryInfo:
      requestedAt === null
        ? undefined
        : { requestedDeliveryDateTime: localMoment(requestedAt, restaurant?.timeZone ?? 'UTC') },
    comment: content.comment ?? undefined,
    lineItems: {
      lineItem: content.lines.map((line) => lineOnWire(line, scale)),
      totalSumWithVat: printDecimal(total, scale),
    },
  }
}

/** An order on its way to its seller. */
export function messageOf(caller: Caller, order: EdiOrder, now: number): EdiMessage {
  const zone = caller.catalog.find('organization', order.organizationId)?.body.timeZone ?? 'UTC'
  const wire = orderOnWire(caller, order)
  return {
    id: order.id,
    creationDateTime: localMoment(now, zone),
    header: { sender: wire.buyer, recipient: wire.seller, documentType: 'ORDERS' },
    order: wire,
  }
}

/** A hundredth of the major unit may be lost in the rounding of a price. */
const toleratedRounding = 1n

/** What the buyer should look at before sending. We keep no price lists of suppliers, so theirs are never found. */
export function warningsOf({ content }: EdiOrder, scale: number): EdiWarning[] {
  return content.lines.flatMap((line): EdiWarning[] => {
    const { price, sum, requested, number, supplierCode } = line
    const counted = price === null ? null : divideRounded(price * requested.amount, 10n ** BigInt(18 - scale))
    const difference = counted === null || sum === null ? 0n : counted - sum
    const isOff = difference > toleratedRounding || difference < -toleratedRounding
    const off: EdiWarning = {
      code: 'ORDER_ITEM_IS_POSSIBLY_INCORRECT',
      text: `Line ${number}: the sum is not the price times the quantity`,
    }
    const unknown: EdiWarning = {
      code: 'SUPPLIER_PRICELIST_NOT_FOUND',
      text: `Line ${number}: there is no price list with ${supplierCode ?? ''}`,
    }
    return [...(isOff ? [off] : []), ...(supplierCode === null ? [] : [unknown])]
  })
}
