import type { BookItem } from '../../../domain/reference/books.ts'
import type { ExciseMarks } from '../generated/types.ts'
import type { Call, Caller, Handlers } from '../operation.ts'
import { localMoment } from './documents/incoming-invoice.ts'
import { zoneOf } from './moments.ts'
import { itemsOf, setOf } from './scope.ts'

type Mark = BookItem<'exciseMark'>

/** What iiko says of a mark that holds without end (server-api §20.3). */
const endless = '2500-01-01T00:00:00'

const stateOf = (caller: Caller, { body }: Mark) => ({
  dateTo: body.until === null ? endless : localMoment(body.until, zoneOf(caller)),
})

/** One certificate with its marks, those that stand and those that were written off. */
function certificate(caller: Caller, marks: readonly Mark[]): ExciseMarks['marksByBRegId'][string] {
  const side = (isWrittenOff: boolean) =>
    Object.fromEntries(
      marks
        .filter(({ body }) => body.isWrittenOff === isWrittenOff)
        .map((one) => [one.body.mark, stateOf(caller, one)]),
    )
  return {
    sourceRarId: marks[0]?.body.sourceRarId ?? '',
    alcCode: marks[0]?.body.alcCode ?? '',
    marksOnBalance: side(false),
    marksWrittenOff: side(true),
  }
}

/**
 * Marks by their certificates; after a revision the certificates of which a mark changed, whole. A deleted mark can be
 * told only by leaving it out, so a client whose revision is older than a deletion gets everything.
 */
async function list({ caller, query }: Call<'GET /v2/reports/egais/marks/list'>): Promise<ExciseMarks> {
  const wanted = query.fsRarId?.length ? setOf(query.fsRarId) : null
  const own = itemsOf(caller, 'exciseMark').filter(({ body }) => wanted?.has(body.fsRarId) ?? true)
  const since = BigInt(query.revisionFrom)
  const changed = own.filter(({ revision }) => revision > since)
  const fullUpdate = query.revisionFrom < 0 || changed.some(({ isDeleted }) => isDeleted)
  const touched = new Set(changed.map(({ body }) => body.bRegId))
  const byCertificate = new Map<string, Mark[]>()
  for (const one of own) {
    const { bRegId } = one.body
    if (one.isDeleted || !(fullUpdate || touched.has(bRegId))) continue
    byCertificate.set(bRegId, [...(byCertificate.get(bRegId) ?? []), one])
  }
  const sorted = [...byCertificate].sort(([a], [b]) => (a < b ? -1 : 1))
  const certificates = sorted.map(([id, marks]) => [id, certificate(caller, marks)] as const)
  return {
    revision: Number(caller.catalog.revision),
    fullUpdate,
    marksByBRegId: Object.fromEntries(certificates),
  }
}

/** The state's count of alcohol (server-api §20.3). */
export const exciseMarkHandlers: Handlers = { 'GET /v2/reports/egais/marks/list': list }
