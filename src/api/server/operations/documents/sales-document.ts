import { blankContent } from '../../../../domain/documents/blank.ts'
import type { DocumentContent } from '../../../../domain/documents/document.ts'
import type { Organization } from '../../../../domain/reference/books.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type { SalesDocument } from '../../generated/types.ts'
import type { Caller } from '../../operation.ts'
import { momentOf } from './document-call.ts'
import { lineStore, readSoldItem } from './outgoing-invoice.ts'
import { accountOf } from './references.ts'

export const storesOfSales = (caller: Caller, { items = [] }: SalesDocument): (Uuid | null)[] =>
  items.map((item, index) => lineStore(caller, item, `items[${index}]`))

/** Reads `<document>` of a sales act (server-api §15.6); a line without a store sells from the default one. */
export const readSales = (
  caller: Caller,
  wire: SalesDocument,
  { timeZone, currency }: Organization,
  now: number,
): DocumentContent => ({
  ...blankContent,
  kind: 'salesDocument',
  date: momentOf(wire.dateIncoming, timeZone, now),
  expenseAccountId: accountOf(caller, wire.accountToCode, 'accountToCode'),
  revenueAccountId: accountOf(caller, wire.revenueAccountCode, 'revenueAccountCode'),
  items: (wire.items ?? []).map((item, index) =>
    readSoldItem(caller, item, index, { defaultStoreId: null, scale: currency.scale }),
  ),
})
