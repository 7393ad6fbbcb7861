import type { Book, BookItem, ServiceType } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Language } from '../../../kernel/refusals.ts'
import { noSuchConstant } from '../errors.ts'
import type { Account, Entity } from '../generated/types.ts'
import type { Caller, Handlers } from '../operation.ts'
import { itemsOf, matching } from './scope.ts'

type RootType = Entity['rootType']
type Row = { entity: Entity; isDeleted: boolean; revision: bigint }

/** How an item of a book shows in the list of all books (server-api §7.1). */
type View<B extends Book> = (item: BookItem<B>) => { code?: string | null } & Partial<Entity>

function rowsOf<B extends Book>(caller: Caller, rootType: RootType, book: B, view: View<B>): Row[] {
  return itemsOf(caller, book).map((item) => {
    const { code = null, ...more } = view(item)
    const { name } = item.body as { name: string }
    return {
      entity: { id: item.id, rootType, deleted: item.isDeleted, code, name, ...more },
      isDeleted: item.isDeleted,
      revision: item.revision,
    }
  })
}

const withCode = ({ body }: { body: { code: string } }) => ({ code: body.code })
const withoutCode = () => ({})

/** How iiko's back office names the ways in which an order reaches its guest. */
export const serviceTypes: Record<ServiceType, NonNullable<Entity['orderServiceType']>> = {
  Common: 'COMMON',
  DeliveryByCourier: 'DELIVERY_BY_COURIER',
  DeliveryByClient: 'DELIVERY_PICKUP',
}

/** Sizes are parts of their scales. */
const sizesOf = (caller: Caller): Row[] =>
  itemsOf(caller, 'sizeScale').flatMap(({ body, isDeleted: isScaleDeleted, revision }) => {
    const row = ({ id, name, shortName }: (typeof body.sizes)[number], isDeleted: boolean): Row => ({
      entity: { id, rootType: 'ProductSize', deleted: isDeleted, code: null, name, shortName },
      isDeleted,
      revision,
    })
    const { sizes, goneSizes = [] } = body
    return [...sizes.map((size) => row(size, isScaleDeleted)), ...goneSizes.map((size) => row(size, true))]
  })

type Reader = (caller: Caller, language: Language) => Row[]

/** What each name stands for; warehouses are accounts too (server-api §4). */
const readers: Record<RootType, Reader> = {
  Account: (caller, language) =>
    accountsOf(caller, language).map(({ account: { id, deleted, code, name }, isDeleted, revision }) => ({
      entity: { id, rootType: 'Account', deleted, code, name },
      isDeleted,
      revision,
    })),
  AccountingCategory: (caller) => rowsOf(caller, 'AccountingCategory', 'accountingCategory', withCode),
  AlcoholClass: (caller) => rowsOf(caller, 'AlcoholClass', 'alcoholClass', withCode),
  AllergenGroup: (caller) => rowsOf(caller, 'AllergenGroup', 'allergenGroup', withCode),
  AttendanceType: (caller) => rowsOf(caller, 'AttendanceType', 'attendanceType', withCode),
  Conception: (caller) => rowsOf(caller, 'Conception', 'conception', withCode),
  CookingPlaceType: (caller) => rowsOf(caller, 'CookingPlaceType', 'cookingPlace', withoutCode),
  DiscountType: (caller) => rowsOf(caller, 'DiscountType', 'discountType', withoutCode),
  MeasureUnit: (caller) => rowsOf(caller, 'MeasureUnit', 'measureUnit', withCode),
  OrderType: (caller) =>
    rowsOf(caller, 'OrderType', 'orderType', ({ body }) => ({
      orderServiceType: serviceTypes[body.serviceType],
      defaultForServiceType: body.isDefault,
    })),
  PaymentType: (caller) => rowsOf(caller, 'PaymentType', 'paymentType', withCode),
  ProductCategory: (caller) => rowsOf(caller, 'ProductCategory', 'productCategory', withoutCode),
  ProductScale: (caller) => rowsOf(caller, 'ProductScale', 'sizeScale', withoutCode),
  ProductSize: sizesOf,
  ScheduleType: (caller) => rowsOf(caller, 'ScheduleType', 'scheduleType', withCode),
  TaxCategory: (caller) =>
    rowsOf(caller, 'TaxCategory', 'taxCategory', ({ body }) => ({ vatPercent: body.percentage })),
}

type AccountRow = { account: Account; isDeleted: boolean; revision: bigint }

/** The chart of accounts, then the warehouses; names of what the program made follow the language (server-api §7.3). */
function accountsOf(caller: Caller, language: Language): AccountRow[] {
  const plain = itemsOf(caller, 'account').map(({ id, isDeleted, revision, body }): AccountRow => {
    const name = body.isSystem && language === 'en' ? (body.nameEn ?? body.name) : body.name
    return {
      account: {
        rootType: 'Account',
        id,
        deleted: isDeleted,
        code: body.code,
        name,
        accountParentId: body.parentId,
        parentCorporateId: null,
        type: body.type,
        system: body.isSystem,
        customTransactionsAllowed: body.customTransactionsAllowed,
      },
      isDeleted,
      revision,
    }
  })
  const warehouses = itemsOf(caller, 'store').map(
    ({ id, isDeleted, revision, organizationId, body }): AccountRow => ({
      account: {
        rootType: 'Account',
        id,
        deleted: isDeleted,
        code: body.code,
        name: body.name,
        accountParentId: null,
        parentCorporateId: organizationId,
        type: 'INVENTORY_ASSETS',
        system: false,
        customTransactionsAllowed: true,
      },
      isDeleted,
      revision,
    }),
  )
  return [...plain, ...warehouses]
}

const isRootType = (name: string): name is RootType => Object.hasOwn(readers, name)

/** Reference books that have names and little else (server-api §7). */
export const referenceHandlers: Handlers = {
  'GET /v2/entities/list': async ({ caller, query, language }) => {
    const rows = query.rootType.flatMap((rootType) => readers[rootType](caller, language))
    return matching(rows, query).map(({ entity }) => entity)
  },

  'GET /v2/entities/{entityType}/ids': async ({ caller, path, query, language }) => {
    if (!isRootType(path.entityType)) throw noSuchConstant(path.entityType, Object.keys(readers))
    return matching(readers[path.entityType](caller, language), query).map(({ entity }): Uuid => entity.id)
  },

  'GET /v2/entities/accounts/list': async ({ caller, query, language }) =>
    matching(accountsOf(caller, language), query).map(({ account }) => account),
}
