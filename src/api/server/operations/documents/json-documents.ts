import { saveStockDocument } from '../../../../app/server/documents/save-stock-document.ts'
import {
  contentOfDraft,
  type StockDraft,
  type StockDraftItem,
  stockDraftProblems,
} from '../../../../app/server/documents/stock-draft.ts'
import type { StockDocument } from '../../../../domain/documents/document.ts'
import { type Cost, printBillionths } from '../../../../domain/stock/amounts.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { toLocal } from '../../../../kernel/local-time.ts'
import { Refusal } from '../../../../kernel/refusals.ts'
import { notFound } from '../../errors.ts'
import type { InternalTransferDraftItem, WriteoffDraftItem } from '../../generated/types.ts'
import type { Call, CallContext } from '../../operation.ts'
import { restaurantsOf } from '../scope.ts'
import { failure, success } from '../writing.ts'
import { readBillionths } from './decimals.ts'
import { deskOf, momentOf, textOrNull } from './document-call.ts'
import { documentsOfDays, type OwnedDocument } from './export.ts'

export type JsonKind = StockDraft['kind']

/** A document with what its lines cost; null while it is not posted. */
export type CostedDocument = OwnedDocument & { costs: ReadonlyMap<number, Cost> | null }
export type Render<Wire> = (call: CallContext, document: CostedDocument) => Wire

/** The head of a document; what is empty is left out (server-api §16). */
export const headOnWire = ({ document, organization }: OwnedDocument) => {
  const { id, number, status, content } = document
  const { conceptionId, comment } = content
  return {
    id,
    // To the minute, and what is beyond it where there is any.
    dateIncoming: toLocal(content.date, organization.timeZone)
      .replace(' ', 'T')
      .replace(/\.000$/, '')
      .replace(/(T\d\d:\d\d):00$/, '$1'),
    documentNumber: number,
    status,
    ...(conceptionId === null ? {} : { conceptionId }),
    ...(comment === null ? {} : { comment }),
  }
}

/** Lines; all their members are sent, empty ones too. */
export function linesOnWire({ caller: { catalog } }: CallContext, { document, costs }: CostedDocument) {
  return document.content.items.map(({ num, productId, amount, unitId, containerId, sizeId }) => {
    const name = catalog.find('product', productId)?.body.measureUnit
    const unit = catalog.all('measureUnit').find(({ body }) => body.name === name)
    const cost = costs?.get(num)
    return {
      sizeId,
      line: {
        num,
        productId,
        amount: Number(printBillionths(amount)),
        measureUnitId: unitId ?? unit?.id ?? null,
        containerId,
        cost: costs === null ? null : Number(printBillionths(cost ?? 0n)),
      },
    }
  })
}

async function costed(
  { app, caller }: CallContext,
  owned: readonly OwnedDocument[],
): Promise<CostedDocument[]> {
  const organizations = new Set(owned.map(({ document }) => document.organizationId))
  const costs = new Map<Uuid, ReadonlyMap<number, Cost>>()
  for (const organizationId of organizations) {
    const posted = owned.filter(
      ({ document }) => document.organizationId === organizationId && document.status === 'PROCESSED',
    )
    const owner = { tenantId: caller.tenantId, organizationId }
    const found = await app.storage.now.ledger.itemCosts(
      owner,
      posted.map(({ document }) => document.id),
    )
    for (const { document } of posted) costs.set(document.id, found.get(document.id) ?? new Map())
  }
  return owned.map((one) => ({ ...one, costs: costs.get(one.document.id) ?? null }))
}

type ListCall = Call<'GET /v2/documents/writeoff' | 'GET /v2/documents/internalTransfer'>

/** Documents of a period; the revision is the time of the last change of any of them (ADR 13). */
export async function listOf<Wire>(call: ListCall, kind: JsonKind, render: Render<Wire>) {
  const { dateFrom, dateTo, status, revisionFrom } = call.query
  const owned = await documentsOfDays(call, kind, { from: dateFrom, to: dateTo })
  const wanted = owned.filter(
    ({ document }) =>
      (status === undefined || document.status === status) && document.modifiedAt > revisionFrom,
  )
  const revision = owned.reduce((last, { document }) => Math.max(last, document.modifiedAt), revisionFrom)
  return {
    result: 'SUCCESS' as const,
    errors: [],
    response: (await costed(call, wanted)).map((one) => render(call, one)),
    revision: Math.max(revision, 0),
  }
}

