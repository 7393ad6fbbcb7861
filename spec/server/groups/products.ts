import {
  bool,
  choice,
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
  text,
  type,
  uuid,
  withoutDeleted,
} from '../describe.ts'

export const productType = choice(
  'GOODS',
  'DISH',
  'PREPARED',
  'SERVICE',
  'MODIFIER',
  'OUTER',
  'PETROL',
  'RATE',
)
/** An empty element stands for null: what has no parent or no category (server-api §11). */
const idsOrNull = optional(list(nullable(uuid)))
const texts = optional(list(text))

const productFilter: Members = {
  includeDeleted: withoutDeleted,
  revisionFrom,
  ids: optional(list(uuid)),
  nums: texts,
  codes: texts,
  types: optional(list(productType)),
  categoryIds: idsOrNull,
  parentIds: idsOrNull,
}
const groupFilter: Members = {
  includeDeleted: withoutDeleted,
  revisionFrom,
  ids: optional(list(uuid)),
  parentIds: idsOrNull,
  nums: texts,
  codes: texts,
}
const categoryFilter: Members = { includeDeleted: withoutDeleted, revisionFrom, ids: optional(list(uuid)) }

const generates: Members = {
  generateNomenclatureCode: noted('Makes an article', otherwise(true, bool)),
  generateFastCode: noted('Makes a quick code', otherwise(true, bool)),
}
const overrides: Members = {
  overrideFastCode: noted('Makes another quick code', otherwise(false, bool)),
  overrideNomenclatureCode: noted('Makes another article', otherwise(false, bool)),
}

const of = (source: string, summary: string, more: Partial<Operation>): Operation => ({
  summary,
  known: 'documented',
  source,
  right: 'B_EN',
  ...more,
})

const lists = (
  base: string,
  [source, what]: [string, string],
  query: Members,
  item: string,
): Record<string, Operation> => ({
  [`GET ${base}/list`]: of(source, what, { query, answer: json(list(type(item))) }),
  [`POST ${base}/list`]: of(source, `${what} by a form`, { query, answer: json(list(type(item))) }),
})

/** Members that cards of products and of groups share. */
const card: Members = {
  id: uuid,
  deleted: bool,
  name: text,
  description: text,
  num: text,
  code: text,
  parent: nullable(uuid),
  modifiers: list(type('ChoiceBinding')),
  taxCategory: nullable(uuid),
  category: nullable(uuid),
  accountingCategory: nullable(uuid),
  color: type('Color'),
  fontColor: type('Color'),
  frontImageId: nullable(uuid),
  position: nullable(int),
}

/** What is sent: everything that is not demanded may be absent or null. */
const draftOf = (members: Members, demanded: readonly string[]): Members =>
  Object.fromEntries(
    Object.entries(members).map(([name, member]): [string, Member] => [
      name,
      demanded.includes(name) ? member : optional(nullable(member)),
    ]),
  )

const productCard: Members = {
  ...card,
  modifierSchemaId: nullable(uuid),
  modifierSchemaName: optional(text),
  mainUnit: uuid,
  excludedSections: nullable(list(uuid)),
  defaultSalePrice: number,
  placeType: nullable(uuid),
  defaultIncludedInMenu: bool,
  type: productType,
  unitWeight: number,
  unitCapacity: number,
  notInStoreMovement: bool,
  storeBalanceLevels: list(type('StoreBalanceLevel')),
  useBalanceForSell: bool,
  containers: list(type('Container')),
  productScaleId: nullable(uuid),
  barcodes: nullable(list(type('Barcode'))),
  coldLossPercent: number,
  hotLossPercent: number,
  outerEconomicActivityNomenclatureCode: nullable(text),
  allergenGroups: nullable(list(uuid)),
  estimatedPurchasePrice: number,
  canSetOpenPrice: bool,
}

const binding: Members = {
  modifier: uuid,
  deleted: optional(bool),
  defaultAmount: int,
  freeOfChargeAmount: int,
  minimumAmount: int,
  maximumAmount: int,
  hideIfDefaultAmount: bool,
  childModifiersHaveMinMaxRestrictions: bool,
  splittable: bool,
  childModifiers: nullable(list(type('ChoiceBinding'))),
}

