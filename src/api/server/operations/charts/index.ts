import { CardRefused } from '../../../../app/server/products/product-draft.ts'
import {
  createTechCard,
  deleteTechCard,
  replaceTechCard,
  type WrittenTechCard,
} from '../../../../app/server/tech-cards/write-tech-cards.ts'
import {
  type ChartsAsked,
  cardsOfPeriod,
  cardTree,
  chartChanges,
  preparedOfPeriod,
} from '../../../../domain/stock/charts-of-period.ts'
import { preparedOn } from '../../../../domain/stock/prepared-chart.ts'
import { techCardsOf } from '../../../../domain/stock/tech-cards.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { malformed, notFound } from '../../errors.ts'
import type { AssemblyChart, AssemblyChartDraft, ChartResult } from '../../generated/types.ts'
import type { Call, CallContext, Caller, Handlers } from '../../operation.ts'
import { restaurantsOf } from '../scope.ts'
import { failure, scopeOf, success } from '../writing.ts'
import { readChart } from './read-chart.ts'
import { chartOnWire, preparedOnWire } from './render-chart.ts'

/** An answer that no other one can follow by what changed since (server-api §12). */
const atOnce: ChartResult = {
  knownRevision: -1,
  assemblyCharts: null,
  preparedCharts: null,
  deletedAssemblyChartIds: null,
  deletedPreparedChartIds: null,
}

/** Of a department that this server is of; refuses another one. */
function departmentOf(caller: Caller, id: Uuid | undefined): Uuid | null {
  if (id === undefined || restaurantsOf(caller).some((one) => one.id === id)) return id ?? null
  throw notFound('Department', id)
}

type OfProduct = Call<
  | 'GET /v2/assemblyCharts/getTree'
  | 'GET /v2/assemblyCharts/getAssembled'
  | 'GET /v2/assemblyCharts/getPrepared'
>

/** The product, the day and the department that are asked of; refuses a product that there never was. */
function asked({ caller, query }: OfProduct): { productId: Uuid; day: string; departmentId: Uuid | null } {
  const { productId, date: day } = query
  if (!caller.catalog.find('product', productId)) throw notFound('Product', productId)
  return { productId, day, departmentId: departmentOf(caller, query.departmentId) }
}

/** The opened card as a list of none or one. */
function preparedCharts({ catalog }: Caller, { productId, day, departmentId }: ReturnType<typeof asked>) {
  const chart = preparedOn(catalog, productId, day)
  return chart ? [preparedOnWire(chart, departmentId)] : []
}

/** Only the chain's server counts what changed (server-api §26.11). */
const revisionOf = ({ organizationId, catalog }: Caller): number =>
  organizationId === null ? Number(catalog.revision) : -1

type OfPeriod = Call<'GET /v2/assemblyCharts/getAll' | 'GET /v2/assemblyCharts/getAllUpdate'>['query']

const askedOf = ({ dateFrom, dateTo, includeDeletedProducts }: OfPeriod): ChartsAsked => ({
  period: { from: dateFrom, to: dateTo ?? null },
  includesDeletedProducts: includeDeletedProducts,
})

async function getAll({ caller, query }: Call<'GET /v2/assemblyCharts/getAll'>): Promise<ChartResult> {
  const departmentId = departmentOf(caller, query.departmentId)
  const period = askedOf(query)
  const cards = cardsOfPeriod(caller.catalog, period)
  const prepared = query.includePreparedCharts
    ? cards.flatMap((dated) => preparedOfPeriod(caller.catalog, dated, period.period))
    : null
  return {
    ...atOnce,
    knownRevision: revisionOf(caller),
    assemblyCharts: cards.map(chartOnWire),
    preparedCharts: prepared?.map((chart) => preparedOnWire(chart, departmentId)) ?? null,
  }
}

async function getAllUpdate({
  caller,
  query,
}: Call<'GET /v2/assemblyCharts/getAllUpdate'>): Promise<ChartResult> {
  const departmentId = departmentOf(caller, query.departmentId)
  const knownRevision = revisionOf(caller)
  if (query.knownRevision < 0 || query.knownRevision > knownRevision) return atOnce
  const changes = chartChanges(caller.catalog, BigInt(query.knownRevision), {
    ...askedOf(query),
    includesPrepared: query.includePreparedCharts,
  })
  if (!changes) return atOnce
  const isPrepared = query.includePreparedCharts
  return {
    knownRevision,
    assemblyCharts: changes.cards.map(chartOnWire),
    preparedCharts: isPrepared ? changes.prepared.map((chart) => preparedOnWire(chart, departmentId)) : null,
    deletedAssemblyChartIds: changes.goneCardIds,
    deletedPreparedChartIds: isPrepared ? changes.gonePreparedIds : null,
  }
}

async function write(
  { body }: CallContext & { body: AssemblyChartDraft },
  deed: () => Promise<WrittenTechCard>,
) {
  try {
    const { id, catalog } = await deed()
    const dated = techCardsOf(catalog).find(id)
    if (!dated) throw new Error(`tech card ${id} was written and is not there`)
    return success(chartOnWire(dated))
  } catch (error) {
    if (!(error instanceof CardRefused)) throw error
    // What was sent comes back as it was, as with products (server-api §11.1).
    return failure(error.problems, body as unknown as AssemblyChart)
  }
}

/** Tech cards (server-api §12): the book by which stock is written off. */
export const chartHandlers: Handlers = {
  'GET /v2/assemblyCharts/getAll': getAll,
  'GET /v2/assemblyCharts/getAllUpdate': getAllUpdate,
  'GET /v2/assemblyCharts/getTree': async (call) => {
    const about = asked(call)
    const cards = cardTree(call.caller.catalog, about.productId, about.day, about.departmentId)
    return {
      ...atOnce,
      assemblyCharts: cards.map(chartOnWire),
      preparedCharts: preparedCharts(call.caller, about),
    }
  },
  'GET /v2/assemblyCharts/getAssembled': async (call) => {
    const { productId, day } = asked(call)
    const dated = techCardsOf(call.caller.catalog).on(productId, day)
    return { ...atOnce, assemblyCharts: dated ? [chartOnWire(dated)] : [] }
  },
  'GET /v2/assemblyCharts/getPrepared': async (call) => ({
    ...atOnce,
    preparedCharts: preparedCharts(call.caller, asked(call)),
  }),
  'GET /v2/assemblyCharts/byId': async ({ caller, query }) => {
    const dated = techCardsOf(caller.catalog).find(query.id)
    if (!dated) throw notFound('AssemblyChart', query.id)
    return chartOnWire(dated)
  },
  'GET /v2/assemblyCharts/getHistory': async ({ caller, query }) => {
    if (!caller.catalog.find('product', query.productId)) throw notFound('Product', query.productId)
    departmentOf(caller, query.departmentId)
    return techCardsOf(caller.catalog).history(query.productId).map(chartOnWire)
  },

  'POST /v2/assemblyCharts/save': (call) =>
    write(call, () => createTechCard(call.app, scopeOf(call), readChart(call.body))),
  'POST /v2/assemblyCharts/update': async (call) => {
    const { id } = call.body
    if (!id) throw malformed("Argument for @NotNull parameter 'id' must not be null")
    return write(call, () => replaceTechCard(call.app, scopeOf(call), id, readChart(call.body)))
  },
  'POST /v2/assemblyCharts/delete': async (call) => {
    const { id } = call.body
    try {
      await deleteTechCard(call.app, scopeOf(call), id)
      return success(id)
    } catch (error) {
      if (!(error instanceof CardRefused)) throw error
      return failure(error.problems, id)
    }
  },
}
