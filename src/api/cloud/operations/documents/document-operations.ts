import { cancelDocument } from '../../../../app/documents/cancel-document.ts'
import { createDocument } from '../../../../app/documents/create-document.ts'
import { findDocument, listDocuments } from '../../../../app/documents/find-documents.ts'
import { postDocument } from '../../../../app/documents/post-document.ts'
import { unpostDocument } from '../../../../app/documents/unpost-document.ts'
import { updateDocument } from '../../../../app/documents/update-document.ts'
import type { StockDocument } from '../../../../domain/documents/document.ts'
import type { PaperKind } from '../../../../domain/documents/kinds.ts'
import { invalidBody } from '../../errors.ts'
import { replayOf } from '../send-command.ts'
import { type DocumentCall, deskOf, inWireWords } from './document-call.ts'
import type { listFields } from './kind-fields.ts'
import { readContent } from './read-document.ts'
import { readId, readOptionalId, readPeriod, readText } from './read-values.ts'
import { renderDocument, renderListItem } from './render-document.ts'
import { linkFields, type WireDocument, wireNames } from './wire-document.ts'

type ById = { organizationId: string; documentId: string }
type InPeriod = { organizationId: string; from: string; to: string }
type CallOf<Body> = DocumentCall & { body: Body }

const saved = ({ id, number }: StockDocument, message: string) => ({
  documentId: id,
  documentNumber: number,
  message,
})

/** The seven verbs of a kind of document (cloud-api §10.1); kinds differ in what they read and show. */
export function documentOperations(kind: PaperKind) {
  const names = { ...wireNames, linkedDocumentId: linkFields[kind] ?? 'documentId' }
  const changing = (deed: typeof postDocument, message: string) => async (call: CallOf<ById>) => {
    const { scope } = await deskOf(call, call.body.organizationId)
    const id = readId(call.body.documentId, 'documentId')
    return saved(await inWireWords(() => deed(call.app, scope, kind, id), names), message)
  }
  return {
    async create(call: CallOf<WireDocument>) {
      const { body } = call
      const desk = await deskOf(call, body.organizationId)
      const request = {
        id: readOptionalId(body.documentId, 'documentId'),
        number: readText(body.number, 'number'),
        content: readContent(kind, body, desk),
      }
      const { document, isRepeat } = await inWireWords(
        () => createDocument(call.app, desk.scope, request),
        names,
      )
      const answer = saved(document, 'Document is created')
      return isRepeat ? replayOf(answer) : answer
    },

    async update(call: CallOf<WireDocument>) {
      const { body } = call
      const desk = await deskOf(call, body.organizationId)
      const request = {
        id: readId(requiredId(body), 'documentId'),
        number: readText(body.number, 'number'),
        content: readContent(kind, body, desk),
      }
      return saved(
        await inWireWords(() => updateDocument(call.app, desk.scope, request), names),
        'Document is updated',
      )
    },

    async get(call: CallOf<ById>) {
      const desk = await deskOf(call, call.body.organizationId)
      const found = await findDocument(call.app, desk.scope, kind, readId(call.body.documentId, 'documentId'))
      return renderDocument(kind, found, desk)
    },

    post: changing(postDocument, 'Document is posted'),
    unpost: changing(unpostDocument, 'Document is unposted'),
    cancel: changing(cancelDocument, 'Document is cancelled'),
  }
}

/** Invoices have one schema for `create` and `update`, so that theirs lets it out (cloud-api §10.2). */
function requiredId({ documentId }: WireDocument): string {
  if (documentId !== undefined) return documentId
  throw invalidBody("Required property 'documentId' not found in JSON. Path ''.")
}

const foundIn = async (kind: PaperKind, call: CallOf<InPeriod>) => {
  const desk = await deskOf(call, call.body.organizationId)
  const search = { ...desk.scope, kind, ...readPeriod(call.body, desk.zone) }
  return { desk, documents: await listDocuments(call.app, search) }
}

/** `list` of a kind that shows whole documents: invoices. */
export const wholeList = (kind: PaperKind) => async (call: CallOf<InPeriod>) => {
  const { desk, documents } = await foundIn(kind, call)
  return documents.map((found) => renderDocument(kind, found, desk))
}

/** `list` of a kind that shows heads only. */
export const headList = (kind: keyof typeof listFields) => async (call: CallOf<InPeriod>) => {
  const { desk, documents } = await foundIn(kind, call)
  return documents.map((found) => renderListItem(kind, found, desk))
}
