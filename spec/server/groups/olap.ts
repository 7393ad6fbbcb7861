import {
  bool,
  choice,
  type Group,
  int,
  json,
  list,
  type Members,
  map,
  noted,
  nullable,
  number,
  optional,
  otherwise,
  revisionFrom,
  russianDay,
  text,
  type,
  uuid,
  value,
  xml,
} from '../describe.ts'

const reportType = choice('SALES', 'TRANSACTIONS', 'DELIVERIES', 'STOCK')
const fields = optional(nullable(list(text)))
const moment = noted('yyyy-MM-dd or yyyy-MM-ddTHH:mm:ss[.SSS], the clock of the restaurant', text)

const types: Record<string, Members> = {
  OlapFilter: {
    filterType: choice('IncludeValues', 'ExcludeValues', 'Range', 'DateRange'),
    values: noted('null: empty', optional(nullable(list(nullable(text))))),
    periodType: optional(
      nullable(
        choice(
          'CUSTOM',
          'OPEN_PERIOD',
          'TODAY',
          'YESTERDAY',
          'CURRENT_WEEK',
          'CURRENT_MONTH',
          'CURRENT_YEAR',
          'LAST_WEEK',
          'LAST_MONTH',
          'LAST_YEAR',
        ),
      ),
    ),
    from: noted('Must be there even where the period says all', optional(nullable(text))),
    to: optional(nullable(text)),
    includeLow: optional(nullable(bool)),
    includeHigh: optional(nullable(bool)),
  },
  OlapRequest: {
    reportType,
    buildSummary: optional(nullable(bool)),
    groupByRowFields: fields,
    groupByColFields: fields,
    aggregateFields: fields,
    filters: noted(
      'By the names of columns; a filter of days is needed',
      optional(nullable(map(type('OlapFilter')))),
    ),
  },
  OlapAnswer: {
    data: list(map(value)),
    summary: noted('Pairs: values of the group, its measures', list(list(map(value)))),
  },
  OlapColumnInfo: {
    name: text,
    type: text,
    aggregationAllowed: bool,
    groupingAllowed: bool,
    filteringAllowed: bool,
    tags: list(text),
  },
  OlapPreset: {
    id: uuid,
    name: text,
    buildSummary: nullable(bool),
    reportType,
    groupByRowFields: list(text),
    groupByColFields: list(text),
    aggregateFields: list(text),
    filters: map(value),
  },
}

/** OLAP of the second version (server-api §21). */
export const olap: Group = {
  area: 'OLAP',
  operations: {
    'GET /v2/reports/olap/columns': {
      summary: 'Columns of a report by their names',
      known: 'documented',
      since: '4.1',
      source: '§21.1',
      query: { reportType: text },
      answer: json(map(type('OlapColumnInfo'))),
    },
    'POST /v2/reports/olap': {
      summary: 'A report: facts grouped, filtered and summed up',
      known: 'documented',
      since: '4.1',
      source: '§21.2',
      body: json(type('OlapRequest')),
      answer: json(type('OlapAnswer')),
    },
    'GET /v2/reports/olap/presets': {
      summary: 'Saved reports',
      known: 'documented',
      since: '4.2',
      source: '§21.3',
      answer: json(list(type('OlapPreset'))),
    },
    'GET /v2/reports/olap/presets/{type}': {
      summary: 'Saved reports of one type, in lower case',
      known: 'documented',
      since: '4.2',
      source: '§21.3',
      answer: json(list(type('OlapPreset'))),
    },
    'GET /v2/reports/olap/byPresetId/{id}': {
      summary: 'A saved report for a period',
      known: 'documented',
      since: '4.2',
      source: '§21.3',
      query: { summary: otherwise(true, bool), dateFrom: optional(moment), dateTo: optional(moment) },
      answer: json(type('OlapAnswer')),
    },
  },
  types,
}

const ids = optional(list(uuid))

/** What there is at a moment, by the ledger (server-api §20). */
export const balances: Group = {
  area: 'Balances',
  operations: {
    'GET /v2/reports/balance/stores': {
      summary: 'What is in stores',
      known: 'documented',
      since: '5.2',
      source: '§20.1',
      query: { timestamp: moment, department: ids, store: ids, product: ids },
      answer: json(list(type('StoreBalance'))),
    },
    'GET /v2/reports/balance/counteragents': {
      summary: 'Who owes what',
      known: 'documented',
      since: '5.2',
      source: '§20.2',
      query: { timestamp: moment, account: ids, counteragent: ids, department: ids },
      answer: json(list(type('CounteragentBalance'))),
    },
    'GET /v2/reports/egais/marks/list': {
      summary: 'Excise marks of bottles, on balance and written off',
      known: 'documented',
      since: '7.4',
      source: '§20.3',
      query: { fsRarId: noted('Of all where none is given', optional(list(text))), revisionFrom },
      answer: json(type('ExciseMarks')),
    },
  },
  types: {
    ExciseMarks: {
      revision: noted('Inclusive', int),
      fullUpdate: noted('What is not here is gone', bool),
      marksByBRegId: map(type('ExciseCertificate')),
    },
    ExciseCertificate: {
      sourceRarId: text,
      alcCode: text,
      marksOnBalance: map(type('ExciseMarkState')),
      marksWrittenOff: map(type('ExciseMarkState')),
    },
    ExciseMarkState: { dateTo: text },
    StoreBalance: { store: uuid, product: uuid, amount: number, sum: number },
    CounteragentBalance: { account: uuid, counteragent: nullable(uuid), department: uuid, sum: number },
  },
}

/** Reports of the first version that are made of the same facts (server-api §19). */
export const oldReports: Group = {
  area: 'Reports in XML',
  operations: {
    'GET /reports/olap': {
      summary: 'OLAP of the first version',
      known: 'documented',
      since: '3.9',
      source: '§19.4',
      query: {
        report: reportType,
        summary: otherwise(false, bool),
        groupRow: optional(list(text)),
        groupCol: optional(list(text)),
        agr: optional(list(text)),
        from: russianDay,
        to: noted('Inclusive', russianDay),
      },
      answer: xml('report', list(map(value), 'r')),
    },
    'GET /reports/sales': {
      summary: 'Revenue by days, and by dishes',
      known: 'documented',
      since: '3.9',
      source: '§19.2',
      query: {
        department: uuid,
        dateFrom: russianDay,
        dateTo: noted('Inclusive', russianDay),
        hourFrom: otherwise(-1, { is: 'int' }),
        hourTo: otherwise(-1, { is: 'int' }),
        dishDetails: otherwise(false, bool),
        allRevenue: otherwise(true, bool),
      },
      answer: xml('dayDishValues', list(type('DayDishValue'), 'dayDishValue')),
    },
  },
  types: {
    DayDishValue: {
      date: text,
      productId: optional(uuid),
      productName: optional(text),
      value: text,
    },
  },
}
