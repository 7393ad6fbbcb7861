import {
  bool,
  choice,
  envelope,
  type Group,
  int,
  json,
  list,
  type Members,
  noted,
  nullable,
  number,
  optional,
  revisionFrom,
  siblings,
  text,
  type,
  uuid,
  withDeleted,
  withoutDeleted,
  xml,
} from '../describe.ts'

const rootTypes = [
  'Account',
  'AccountingCategory',
  'AlcoholClass',
  'AllergenGroup',
  'AttendanceType',
  'Conception',
  'CookingPlaceType',
  'DiscountType',
  'MeasureUnit',
  'OrderType',
  'PaymentType',
  'ProductCategory',
  'ProductScale',
  'ProductSize',
  'ScheduleType',
  'TaxCategory',
] as const

const rootType = choice(...rootTypes)

const accountType = choice(
  'CASH',
  'ACCOUNTS_RECEIVABLE',
  'DEBTS_OF_EMPLOYEES',
  'CURRENT_ASSET',
  'OTHER_CURRENT_ASSET',
  'INVENTORY_ASSETS',
  'EMPLOYEES_LIABILITY',
  'ACCOUNTS_PAYABLE',
  'CLIENTS_LIABILITY',
  'OTHER_CURRENT_LIABILITY',
  'LONG_TERM_LIABILITY',
  'EQUITY',
  'COST_OF_GOODS_SOLD',
  'INCOME',
  'EXPENSES',
  'OTHER_INCOME',
  'OTHER_EXPENSES',
)

const types: Record<string, Members> = {
  Entity: {
    id: uuid,
    rootType,
    deleted: bool,
    code: nullable(text),
    name: text,
    orderServiceType: optional(choice('COMMON', 'DELIVERY_BY_COURIER', 'DELIVERY_PICKUP')),
    defaultForServiceType: optional(bool),
    shortName: optional(text),
    vatPercent: optional(number),
  },
  PayInOutType: {
    id: uuid,
    chiefAccount: noted('Where the cash is', nullable(uuid)),
    account: uuid,
    counteragentType: choice('NONE', 'COUNTERAGENT', 'EMPLOYEE', 'SUPPLIER', 'CLIENT', 'INTERNAL_SUPPLIER'),
    transactionType: text,
    cashFlowCategory: nullable(type('CashFlowCategory')),
    conception: nullable(type('CodedName')),
    limit: noted('The most that a till pays at once; 0: any sum', number),
    comment: text,
    mandatoryFrontComment: bool,
    isDeleted: bool,
  },
  CodedName: { id: uuid, code: text, name: text },
  Account: {
    rootType: choice('Account'),
    id: uuid,
    deleted: bool,
    code: text,
    name: text,
    accountParentId: nullable(uuid),
    parentCorporateId: noted('Whose warehouse it is', nullable(uuid)),
    type: accountType,
    system: bool,
    customTransactionsAllowed: bool,
  },
}

const serviceType = choice('COMMON', 'DELIVERY_BY_COURIER', 'DELIVERY_PICKUP')

const period: Members = {
  begin: noted('HH:mm', text),
  end: noted('HH:mm, not in it; 00:00 is the end of the day', text),
  daysOfWeek: list(int),
}
const schedule: Members = { id: uuid, name: text, periods: list(type('SchedulePeriod')) }

const moreTypes: Record<string, Members> = {
  ClientPriceCategory: {
    id: uuid,
    name: text,
    deleted: bool,
    code: text,
    assignableManually: bool,
    pricingStrategy: type('PricingStrategy'),
  },
  PricingStrategy: {
    type: choice('PERCENT', 'ABSOLUTE_VALUE'),
    percent: optional(number),
    delta: optional(number),
  },
  ...envelope('PriceCategories', list(type('ClientPriceCategory')), true),
  SchedulePeriod: period,
  PeriodSchedule: schedule,
  PeriodScheduleEntity: { ...schedule, deleted: bool },
  ...envelope('PeriodSchedules', list(type('PeriodScheduleEntity')), true),
  ShiftType: {
    id: uuid,
    deleted: bool,
    code: text,
    name: text,
    comment: nullable(text),
    startTime: noted('HH:mm of the day', text),
    lengthMinutes: int,
    overtime: bool,
    tariff: nullable(number),
  },
  ShiftTypeDraft: {
    id: optional(nullable(uuid)),
    code: optional(nullable(text)),
    name: optional(nullable(text)),
    comment: optional(nullable(text)),
    startTime: optional(nullable(text)),
    lengthMinutes: optional(nullable(int)),
    overtime: optional(nullable(bool)),
    tariff: optional(nullable(number)),
  },
  ...envelope('SavedShiftType', type('ShiftType')),
  TipsKind: {
    id: uuid,
    deleted: bool,
    name: text,
    departmentIds: list(uuid),
    orderServiceTypes: list(serviceType),
    paymentTypeIds: list(uuid),
  },
  TipsKindDraft: {
    id: optional(nullable(uuid)),
    name: optional(nullable(text)),
    departmentIds: optional(nullable(list(uuid))),
    orderServiceTypes: optional(nullable(list(serviceType))),
    paymentTypeIds: optional(nullable(list(uuid))),
  },
  ...envelope('SavedTips', type('TipsKind')),
  MeasureUnitRow: { id: uuid, code: text, name: text, deleted: bool },
}

