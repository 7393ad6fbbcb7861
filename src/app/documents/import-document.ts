import { checkedContent } from '../../domain/documents/check-content.ts'
import type { DocumentContent, DocumentStatus, StockDocument } from '../../domain/documents/document.ts'
import { documentKinds } from '../../domain/documents/kinds.ts'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { localClock } from '../../kernel/local-time.ts'
import { type Refusal, refuse } from '../../kernel/refusals.ts'
import type { App, Tx } from '../ports.ts'
import { ReceiptsReachOthers } from './add-receipts.ts'
import { type Happening, recordHappening } from './change-document.ts'
import { digestOf, insertDocument, newDocument } from './create-document.ts'
import { takeFromLedger, writeToLedger, writeToLedgerAtOnce } from './document-ledger.ts'
import { type DocumentScope, placeOf, requireReturned } from './document-scope.ts'

export type ImportedDocument = {
  /** Null: a new document, with the next number of its kind. */
  number: string | null
  content: DocumentContent
  /** Null: NEW for a new document, else as it was. */
  status: DocumentStatus | null
}

type Books = Awaited<ReturnType<typeof placeOf>>

/**
 * Writes a document as iikoServer's clients do, whole: the one of this number and day is replaced, else a new one is made;
 * then it gets the status that was asked for, in the ledger too (server-api §15.9). All or nothing. Who imports the same
 * again changes nothing. Refuses `back-office.document-unknown` of what should be deleted,
 * `back-office.document-number-taken` when another day of the year has the number, and whatever documents refuse.
 */
export async function importDocument(
  app: App,
  scope: DocumentScope,
  request: ImportedDocument,
): Promise<StockDocument> {
  const books = await placeOf(app, scope)
  const content = checkedContent(request.content, books)
  const write = (toLedger: typeof writeToLedger): Promise<StockDocument> =>
    app.storage.transaction(async (tx) => {
      // Two imports of one number at the same time must not make two documents.
      await tx.ledger.lock(scope)
      await requireReturned(tx, scope, content)
      const known = await findImported(tx, scope, request, books)
      const deeds = deedsOn(app, tx, scope, books, toLedger)
      if (!known) return deeds.create({ ...request, content })
      if (known.status === 'DELETED') throw deletedDocument(known)
      return deeds.change(known, content, request.status ?? known.status)
    })
  const document = await write(writeToLedgerAtOnce).catch((error: unknown) => {
    if (error instanceof ReceiptsReachOthers) return write(writeToLedger)
    throw error
  })
  app.wake()
  return document
}

/** PROCESSED → NEW of the document with this number and day (server-api §15). */
export async function unprocessDocument(
  app: App,
  scope: DocumentScope,
  request: Pick<ImportedDocument, 'number' | 'content'>,
): Promise<StockDocument> {
  const books = await placeOf(app, scope)
  const document = await app.storage.transaction(async (tx) => {
    await tx.ledger.lock(scope)
    const known = await findImported(tx, scope, request, books)
    if (!known) throw unknownDocument(request, books)
    const { number, status } = known
    if (status !== 'PROCESSED') throw refuse('document.wrong-status', { number, status, deed: 'unprocess' })
    return deedsOn(app, tx, scope, books).change(known, known.content, 'NEW')
  })
  app.wake()
  return document
}

const deletedDocument = ({ number, status }: StockDocument) =>
  refuse('document.wrong-status', { number, status, deed: 'import' })

const dayOf = (at: number, { organization }: Books): string => localClock(at, organization.timeZone).date

const unknownDocument = ({ number, content }: Pick<ImportedDocument, 'number' | 'content'>, books: Books) =>
  refuse('back-office.document-unknown', {
    type: documentKinds[content.kind].code,
    number: number ?? '',
    date: dayOf(content.date, books),
  })

/** Numbers start anew with each year: in it one belongs to one document (server-api §15.1, §15.2). */
export async function findImported(
  tx: Pick<Tx, 'documents'>,
  scope: DocumentScope,
  { number, content }: Pick<ImportedDocument, 'number' | 'content'>,
  books: Books,
): Promise<StockDocument | null> {
  if (number === null) return null
  const day = dayOf(content.date, books)
  const named = await tx.documents.byNumber(scope, content.kind, number)
  const ofYear = named.filter((one) => dayOf(one.content.date, books).slice(0, 4) === day.slice(0, 4))
  const same = ofYear.filter((one) => dayOf(one.content.date, books) === day)
  // A deleted one does not keep its number from another.
  const known = same.find(({ status }) => status !== 'DELETED') ?? same[0]
  if (known) return known
  const rival = ofYear.find(({ status }) => status !== 'DELETED')
  if (!rival) return null
  throw await numberTaken(tx, scope, rival, books)
}

/** Refusal of a number that a document has; another one is suggested. */
export async function numberTaken(
  tx: Pick<Tx, 'documents'>,
  scope: DocumentScope,
  { number, content }: StockDocument,
  books: Books,
): Promise<Refusal> {
  const suggested = await freeNumber(tx, scope, content.kind, number)
  return refuse('back-office.document-number-taken', { number, date: dayOf(content.date, books), suggested })
}

/** `A-1` is taken: `A-1/2`, `A-1/3` … */
async function freeNumber(
  tx: Pick<Tx, 'documents'>,
  scope: DocumentScope,
  kind: DocumentContent['kind'],
  number: string,
): Promise<string> {
  for (let index = 2; ; index++) {
    const candidate = `${number}/${index}`
    if ((await tx.documents.byNumber(scope, kind, candidate)).length === 0) return candidate
  }
}

/**
 * What is done to whole documents in one transaction; the ledger is locked. Whoever posts by the short way
 * ({@link writeToLedgerAtOnce}) has to be ready to begin anew.
 */
export function deedsOn(
  app: App,
  tx: Tx,
  scope: DocumentScope,
  books: Books,
  toLedger: typeof writeToLedger = writeToLedger,
) {
  const record = (document: StockDocument, happening: Happening) =>
    recordHappening(app, tx, scope, document, happening)

  async function post(document: StockDocument): Promise<StockDocument> {
    const { flows, finish } = await toLedger(app, tx, scope, document, books)
    const noted = flows.map(({ id, type, sum }) => ({ id, type, sum }))
    return record(document, { kind: 'document.posted', flows: noted, finish })
  }

  async function unpost(document: StockDocument): Promise<StockDocument> {
    await takeFromLedger(app, tx, scope, document, books)
    return record(document, { kind: 'document.unposted' })
  }

  return {
    /** Without an id it gets one. */
    async create(request: ImportedDocument & { id?: Uuid }): Promise<StockDocument> {
      if (request.status === 'DELETED') throw unknownDocument(request, books)
      const created = await newDocument(app, tx, scope, {
        ...request,
        id: request.id ?? app.random.uuid(),
      })
      await insertDocument(app, tx, scope, created, digestOf(request))
      return request.status === 'PROCESSED' ? post(created) : created
    },

    async change(
      known: StockDocument,
      content: DocumentContent,
      status: DocumentStatus,
      number = known.number,
    ): Promise<StockDocument> {
      const isSame = number === known.number && canonicalJson(known.content) === canonicalJson(content)
      if (isSame && known.status === status) return known
      let document = known.status === 'PROCESSED' ? await unpost(known) : known
      if (!isSame) document = await record(document, { kind: 'document.updated', number, content })
      if (status === 'PROCESSED') return post(document)
      return status === 'DELETED' ? record(document, { kind: 'document.cancelled' }) : document
    },
  }
}
