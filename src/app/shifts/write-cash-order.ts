/** A till's pay-in or pay-out as a document of the back office, in the finance ledger at once (server-api §17). */
import { blankContent } from '../../domain/documents/blank.ts'
import type { CashOrder, DocumentContent } from '../../domain/documents/document.ts'
import type { PayInOutType } from '../../domain/reference/books.ts'
import type { CashMovement } from '../../domain/shifts/shifts.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusals.ts'
import { type DocumentScope, placeOf } from '../documents/document-scope.ts'
import { deedsOn } from '../documents/import-document.ts'
import type { App, KnownCashShift, Tx } from '../ports.ts'

/** What a cash order says, whoever makes it. */
export type CashOrderFacts = {
  typeId: Uuid
  type: PayInOutType
  sum: Money
  counteragentId: Uuid | null
  comment: string | null
  at: number
  shiftId: Uuid | null
  payrollId: Uuid | null
}

/** A cash order's document. */
export function cashOrderContent(facts: CashOrderFacts): DocumentContent {
  const { typeId, type, sum, counteragentId, comment, at, shiftId, payrollId } = facts
  const cashOrder: CashOrder = {
    typeId,
    type: type.transactionType,
    chiefAccountId: type.chiefAccountId,
    accountId: type.accountId,
    sum,
    cashFlowCategoryId: type.cashFlowCategoryId,
    payrollId,
  }
  return {
    ...blankContent,
    kind: type.transactionType === 'PAYIN' ? 'incomingCashOrder' : 'outgoingCashOrder',
    date: at,
    comment: comment ?? type.comment,
    conceptionId: type.conceptionId,
    counteragentId,
    linkedDocumentId: shiftId,
    cashOrder,
    items: [],
  }
}

/**
 * Writes a till's movement of cash under its own id, so that it is there once, and posts it. What is refused (a closed
 * period, an account that is gone) stays a document that is not posted, which people set right: the cash has moved all
 * the same. False: it is there already.
 */
export async function writeMovement(
  app: App,
  tx: Tx,
  { tenantId, organizationId, shift }: KnownCashShift,
  movement: CashMovement,
): Promise<boolean> {
  const { id, typeId, by, at } = movement
  const scope: DocumentScope = {
    tenantId,
    organizationId,
    actor: `shift:${shift.id}`,
    userId: by?.id ?? shift.openedBy?.id ?? tenantId,
    correlationId: shift.id,
    earlierCall: async () => null,
  }
  const books = await placeOf(app, scope)
  const type = books.catalog.find('payInOutType', typeId)?.body
  if (!type || (await tx.documents.find(scope, id))) return false
  // Two writers of a ledger must not pass one another.
  await tx.ledger.lock(scope)
  const { sum, counteragentId, comment } = movement
  const facts = { typeId, type, sum, counteragentId, comment, at, shiftId: shift.id, payrollId: null }
  const deeds = deedsOn(app, tx, scope, books)
  const content = cashOrderContent(facts)
  const document = await deeds.create({ id, number: null, content, status: 'NEW' })
  try {
    // Refusals come before anything is written: the transaction is whole either way.
    await deeds.change(document, content, 'PROCESSED')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
  return true
}
