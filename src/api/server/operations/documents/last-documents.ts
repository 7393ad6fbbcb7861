import { type DocumentKind, documentKinds } from '../../../../domain/documents/kinds.ts'
import { malformed, noSuchConstant } from '../../errors.ts'
import type { LastDocument } from '../../generated/types.ts'
import type { Call } from '../../operation.ts'
import { restaurantsOf } from '../scope.ts'
import { localMoment } from './incoming-invoice.ts'

const countMax = 1000

const kindOf = (code: string): DocumentKind => {
  const kinds = Object.keys(documentKinds) as DocumentKind[]
  const kind = kinds.find((one) => documentKinds[one].code === code)
  if (kind) return kind
  throw noSuchConstant(
    code,
    kinds.map((one) => documentKinds[one].code),
  )
}

/** The documents with the latest dates; the body is not published and ours (unverified). */
export async function lastDocuments({
  app,
  caller,
  query,
}: Call<'GET /documents/export/lastDocuments'>): Promise<LastDocument[]> {
  const { requestedCount: limit, storeId = null, productId = null, documentType } = query
  if (limit < 1 || limit > countMax)
    throw malformed(`'requestedCount' must be between 1 and ${countMax}, not ${limit}`)
  const search = { kind: documentType ? kindOf(documentType) : null, storeId, productId, limit }
  const found = await Promise.all(
    restaurantsOf(caller).map(async ({ id, body }) => {
      const owner = { tenantId: caller.tenantId, organizationId: id }
      const documents = await app.storage.now.documents.latest(owner, search)
      return documents.map((document) => ({ document, body }))
    }),
  )
  return found
    .flat()
    .sort((a, b) => b.document.content.date - a.document.content.date)
    .slice(0, limit)
    .map(({ document, body }) => ({
      id: document.id,
      documentNumber: document.number,
      documentType: documentKinds[document.content.kind].code,
      dateIncoming: localMoment(document.content.date, body.timeZone),
      status: document.status,
      departmentId: document.organizationId,
      counteragentId: document.content.counteragentId ?? undefined,
      comment: document.content.comment ?? undefined,
    }))
}
