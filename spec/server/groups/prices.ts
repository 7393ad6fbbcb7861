import {
  bool,
  choice,
  day,
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
  type Operation,
  optional,
  otherwise,
  revisionFrom,
  siblings,
  text,
  type,
  uuid,
  withoutDeleted,
} from '../describe.ts'

const told = (source: string, summary: string, more: Partial<Operation>): Operation => ({
  summary,
  known: 'documented',
  since: '7.8',
  source,
  ...more,
})

const status = choice('NEW', 'PROCESSED', 'DELETED')

const line: Members = {
  num: noted('From 1; ignored on write', int),
  departmentId: uuid,
  productId: uuid,
  productSizeId: nullable(uuid),
  including: noted('In the price list', bool),
  price: noted('Null: it stays', nullable(number)),
  dishOfDay: bool,
  flyerProgram: bool,
  includeForCategories: list(type('CategoryInclusion')),
  pricesForCategories: list(type('CategoryPrice')),
  taxCategoryId: nullable(uuid),
  taxCategoryEnabled: bool,
}

const needed = ['departmentId', 'productId']
const loosely = (members: Members): Members =>
  Object.fromEntries(
    Object.entries(members).map(([name, member]): [string, Member] => [
      name,
      needed.includes(name) ? member : optional(nullable(member)),
    ]),
  )

const labels: Members = {
  dependsOnWeekDay: bool,
  departmentId: uuid,
  sectionId: nullable(uuid),
  pageNames: list(text),
}

const menus: Operation = told('§14', 'Quick menus', {
  since: '7.8',
  right: 'B_QMENU',
  query: {
    includeDeleted: withoutDeleted,
    revisionFrom,
    id: optional(list(uuid)),
    departmentId: optional(list(uuid)),
    sectionId: noted('`null` is the menu of the whole department', optional(list(text))),
  },
  answer: json(list(type('QuickMenu'))),
})

/** Prices, orders that change them, and quick menus (server-api §13, §14). */
export const prices: Group = {
  area: 'Prices',
  operations: {
    'GET /v2/price': told('§13.1', 'Prices of a period', {
      query: {
        dateFrom: day,
        dateTo: noted('2500-01-01 where it is not said', optional(day)),
        departmentId: optional(list(uuid)),
        includeOutOfSale: noted('Also what is not in the menu', otherwise(false, bool)),
        type: optional(choice('BASE', 'SCHEDULED')),
        revisionFrom,
      },
      answer: json(type('ProductPrices')),
    }),
    'GET /v2/documents/menuChange': told('§13.2', 'Price orders', {
      query: { dateFrom: day, dateTo: day, status: optional(status), revisionFrom },
      answer: json(type('MenuChanges')),
    }),
    'GET /v2/documents/menuChange/byId': told('§13.2', 'One price order', {
      query: { id: uuid },
      answer: json(type('MenuChange')),
    }),
    'GET /v2/documents/menuChange/byNumber': told('§13.2', 'Price orders by number', {
      query: { documentNumber: text },
      answer: json(list(type('MenuChange'))),
    }),
    'POST /v2/documents/menuChange': told('§13.2', 'Writes a price order', {
      // iiko does not say which right; prices are of the nomenclature.
      right: 'B_EN',
      body: json(type('MenuChangeDraft')),
      answer: json(type('SavedMenuChange')),
    }),
    'GET /v2/entities/quickLabels/list': menus,
    'POST /v2/entities/quickLabels/list': { ...menus, summary: 'Quick menus by a form' },
    ...siblings('POST', '/v2/entities/quickLabels', ['save', 'update'], (verb) =>
      told('§14', `Quick menus: ${verb}`, {
        right: 'B_QMENU',
        body: json(type('QuickMenuDraft')),
        answer: json(type('QuickMenu')),
      }),
    ),
    'POST /v2/entities/quickLabels/delete': told('§14', 'Quick menus: delete', {
      right: 'B_QMENU',
      body: json(type('DeletedItem')),
      answer: json(type('QuickMenu')),
    }),
  },
  types: {
    CategoryInclusion: { categoryId: uuid, include: bool },
    CategoryPrice: { categoryId: uuid, price: nullable(number) },
    ProductPriceItem: {
      dateFrom: day,
      dateTo: noted('Exclusive; 2500-01-01: without end', day),
      price: nullable(number),
      included: bool,
      dishOfDay: bool,
      flyerProgram: bool,
      documentId: noted('The order; null: the price of the card', nullable(uuid)),
      includeForCategories: list(type('CategoryInclusion')),
      pricesForCategories: list(type('CategoryPrice')),
      schedule: nullable(type('PeriodSchedule')),
      taxCategoryId: nullable(uuid),
      taxCategoryEnabled: bool,
    },
    ProductPrice: {
      departmentId: uuid,
      productId: uuid,
      productSizeId: nullable(uuid),
      prices: list(type('ProductPriceItem')),
    },
    ...envelope('ProductPrices', list(type('ProductPrice')), true),
    MenuChangeItem: line,
    MenuChange: {
      id: uuid,
      dateIncoming: day,
      documentNumber: text,
      status,
      comment: optional(text),
      shortName: noted('Caption at the till', optional(text)),
      deletePreviousMenu: bool,
      schedule: optional(type('PeriodSchedule')),
      dateTo: noted('Exclusive; 2500-01-01: without end', day),
      items: list(type('MenuChangeItem')),
    },
    MenuChangeItemDraft: loosely(line),
    MenuChangeDraft: {
      id: optional(nullable(uuid)),
      dateIncoming: optional(nullable(day)),
      documentNumber: optional(nullable(text)),
      status: optional(nullable(status)),
      comment: optional(nullable(text)),
      shortName: optional(nullable(text)),
      deletePreviousMenu: optional(nullable(bool)),
      scheduleId: optional(nullable(uuid)),
      dateTo: optional(nullable(day)),
      items: optional(nullable(list(type('MenuChangeItemDraft')))),
    },
    ...envelope('MenuChanges', list(type('MenuChange')), true),
    ...envelope('SavedMenuChange', type('MenuChange')),
    QuickLabel: {
      day: noted('From 0, Monday; null: every day', nullable(int)),
      page: int,
      x: int,
      y: int,
      entityId: uuid,
      entityType: choice('PRODUCT', 'PRODUCT_GROUP'),
    },
    QuickMenu: { id: uuid, deleted: bool, ...labels, labels: list(type('QuickLabel')) },
    QuickLabelDraft: {
      day: optional(nullable(int)),
      page: int,
      x: int,
      y: int,
      entityId: uuid,
    },
    QuickMenuDraft: {
      id: optional(nullable(uuid)),
      dependsOnWeekDay: optional(nullable(bool)),
      departmentId: uuid,
      sectionId: optional(nullable(uuid)),
      pageNames: list(text),
      labels: list(type('QuickLabelDraft')),
    },
  },
}
