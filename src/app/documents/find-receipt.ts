import type { StockDocument } from '../../domain/documents/document.ts'
import { documentKinds } from '../../domain/documents/kinds.ts'
import { type LocalDate, localClock, type TimeZone } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, Owner } from '../ports.ts'

/** The incoming invoice with a number and a day by the clock of `timeZone`; refuses `back-office.document-unknown`. */
export async function receiptOf(
  app: App,
  owner: Owner,
  { number, day, timeZone }: { number: string; day: LocalDate; timeZone: TimeZone },
): Promise<StockDocument> {
  const named = await app.storage.now.documents.byNumber(owner, 'incomingInvoice', number)
  const receipt = named.find(
    ({ status, content }) => status !== 'DELETED' && localClock(content.date, timeZone).date === day,
  )
  if (receipt) return receipt
  const type = documentKinds.incomingInvoice.code
  throw refuse('back-office.document-unknown', { type, number, date: day })
}