/** Nomenclature of the second version of the API (server-api §11). */
export const products: Group = {
  area: 'Products',
  operations: {
    ...lists('/v2/entities/products', ['§11.1', 'Products'], productFilter, 'Product'),
    'POST /v2/entities/products/save': of('§11.1', 'Writes a new product', {
      query: generates,
      body: json(type('ProductDraft')),
      answer: json(type('SavedProduct')),
    }),
    'POST /v2/entities/products/update': of('§11.1', 'Replaces a product', {
      query: overrides,
      body: json(type('ProductDraft')),
      answer: json(type('SavedProduct')),
    }),
    'POST /v2/entities/products/delete': of('§11.1', 'Deletes products', {
      body: json(type('ItemsToDelete')),
      answer: json(type('ChangedProducts')),
    }),
    'POST /v2/entities/products/restore': of('§11.1', 'Restores products', {
      query: { overrideNomenclatureCode: otherwise(false, bool) },
      body: json(type('ItemsToDelete')),
      answer: json(type('ChangedProducts')),
    }),
    ...lists('/v2/entities/products/group', ['§11.2', 'Groups of products'], groupFilter, 'ProductGroup'),
    'POST /v2/entities/products/group/save': of('§11.2', 'Writes a new group', {
      query: generates,
      body: json(type('ProductGroupDraft')),
      answer: json(type('SavedProductGroup')),
    }),
    'POST /v2/entities/products/group/update': of('§11.2', 'Replaces a group', {
      query: overrides,
      body: json(type('ProductGroupDraft')),
      answer: json(type('SavedProductGroup')),
    }),
    'POST /v2/entities/products/group/delete': of('§11.2', 'Deletes groups with all that is in them', {
      body: json(type('GroupsToDelete')),
      answer: json(type('ChangedProductGroups')),
    }),
    'POST /v2/entities/products/group/restore': of('§11.2', 'Restores groups and products', {
      query: { overrideNomenclatureCode: otherwise(false, bool) },
      body: json(type('GroupsToDelete')),
      answer: json(type('ChangedProductGroups')),
    }),
    ...lists('/v2/entities/products/category', ['§11.3', 'User categories'], categoryFilter, 'Entity'),
    'POST /v2/entities/products/category/save': of('§11.3', 'Writes a new category', {
      body: json(type('CategoryDraft')),
      answer: json(type('SavedEntity')),
    }),
    'POST /v2/entities/products/category/update': of('§11.3', 'Renames a category', {
      body: json(type('CategoryDraft')),
      answer: json(type('SavedEntity')),
    }),
    'POST /v2/entities/products/category/delete': of('§11.3', 'Deletes a category', {
      body: json(type('DeletedItem')),
      answer: json(type('SavedEntity')),
    }),
    'POST /v2/entities/products/category/restore': of('§11.3', 'Restores a category', {
      body: json(type('DeletedItem')),
      answer: json(type('SavedEntity')),
    }),
  },
  types: {
    Color: { red: int, green: int, blue: int },
    ChoiceBinding: binding,
    ChoiceBindingDraft: {
      ...draftOf(binding, ['modifier']),
      childModifiers: optional(nullable(list(type('ChoiceBindingDraft')))),
    },
    StoreBalanceLevel: {
      storeId: uuid,
      minBalanceLevel: nullable(number),
      maxBalanceLevel: nullable(number),
    },
    Container: {
      id: uuid,
      num: text,
      name: text,
      count: number,
      minContainerWeight: number,
      maxContainerWeight: number,
      containerWeight: number,
      fullContainerWeight: number,
      backwardRecalculation: bool,
      useInFront: bool,
      deleted: bool,
    },
    Barcode: { barcode: text, containerId: nullable(uuid) },
    Product: productCard,
    ProductDraft: {
      ...draftOf(productCard, ['name', 'mainUnit', 'type']),
      defaultIncludeInMenu: noted('As the table of the reference spells it', optional(nullable(bool))),
      modifiers: optional(nullable(list(type('ChoiceBindingDraft')))),
      containers: optional(nullable(list(type('ContainerDraft')))),
      storeBalanceLevels: optional(nullable(list(type('StoreBalanceLevelDraft')))),
      barcodes: optional(nullable(list(type('BarcodeDraft')))),
    },
    ContainerDraft: draftOf(
      {
        id: uuid,
        num: text,
        name: text,
        count: number,
        minContainerWeight: number,
        maxContainerWeight: number,
        containerWeight: number,
        fullContainerWeight: number,
        backwardRecalculation: bool,
        useInFront: bool,
        deleted: bool,
      },
      ['name', 'count'],
    ),
    StoreBalanceLevelDraft: {
      storeId: uuid,
      minBalanceLevel: optional(nullable(number)),
      maxBalanceLevel: optional(nullable(number)),
    },
    BarcodeDraft: { barcode: text, containerId: optional(nullable(uuid)) },
    ProductGroup: { ...card, visibilityFilter: nullable(type('VisibilityFilter')) },
    VisibilityFilter: { departments: list(uuid), excluding: bool },
    ProductGroupDraft: {
      ...draftOf(card, ['name']),
      modifiers: optional(nullable(list(type('ChoiceBindingDraft')))),
      visibilityFilter: optional(nullable(type('VisibilityFilter'))),
    },
    CategoryDraft: { id: optional(uuid), name: optional(nullable(text)) },
    GroupsToDelete: {
      products: optional(nullable(type('ItemsToDelete'))),
      productGroups: optional(nullable(type('ItemsToDelete'))),
    },
    ProductsAndGroups: { products: list(type('Product')), productGroups: list(type('ProductGroup')) },
    ...envelope('SavedProduct', type('Product')),
    ...envelope('ChangedProducts', list(type('Product'))),
    ...envelope('SavedProductGroup', type('ProductGroup')),
    ...envelope('ChangedProductGroups', type('ProductsAndGroups')),
    ...envelope('SavedEntity', type('Entity')),
  },
}
