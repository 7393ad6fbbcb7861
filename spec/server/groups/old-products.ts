import {
  bool,
  choice,
  decimal,
  type Group,
  list,
  noted,
  type Operation,
  optional,
  revisionFrom,
  siblings,
  text,
  type,
  uuid,
  withoutDeleted,
  xml,
} from '../describe.ts'
import { productType } from './products.ts'

const oldSearch = [
  'name',
  'code',
  'mainUnit',
  'num',
  'cookingPlaceType',
  'productGroupType',
  'productType',
] as const

const fromWadl = (summary: string, more: Partial<Operation>): Operation => ({
  summary,
  known: 'wadl',
  source: '§10',
  ...more,
})

const ofGroups = (summary: string): Operation =>
  fromWadl(summary, {
    right: 'B_EN',
    body: xml('productGroupDtoes', list(type('OldReference'), 'productGroupDto')),
    answer: xml('productGroupDtoes', list(type('OldProductGroup'), 'productGroupDto')),
  })

/** Books beside products, of which only the names are known; their elements are ours, in the style of the API. */
const oldBooks: readonly [book: string, summary: string, item: string][] = [
  ['accountingCategory', 'Categories of the bookkeeper', 'OldNamed'],
  ['alcoholClass', 'Classes of alcohol', 'OldNamed'],
  ['cookingPlaceType', 'Stations that cook', 'OldNamed'],
  ['cookingType', 'Ways of cooking, of which we know none', 'OldNamed'],
  ['customCategoryList', 'Lists of user categories: there is one', 'OldNamed'],
  ['customCategoryValue', 'User categories with their list', 'OldCategoryValue'],
  ['departmentEntity', 'Restaurants', 'OldNamed'],
  ['measureUnit', 'Units of measure', 'OldNamed'],
  ['productCategory', 'User categories', 'OldNamed'],
  ['productGroup', 'Groups of products', 'OldProductGroup'],
  ['productTreeEntity', 'Groups and products together', 'OldTreeEntity'],
  ['productTypeForCooking', 'Types of products that have tech cards', 'OldProductType'],
  ['restaurantSection', 'Sections of halls', 'OldSection'],
  ['store', 'Stores', 'OldStore'],
  ['user', 'Employees', 'OldUser'],
]

/** Nomenclature of the first version of the API (server-api §10). */
export const oldProducts: Group = {
  area: 'Products v1',
  operations: {
    'GET /products': {
      summary: 'Products in XML',
      known: 'documented',
      since: '3.9',
      source: '§10',
      query: { includeDeleted: withoutDeleted, revisionFrom },
      answer: xml('productDtoes', list(type('OldProduct'), 'productDto')),
    },
    'GET /products/search': {
      summary: 'Products by regular expressions',
      known: 'documented',
      since: '3.9',
      source: '§10',
      query: {
        includeDeleted: withoutDeleted,
        ...Object.fromEntries(oldSearch.map((name) => [name, optional(text)])),
      },
      answer: xml('productDtoes', list(type('OldProduct'), 'productDto')),
    },
    ...Object.fromEntries(
      oldBooks.map(([book, summary, item]) => [
        `GET /products/${book}`,
        fromWadl(summary, {
          query: { includeDeleted: withoutDeleted, revisionFrom },
          answer: xml(`${book}Dtoes`, list(type(item), `${book}Dto`)),
        }),
      ]),
    ),
    'POST /products/import/product': fromWadl('Writes a product: a new one, or what is said of one', {
      right: 'B_EN',
      body: xml('productDto', type('OldProductWritten')),
      answer: xml('productDto', type('OldProduct')),
    }),
    ...siblings('POST', '/products/import', ['deleteProducts', 'restoreProducts'], (verb) =>
      fromWadl(verb === 'deleteProducts' ? 'Deletes products' : 'Restores products', {
        right: 'B_EN',
        body: xml('productDtoes', list(type('OldReference'), 'productDto')),
        answer: xml('productDtoes', list(type('OldProduct'), 'productDto')),
      }),
    ),
    'POST /products/import/restoreProductGroups': ofGroups('Restores groups'),
    'DELETE /products/import/productGroups': ofGroups('Deletes groups that are empty'),
  },
  types: {
    OldProduct: {
      id: uuid,
      parentId: optional(uuid),
      num: optional(text),
      code: optional(text),
      name: text,
      productType,
      productGroupType: optional(choice('PRODUCTS', 'MODIFIERS')),
      cookingPlaceType: noted('The name of the station', optional(text)),
      mainUnit: noted('The name of the unit', optional(text)),
      productCategory: noted('The name of the category', optional(text)),
      containers: list(type('OldContainer'), 'container'),
      barcodes: optional(list(type('OldBarcode'), 'barcodeContainer')),
    },
    OldContainer: {
      id: uuid,
      num: text,
      name: text,
      count: decimal,
      minContainerWeight: decimal,
      maxContainerWeight: decimal,
      containerWeight: decimal,
      fullContainerWeight: decimal,
      backwardRecalculation: bool,
      deleted: bool,
      useInFront: bool,
    },
    OldBarcode: { barcode: text, containerName: optional(text) },
    OldProductWritten: {
      id: noted('Of one that is there, or of the new one', optional(uuid)),
      parentId: optional(uuid),
      num: noted('Absent: made', optional(text)),
      code: optional(text),
      name: optional(text),
      productType: optional(productType),
      cookingPlaceType: noted('The name of the station', optional(text)),
      mainUnit: noted('The name of the unit', optional(text)),
      productCategory: noted('The name of the category', optional(text)),
      containers: optional(list(type('OldContainerWritten'), 'container')),
      barcodes: optional(list(type('OldBarcode'), 'barcodeContainer')),
    },
    OldContainerWritten: {
      id: optional(uuid),
      num: optional(text),
      name: text,
      count: decimal,
      minContainerWeight: optional(decimal),
      maxContainerWeight: optional(decimal),
      containerWeight: optional(decimal),
      fullContainerWeight: optional(decimal),
      deleted: optional(bool),
      useInFront: optional(bool),
    },
    OldReference: { id: uuid },
    OldNamed: { id: uuid, code: optional(text), name: text, deleted: bool },
    OldCategoryValue: { id: uuid, customCategoryListId: uuid, name: text, deleted: bool },
    OldProductGroup: {
      id: uuid,
      parentId: optional(uuid),
      num: text,
      code: optional(text),
      name: text,
      productGroupType: choice('PRODUCTS', 'MODIFIERS'),
      deleted: bool,
    },
    OldTreeEntity: {
      id: uuid,
      parentId: optional(uuid),
      num: text,
      code: optional(text),
      name: text,
      type: noted('GROUP, or the type of the product', text),
      deleted: bool,
    },
    OldProductType: { code: productType, name: text },
    OldSection: { id: uuid, departmentId: optional(uuid), groupId: uuid, name: text, deleted: bool },
    OldStore: { id: uuid, departmentId: optional(uuid), code: text, name: text, deleted: bool },
    OldUser: { id: uuid, code: text, name: text, mainRoleCode: optional(text), deleted: bool },
  },
}
