import type { ReadableDraft } from '../../../../app/cloud/drafts/find-drafts.ts'
import type { Contact } from '../../../../domain/orders/order.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { fromLocal } from '../../../../kernel/local-time.ts'
import type { OrderDraft, OrderDraftSortProperty, SortDirection } from '../../generated/types.ts'
import { renderDraft } from '../../wire/order-draft.ts'
import { placeOfOrder } from '../../wire/place-of-order.ts'
import { contactMatches } from './order-filter.ts'

const alphabet = new Intl.Collator('ru')
const nameOf = ({ customer }: Contact): string => customer?.name ?? ''

/** Drafts with a word that starts with the text, in the wished order; ties by id (cloud-api §5.6). */
export function listDrafts(
  drafts: readonly ReadableDraft[],
  catalog: Catalog,
  wish: {
    searchText?: string | undefined
    sortProperty?: OrderDraftSortProperty | undefined
    sortDirection?: SortDirection | undefined
  },
): OrderDraft[] {
  const { searchText = '', sortProperty = 'CompleteBefore', sortDirection = 'Ascending' } = wish
  const rows = drafts.map((draft) => {
    const shown = renderDraft(draft)
    return { draft, shown, time: promisedOrCreated(draft, shown, catalog) }
  })
  const sign = sortDirection === 'Descending' ? -1 : 1
  return rows
    .filter(({ draft, shown }) => contactMatches(draft.contact, [shown.order.externalNumber], searchText))
    .sort((a, b) => {
      const order =
        sortProperty === 'Customer'
          ? alphabet.compare(nameOf(a.draft.contact), nameOf(b.draft.contact))
          : a.time - b.time
      return order * sign || (a.draft.id < b.draft.id ? -1 : 1)
    })
    .map(({ shown }) => shown)
}

/** An urgent order is promised for the moment at which it was composed. */
function promisedOrCreated(draft: ReadableDraft, { order }: OrderDraft, catalog: Catalog): number {
  if (!order.completeBefore) return draft.createdAt
  const { zone } = placeOfOrder(catalog, draft.organizationId, draft.terminalGroupId)
  return fromLocal(order.completeBefore, zone) ?? draft.createdAt
}
