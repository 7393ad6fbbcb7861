import {
  bool,
  choice,
  day,
  decimal,
  envelope,
  type Group,
  int,
  json,
  list,
  type Member,
  type Members,
  noted,
  nullable,
  number,
  optional,
  otherwise,
  text,
  type,
  uuid,
} from '../describe.ts'

const kind = (summary: string) => ({ summary, known: 'documented' as const, source: '§12' })

const period: Members = {
  dateFrom: day,
  dateTo: noted('Excluded; absent: all that is to come', optional(day)),
  includeDeletedProducts: otherwise(true, bool),
  includePreparedCharts: otherwise(false, bool),
  departmentId: noted('Lines of prepared charts that are of other departments are left out', optional(uuid)),
}
const ofProduct: Members = { date: day, productId: uuid, departmentId: optional(uuid) }
const result = json(type('ChartResult'))

const item: Members = {
  id: uuid,
  sortWeight: number,
  productId: uuid,
  productSizeSpecification: nullable(uuid),
  storeSpecification: nullable(type('StoreSpecification')),
  amountIn: number,
  amountMiddle: number,
  amountOut: number,
  amountIn1: number,
  amountOut1: number,
  amountIn2: number,
  amountOut2: number,
  amountIn3: number,
  amountOut3: number,
  packageCount: number,
  packageTypeId: nullable(uuid),
}
const chart: Members = {
  id: uuid,
  assembledProductId: uuid,
  dateFrom: text,
  dateTo: nullable(text),
  assembledAmount: number,
  productWriteoffStrategy: choice('ASSEMBLE', 'DIRECT'),
  effectiveDirectWriteoffStoreSpecification: type('StoreSpecification'),
  productSizeAssemblyStrategy: choice('COMMON', 'SPECIFIC'),
  items: list(type('AssemblyChartItem')),
  technologyDescription: text,
  description: text,
  appearance: text,
  organoleptic: text,
  outputComment: text,
}
/** As it is written: amounts exact, members beyond the demanded may be absent or null. */
const draftOf = (members: Members, demanded: readonly string[]): Members =>
  Object.fromEntries(
    Object.entries(members).map(([name, member]): [string, Member] => {
      const exact = member.is === 'number' && name !== 'sortWeight' ? decimal : member
      return [name, demanded.includes(name) ? exact : optional(nullable(exact))]
    }),
  )

/** Tech cards, and the prices and buttons of menus (server-api §12–14). */
export const charts: Group = {
  area: 'Charts and prices',
  operations: {
    'GET /v2/assemblyCharts/getAll': {
      ...kind('Tech cards that are valid in a period'),
      since: '6.0',
      query: period,
      answer: result,
    },
    'GET /v2/assemblyCharts/getAllUpdate': {
      ...kind('What changed of them since a revision'),
      since: '6.0',
      query: { knownRevision: int, ...period },
      answer: result,
    },
    'GET /v2/assemblyCharts/getTree': {
      ...kind('The card of a product and those of what it is made of'),
      since: '6.0',
      query: ofProduct,
      answer: result,
    },
    'GET /v2/assemblyCharts/getAssembled': {
      ...kind('The card of a product'),
      since: '6.0',
      query: ofProduct,
      answer: result,
    },
    'GET /v2/assemblyCharts/getPrepared': {
      ...kind('What one unit of a product takes from the store'),
      since: '6.0',
      query: ofProduct,
      answer: result,
    },
    'GET /v2/assemblyCharts/byId': {
      ...kind('One card'),
      since: '6.0',
      query: { id: uuid },
      answer: json(type('AssemblyChart')),
    },
    'GET /v2/assemblyCharts/getHistory': {
      ...kind('All cards that a product had and will have'),
      since: '6.0',
      query: { productId: uuid, departmentId: optional(uuid) },
      answer: json(list(type('AssemblyChart'))),
    },
    'POST /v2/assemblyCharts/save': {
      ...kind('Writes a new card'),
      since: '6.4',
      right: 'B_EN',
      body: json(type('AssemblyChartDraft')),
      answer: json(type('SavedChart')),
    },
    'POST /v2/assemblyCharts/delete': {
      ...kind('Deletes a card'),
      since: '6.4',
      right: 'B_EN',
      body: json(type('DeletedItem')),
      answer: json(type('DeletedChart')),
    },
    'POST /v2/assemblyCharts/update': {
      ...kind('Replaces a card'),
      known: 'wadl',
      right: 'B_EN',
      body: json(type('AssemblyChartDraft')),
      answer: json(type('SavedChart')),
    },
  },
  types: {
    StoreSpecification: { departments: list(uuid), inverse: bool },
    AssemblyChartItem: item,
    AssemblyChart: chart,
    AssemblyChartItemDraft: draftOf(item, ['productId', 'amountIn']),
    AssemblyChartDraft: {
      ...draftOf(chart, ['assembledProductId', 'dateFrom', 'assembledAmount', 'items']),
      dateFrom: day,
      items: list(type('AssemblyChartItemDraft')),
    },
    PreparedChartItem: {
      id: uuid,
      sortWeight: number,
      productId: uuid,
      productSizeSpecification: nullable(uuid),
      storeSpecification: nullable(type('StoreSpecification')),
      amount: number,
    },
    PreparedChart: {
      id: uuid,
      assembledProductId: uuid,
      dateFrom: text,
      dateTo: nullable(text),
      effectiveDirectWriteoffStoreSpecification: type('StoreSpecification'),
      productSizeAssemblyStrategy: choice('COMMON', 'SPECIFIC'),
      items: list(type('PreparedChartItem')),
    },
    ChartResult: {
      knownRevision: int,
      assemblyCharts: nullable(list(type('AssemblyChart'))),
      preparedCharts: nullable(list(type('PreparedChart'))),
      deletedAssemblyChartIds: nullable(list(uuid)),
      deletedPreparedChartIds: nullable(list(uuid)),
    },
    ...envelope('SavedChart', type('AssemblyChart')),
    ...envelope('DeletedChart', uuid),
  },
}
