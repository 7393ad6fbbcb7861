import { blankContent, blankItem } from '../../domain/documents/blank.ts'
import type { DocumentContent } from '../../domain/documents/document.ts'
import { type Delivered, type EdiAnswerLine, type EdiOrder, invoiced } from '../../domain/edi/edi-order.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { fromLocal, type LocalDate } from '../../kernel/local-time.ts'
import { derivedId } from '../derived-id.ts'
import { createDocument } from '../documents/create-document.ts'
import type { App } from '../ports.ts'
import { type EdiName, type EdiScope, noteInvoice, requireEdiOrder } from './edi-orders.ts'

export type EdiInvoice = { number: string; date: LocalDate; comment: string | null; lines: EdiAnswerLine[] }

/** Deliveries arrive in the daytime; the hour of exports of live servers (server-api §29). */
const hour = '23:00:00'

/**
 * A seller's invoice becomes an incoming invoice that is not posted (server-api §23). Its id comes from the order and the
 * number of the invoice, so a repeat is the same document. Refuses what documents refuse, and what {@link invoiced} does.
 */
export async function invoiceEdiOrder(
  app: App,
  scope: EdiScope & { userId: Uuid; correlationId: Uuid },
  name: EdiName,
  invoice: EdiInvoice,
): Promise<EdiOrder> {
  const catalog = await app.catalog(scope.tenantId)
  const order = await app.storage.transaction((tx) => requireEdiOrder(tx, catalog, scope, name))
  const { tenantId, organizationId } = order
  const organization = catalog.find('organization', organizationId)?.body
  if (!organization) throw new Error(`no organization ${organizationId}`)
  const delivered = invoiced(order, invoice.lines, organization.currency.scale)
  const date = fromLocal(`${invoice.date} ${hour}`, organization.timeZone) ?? app.clock.now()
  const content = contentOf(catalog, order, invoice, delivered, date)
  const { userId, actor, correlationId } = scope
  const owner = { tenantId, organizationId, actor, userId, correlationId, earlierCall: async () => null }
  const id = derivedId(`${order.id}/${invoice.date}/${invoice.number}`)
  await createDocument(app, owner, { id, number: null, content })
  return noteInvoice(app, scope, name, { number: invoice.number, date: invoice.date, documentId: id })
}

function contentOf(
  catalog: Catalog,
  { organizationId, content }: EdiOrder,
  { number, date: day, comment }: EdiInvoice,
  delivered: readonly Delivered[],
  date: number,
): DocumentContent {
  const storeId = content.storeId ?? defaultStore(catalog, organizationId)
  return {
    ...blankContent,
    kind: 'incomingInvoice',
    date,
    comment: comment ?? content.comment,
    counteragentId: content.sellerId,
    defaultStoreId: storeId,
    incomingDate: day,
    incomingDocumentNumber: number,
    items: delivered.map(({ productId, amount, sum, vatHundredths }, index) => ({
      ...blankItem,
      num: index + 1,
      productId,
      amount,
      actualAmount: amount,
      storeId,
      sum,
      vatHundredths,
    })),
  }
}

const defaultStore = (catalog: Catalog, organizationId: Uuid): Uuid | null => {
  const own = catalog
    .all('store')
    .filter((store) => !store.isDeleted && store.organizationId === organizationId)
  return (own.find(({ body }) => body.isDefault) ?? own[0])?.id ?? null
}
