import { blankContent, blankItem } from '../../../../domain/documents/blank.ts'
import type { DocumentContent, DocumentItem } from '../../../../domain/documents/document.ts'
import type { Organization } from '../../../../domain/reference/books.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import type { ProductionDocument, ProductionDocumentItem } from '../../generated/types.ts'
import type { Caller } from '../../operation.ts'
import { readBillionths } from './decimals.ts'
import { momentOf, textOrNull } from './document-call.ts'
import { conceptionOf, idOrNull, named, referenceOf } from './references.ts'

export const storesOfProduction = ({ storeFrom, storeTo }: ProductionDocument): (Uuid | null)[] => [
  idOrNull(storeFrom),
  idOrNull(storeTo),
]

/** Reads `<document>` of a production act (server-api §15.7). */
export const readProduction = (
  caller: Caller,
  wire: ProductionDocument,
  { timeZone }: Organization,
  now: number,
): DocumentContent => ({
  ...blankContent,
  kind: 'production',
  date: momentOf(wire.dateIncoming, timeZone, now),
  comment: textOrNull(wire.comment, 'comment'),
  conceptionId: conceptionOf(caller, wire.conception, wire.conceptionCode),
  storeFromId: idOrNull(wire.storeFrom),
  storeToId: idOrNull(wire.storeTo),
  items: (wire.items ?? []).map((item, index) => readItem(caller, item, index)),
})

function readItem(caller: Caller, item: ProductionDocumentItem, index: number): DocumentItem {
  const field = `items[${index}]`
  const productId = referenceOf(caller, named.product, {
    id: item.product,
    code: item.productArticle,
    field: `${field}.productArticle`,
  })
  if (productId === null) throw refuse('request.field-required', { field: `${field}.product` })
  return {
    ...blankItem,
    num: item.num ?? index + 1,
    productId,
    amount: readBillionths(item.amount, `${field}.amount`) ?? 0n,
    containerId: idOrNull(item.containerId),
    unitId: idOrNull(item.amountUnit),
  }
}
