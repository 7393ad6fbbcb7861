import {
  bool,
  envelope,
  type Group,
  int,
  json,
  list,
  type Members,
  map,
  noted,
  nullable,
  number,
  type Operation,
  optional,
  siblings,
  text,
  type,
  uuid,
  withoutDeleted,
} from '../describe.ts'

const of = (summary: string, more: Partial<Operation>): Operation => ({
  summary,
  known: 'documented',
  source: '§11.4',
  right: 'B_EN',
  ...more,
})

const filter: Members = { ids: optional(list(uuid)), includeDeleted: withoutDeleted }
const productFilter: Members = {
  productId: noted('Products to tell of; none: all', optional(list(uuid))),
  includeDeletedProducts: withoutDeleted,
}

const size: Members = { id: uuid, deleted: bool, name: text, shortName: text, priority: int, default: bool }
const scale = (sizeType: string): Members => ({
  id: uuid,
  deleted: bool,
  name: text,
  productSizes: list(type(sizeType)),
})

const ofProduct = '/v2/entities/products/{productId}/productScale'

/** Scales of sizes and the sizes that products have of them (server-api §11.4). */
export const productScales: Group = {
  area: 'Product scales',
  operations: {
    'GET /v2/entities/productScales': of('Scales of sizes', {
      query: filter,
      answer: json(list(type('ProductScale'))),
    }),
    'POST /v2/entities/productScales': of('Scales of sizes by a form', {
      query: filter,
      answer: json(list(type('ProductScale'))),
    }),
    'GET /v2/entities/productScales/{scaleId}': of('One scale of sizes', {
      answer: json(type('ProductScale')),
    }),
    'POST /v2/entities/productScales/save': of('Writes a new scale', {
      body: json(type('ProductScaleDraft')),
      answer: json(type('ProductScale')),
    }),
    'POST /v2/entities/productScales/update': of('Changes a scale and its sizes', {
      body: json(type('ProductScaleDraft')),
      answer: json(type('ProductScale')),
    }),
    ...siblings('POST', '/v2/entities/productScales', ['delete', 'restore'], (verb) =>
      of(verb === 'delete' ? 'Deletes scales' : 'Restores scales', {
        body: json(type('ItemsToDelete')),
        answer: json(type('ProductScale')),
      }),
    ),
    [`GET ${ofProduct}`]: of('The scale of a product', { answer: json(type('ScaleOfProductAnswer')) }),
    [`POST ${ofProduct}`]: of('Gives a product a scale', {
      body: json(type('ScaleOfProductDraft')),
      answer: json(type('ScaleOfProduct')),
    }),
    [`DELETE ${ofProduct}`]: of('Takes the scale from a product', { answer: json(uuid) }),
    'GET /v2/entities/products/productScales': of('Scales of many products', {
      query: productFilter,
      answer: json(map(nullable(type('ScaleOfProduct')))),
    }),
    'POST /v2/entities/products/productScales': of('Scales of many products by a form', {
      query: productFilter,
      answer: json(map(nullable(type('ScaleOfProduct')))),
    }),
  },
  types: {
    ProductSize: size,
    ProductScale: scale('ProductSize'),
    ProductSizeDraft: {
      id: noted('Of a size that is there; absent: a new one', optional(nullable(uuid))),
      deleted: optional(nullable(bool)),
      name: text,
      shortName: optional(nullable(text)),
      priority: optional(nullable(int)),
      default: optional(nullable(bool)),
    },
    ProductScaleDraft: {
      id: optional(nullable(uuid)),
      name: text,
      productSizes: optional(nullable(list(type('ProductSizeDraft')))),
    },
    SizeFactor: { startNumber: int, factor: number },
    SizeOfProduct: { ...size, disabled: bool, factors: list(type('SizeFactor')) },
    ScaleOfProduct: scale('SizeOfProduct'),
    SizeOfProductDraft: {
      id: uuid,
      disabled: optional(nullable(bool)),
      factors: optional(nullable(list(type('SizeFactor')))),
    },
    ScaleOfProductDraft: {
      id: noted('Of the scale', uuid),
      productSizes: optional(nullable(list(type('SizeOfProductDraft')))),
    },
    ...envelope('ScaleOfProductAnswer', type('ScaleOfProduct')),
  },
}
