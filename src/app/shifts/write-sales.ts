import { createHash } from 'node:crypto'
import { blankContent, blankItem } from '../../domain/documents/blank.ts'
import { checkedContent } from '../../domain/documents/check-content.ts'
import type { DocumentContent, DocumentItem, StockDocument } from '../../domain/documents/document.ts'
import { type DocumentEvent, evolve } from '../../domain/documents/events.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { type KnownSale, linesTogether, type SoldLine } from '../../domain/shifts/known-sale.ts'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusals.ts'
import { derivedId } from '../derived-id.ts'
import { documentEntry } from '../documents/change-document.ts'
import { writeToLedger } from '../documents/document-ledger.ts'
import { type DocumentScope, placeOf } from '../documents/document-scope.ts'
import type { App, KnownCashShift, Tx } from '../ports.ts'

export const billionthsPerThousandth = 1_000_000n
const numberDigits = 5

/**
 * Writes the sales document of a closed shift and posts it: dishes take their ingredients from the restaurant's default
 * store by their tech cards (server-api §26.9, ADR 10). The document has the shift's id, so there is one of each shift.
 * What is refused (a closed period, goods that must not be lacking, a product that is gone) stays a document that is not
 * posted, which people set right: the shift is over all the same.
 */
export function writeSales(
  app: App,
  tx: Tx,
  known: KnownCashShift,
  sales: readonly KnownSale[],
): Promise<void> {
  const lines = linesTogether(sales.filter(({ back }) => back === undefined))
  return writeShiftPaper(app, tx, known, { id: known.shift.id, head: { kind: 'salesDocument' }, lines })
}

/**
 * Writes what came back in a closed shift: one document of the goods that are in the store again, by their ingredients
 * where they have a tech card, and one of those that are lost, which takes back the revenue alone (ADR 25).
 */
export async function writeReturns(
  app: App,
  tx: Tx,
  known: KnownCashShift,
  sales: readonly KnownSale[],
): Promise<void> {
  for (const back of ['IN_STOCK', 'WRITTEN_OFF'] as const) {
    const lines = linesTogether(sales.filter((sale) => sale.back === back).map(turned))
    const processingMode = back === 'IN_STOCK' ? 'RETURN_GOOD' : 'DO_NOT_RETURN'
    await writeShiftPaper(app, tx, known, {
      id: derivedId(`returns/${known.shift.id}/${back}`),
      head: { kind: 'sessionReturn', processingMode, linkedDocumentId: known.shift.id },
      lines,
    })
  }
}

const turned = (sale: KnownSale): KnownSale => ({
  ...sale,
  lines: sale.lines.map((line) => ({
    ...line,
    ...{ amount: -line.amount, sum: -line.sum, discount: -line.discount },
  })),
})

type ShiftPaper = { id: Uuid; head: Partial<DocumentContent>; lines: readonly SoldLine[] }

/** Writes a document of a closed shift and posts it if rules let it, once for each id; nothing where it has no lines. */
export async function writeShiftPaper(
  app: App,
  tx: Tx,
  { tenantId, organizationId, shift }: KnownCashShift,
  { id, head, lines }: ShiftPaper,
): Promise<void> {
  if (lines.length === 0 || shift.closedAt === null) return
  const userId = shift.closedBy?.id ?? shift.openedBy?.id ?? tenantId
  const scope: DocumentScope = {
    tenantId,
    organizationId,
    actor: `shift:${shift.id}`,
    userId,
    correlationId: shift.id,
    earlierCall: async () => null,
  }
  const books = await placeOf(app, scope)
  const sold = { ...contentOf(books, shift.closedAt, shift.number, lines), ...head }
  const content = unlessRefused(() => checkedContent(sold, books)) ?? sold
  const number = await tx.documents.takeNumber({ tenantId, organizationId }, content.kind)
  const now = app.clock.now()
  const document: StockDocument = {
    tenantId,
    organizationId,
    id,
    number: String(number).padStart(numberDigits, '0'),
    status: 'NEW',
    version: 1,
    createdAt: now,
    createdBy: userId,
    modifiedAt: now,
    modifiedBy: userId,
    paymentDate: null,
    content,
  }
  const digest = createHash('sha256').update(canonicalJson(content)).digest()
  if (!(await tx.documents.insert(document, digest))) return
  const happened: DocumentEvent[] = [{ kind: 'document.created', at: now, by: userId, document }]
  try {
    // Refusals come before anything is written: the transaction is whole either way.
    checkedContent(content, books)
    const { flows, finish } = await writeToLedger(app, tx, scope, document, books)
    const told = flows.map(({ id, type, sum }) => ({ id, type, sum }))
    const posted: DocumentEvent = { kind: 'document.posted', at: now, by: userId, flows: told }
    await tx.documents.saveHead(evolve(document, posted))
    happened.push(posted)
    await finish()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
  await tx.journal.append(happened.map((event) => documentEntry(app, scope, id, event)))
}

/** What `work` gives; null when a rule forbids it. */
export function unlessRefused<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

type Books = { catalog: Catalog; organizationId: Uuid }

const contentOf = (
  books: Books,
  date: number,
  shiftNumber: number,
  lines: readonly SoldLine[],
): DocumentContent => ({
  ...blankContent,
  kind: 'salesDocument',
  date,
  comment: `№ ${shiftNumber}`,
  isAutomatic: true,
  items: lines.map((line, index) => itemOf(books, line, index + 1)),
})

function itemOf(
  { catalog, organizationId }: Books,
  { productId, sizeId, amount, sum, discount }: SoldLine,
  num: number,
): DocumentItem {
  const tax = catalog.find('taxCategory', catalog.taxCategoryId(organizationId, productId, sizeId))
  return {
    ...blankItem,
    num,
    productId,
    sizeId,
    amount: amount * billionthsPerThousandth,
    sum,
    // A surcharge is no discount: it is in the sum.
    discountSum: discount > 0n ? discount : 0n,
    vatHundredths: Math.round((tax?.body.percentage ?? 0) * 100),
  }
}
