import { listDocuments } from '../../../../app/documents/find-documents.ts'
import type { StockDocument } from '../../../../domain/documents/document.ts'
import type { DocumentKind } from '../../../../domain/documents/kinds.ts'
import type { Organization } from '../../../../domain/reference/books.ts'
import { fromLocal, localClock } from '../../../../kernel/local-time.ts'
import { conflict, malformed } from '../../errors.ts'
import type { CallContext } from '../../operation.ts'
import { restaurantsOf } from '../scope.ts'

export type OwnedDocument = { document: StockDocument; organization: Organization }

const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

/** Whole days of each restaurant, both inclusive, by what the server is of (server-api §15.1). */
export async function documentsOfDays(
  { app, caller }: CallContext,
  kind: DocumentKind,
  { from, to }: { from: string; to: string },
): Promise<OwnedDocument[]> {
  if (to < from) throw conflict(`The period is empty: ${to} is before ${from}`)
  const owned: OwnedDocument[] = []
  for (const { id, body } of restaurantsOf(caller)) {
    const owner = { tenantId: caller.tenantId, organizationId: id }
    const period = {
      from: fromLocal(from, body.timeZone) ?? 0,
      to: fromLocal(nextDay(to), body.timeZone) ?? 0,
    }
    const found = await listDocuments(app, { ...owner, kind, ...period })
    owned.push(...found.map(({ document }) => ({ document, organization: body })))
  }
  return owned.sort((a, b) => a.document.content.date - b.document.content.date)
}

type Filter = { supplierId?: readonly string[] | undefined; revisionFrom: number }

/** Documents are no books: theirs is the time of their last change in milliseconds, which grows too (ADR 13). */
export function exported(owned: readonly OwnedDocument[], { supplierId, revisionFrom }: Filter) {
  const suppliers = supplierId?.length ? new Set(supplierId) : null
  return owned.filter(
    ({ document }) =>
      (!suppliers || suppliers.has(document.content.counteragentId ?? '')) &&
      document.modifiedAt > revisionFrom,
  )
}

type ByNumber = {
  number: string
  currentYear: boolean
  from?: string | undefined
  to?: string | undefined
}

/** Documents with a number, of this year or of a period that is given (server-api §15.1). */
export async function documentsByNumber(
  call: CallContext,
  kind: DocumentKind,
  { number, currentYear, from, to }: ByNumber,
): Promise<OwnedDocument[]> {
  if (currentYear && (from ?? to) !== undefined)
    throw malformed("'from' and 'to' must be absent when 'currentYear' is true")
  if (!currentYear && (from === undefined || to === undefined))
    throw malformed("'from' and 'to' must be given when 'currentYear' is false")
  const owned: OwnedDocument[] = []
  for (const { id, body } of restaurantsOf(call.caller)) {
    const owner = { tenantId: call.caller.tenantId, organizationId: id }
    const year = localClock(call.app.clock.now(), body.timeZone).date.slice(0, 4)
    const documents = await call.app.storage.now.documents.byNumber(owner, kind, number)
    for (const document of documents) {
      const day = localClock(document.content.date, body.timeZone).date
      const isWanted = currentYear ? day.startsWith(year) : day >= (from ?? '') && day <= (to ?? '')
      if (isWanted) owned.push({ document, organization: body })
    }
  }
  return owned
}