const told = (summary: string, source: string) => ({ summary, source, known: 'documented' as const })
const fromWadl = (summary: string, source: string) => ({ summary, source, known: 'wadl' as const })
const listed: Members = { includeDeleted: withoutDeleted, id: optional(list(uuid)), revisionFrom }
const byIds: Members = { includeDeleted: withoutDeleted, ids: optional(list(uuid)) }

/** Reference books that have names and little else (server-api §7). */
export const references: Group = {
  area: 'References',
  operations: {
    'GET /v2/entities/list': {
      summary: 'Entries of reference books by their names',
      known: 'documented',
      since: '5.0',
      source: '§7.1',
      query: {
        rootType: list(rootType),
        includeDeleted: withDeleted,
        revisionFrom,
        format: optional(text),
      },
      answer: json(list(type('Entity'))),
    },
    'GET /v2/entities/{entityType}/ids': {
      summary: 'Ids of a reference book',
      known: 'documented',
      since: '9.1',
      source: '§7.2',
      query: { includeDeleted: withDeleted, revisionFrom },
      answer: json(list(uuid)),
    },
    'GET /v2/entities/accounts/list': {
      summary: 'The chart of accounts with the warehouses',
      known: 'documented',
      since: '5.4',
      source: '§7.3',
      query: { includeDeleted: withoutDeleted, revisionFrom },
      answer: json(list(type('Account'))),
    },
    'GET /v2/entities/payInOutTypes/list': {
      ...told('Types of pay-ins and pay-outs', '§7.4'),
      right: 'B_APIO',
      query: { includeDeleted: withoutDeleted, revisionFrom },
      answer: json(list(type('PayInOutType'))),
    },
    'GET /v2/entities/priceCategories': {
      ...told('Price categories', '§7.5'),
      since: '7.8',
      query: listed,
      answer: json(type('PriceCategories')),
    },
    'GET /v2/entities/priceCategories/byId': {
      ...told('One price category', '§7.5'),
      since: '7.8',
      query: { id: uuid },
      answer: json(type('ClientPriceCategory')),
    },
    'GET /v2/entities/periodSchedules': {
      ...told('Schedules of periods', '§7.6'),
      since: '7.8',
      query: listed,
      answer: json(type('PeriodSchedules')),
    },
    'GET /v2/entities/periodSchedules/byId': {
      ...told('One schedule of periods', '§7.6'),
      since: '7.8',
      query: { id: uuid },
      answer: json(type('PeriodScheduleEntity')),
    },
    'GET /v2/entities/scheduleTypes': {
      ...fromWadl('Types of shifts', '§7.7'),
      query: byIds,
      answer: json(list(type('ShiftType'))),
    },
    'POST /v2/entities/scheduleTypes': {
      ...fromWadl('Types of shifts by a form', '§7.7'),
      query: byIds,
      answer: json(list(type('ShiftType'))),
    },
    ...siblings('POST', '/v2/entities/scheduleTypes', ['save', 'update'], (verb) => ({
      ...fromWadl(`Types of shifts: ${verb}`, '§7.7'),
      right: 'B_ADM',
      body: json(type('ShiftTypeDraft')),
      answer: json(type('SavedShiftType')),
    })),
    ...siblings('POST', '/v2/entities/scheduleTypes', ['delete', 'restore'], (verb) => ({
      ...fromWadl(`Types of shifts: ${verb}`, '§7.7'),
      right: 'B_ADM',
      body: json(type('DeletedItem')),
      answer: json(type('SavedShiftType')),
    })),
    'GET /v2/entities/tips/list': {
      ...fromWadl('Types of tips', '§7.8'),
      query: { includeDeleted: withoutDeleted },
      answer: json(list(type('TipsKind'))),
    },
    'GET /v2/entities/tips/{id}': {
      ...fromWadl('One type of tips', '§7.8'),
      answer: json(type('TipsKind')),
    },
    ...siblings('POST', '/v2/entities/tips', ['create', 'update'], (verb) => ({
      ...fromWadl(`Types of tips: ${verb}`, '§7.8'),
      right: 'B_ADM',
      body: json(type('TipsKindDraft')),
      answer: json(type('SavedTips')),
    })),
    ...siblings('POST', '/v2/entities/tips/{id}', ['delete', 'restore'], (verb) => ({
      ...fromWadl(`Types of tips: ${verb}`, '§7.8'),
      right: 'B_ADM',
      answer: json(type('SavedTips')),
    })),
    'GET /common/measureUnits': {
      ...fromWadl('Units of measure', '§7.9'),
      query: { includeDeleted: withoutDeleted, revisionFrom },
      answer: xml('measureUnits', list(type('MeasureUnitRow'), 'measureUnit')),
    },
  },
  types: { ...types, ...moreTypes },
}