async function ownedBy(
  { caller }: CallContext,
  find: (owner: { tenantId: Uuid; organizationId: Uuid }) => Promise<readonly StockDocument[]>,
): Promise<OwnedDocument[]> {
  const found = await Promise.all(
    restaurantsOf(caller).map(async ({ id, body }) =>
      (await find({ tenantId: caller.tenantId, organizationId: id })).map((document) => ({
        document,
        organization: body,
      })),
    ),
  )
  return found.flat()
}

/** One document of a kind; 404 when there is none. */
export async function byId<Wire>(
  call: CallContext & { query: { id: Uuid } },
  kind: JsonKind,
  render: Render<Wire>,
): Promise<Wire> {
  const { id } = call.query
  const owned = await ownedBy(call, async (owner) => {
    const document = await call.app.storage.now.documents.find(owner, id)
    return document?.content.kind === kind ? [document] : []
  })
  const [one] = await costed(call, owned)
  if (!one) throw notFound(kind === 'writeoff' ? 'WriteoffDocument' : 'InternalTransfer', id)
  return render(call, one)
}

/** Documents of a kind with a number, of all years. */
export async function byNumber<Wire>(
  call: CallContext & { query: { documentNumber: string } },
  kind: JsonKind,
  render: Render<Wire>,
): Promise<Wire[]> {
  const { documents } = call.app.storage.now
  const owned = await ownedBy(call, (owner) => documents.byNumber(owner, kind, call.query.documentNumber))
  return (await costed(call, owned)).map((one) => render(call, one))
}

type WireDraft = {
  id?: Uuid | null | undefined
  dateIncoming?: string | null | undefined
  documentNumber?: string | null | undefined
  status?: StockDraft['status'] | undefined
  conceptionId?: Uuid | null | undefined
  comment?: string | null | undefined
}
type WireItem = InternalTransferDraftItem & Pick<WriteoffDraftItem, 'productSizeId'>

/** What both kinds say; without a date there is none, it is not now. */
export const draftHead = (wire: WireDraft, items: readonly WireItem[] | null | undefined) => ({
  id: wire.id ?? null,
  number: textOrNull(wire.documentNumber ?? undefined, 'documentNumber'),
  said: wire.dateIncoming ?? '',
  status: wire.status ?? null,
  conceptionId: wire.conceptionId ?? null,
  comment: textOrNull(wire.comment ?? undefined, 'comment'),
  items: (items ?? []).map(
    (item, index): StockDraftItem => ({
      productId: item.productId ?? null,
      sizeId: item.productSizeId ?? null,
      amount: readBillionths(item.amount ?? undefined, `items[${index}].amount`),
      unitId: item.measureUnitId ?? null,
      containerId: item.containerId ?? null,
    }),
  ),
})

/** Writes a draft; what is wrong with it is answered by codes (server-api §17.7). */
export async function saved<Wire>(
  call: CallContext,
  { draft, said, storeIds }: { draft: StockDraft; said: string; storeIds: readonly (Uuid | null)[] },
  render: Render<Wire>,
) {
  const { app, caller } = call
  // The day is read twice: here, so that what is missing can be told, and by the clock of the restaurant.
  const date = said.trim() === '' ? null : momentOf(said, 'UTC', 0)
  const problems = stockDraftProblems(caller.catalog, { ...draft, date })
  if (problems.length > 0) return failure<Wire | null>(problems, null)
  const { scope, organization } = deskOf(call, storeIds)
  const content = contentOfDraft({ ...draft, date: momentOf(said, organization.timeZone, 0) })
  const { id, number, status } = draft
  try {
    const document = await saveStockDocument(app, scope, { id, number, content, status: status ?? 'NEW' })
    const [one] = await costed(call, [{ document, organization }])
    if (!one) throw new Error('a document was saved and is not there')
    return success<Wire | null>(render(call, one))
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'document.not-found') throw error
    return failure<Wire | null>([{ code: 'DOCUMENT_NOT_FOUND', value: id ?? '' }], null)
  }
}
