import type {
  Account,
  AccountType,
  Book,
  BookItem,
  PaymentType,
  ProductType,
} from '../../domain/reference/books.ts'
import { registerNumber } from '../../domain/reference/cash-register.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Language } from '../../kernel/refusals.ts'
import type { ReportNames } from '../report-ports.ts'

type Names = ReadonlyMap<Uuid, string | null>
type Reader = (catalog: Catalog, language: Language) => Names

const of =
  <B extends Book>(book: B, read: (item: BookItem<B>, catalog: Catalog) => string | null): Reader =>
  (catalog) =>
    new Map(catalog.all(book).map((item) => [item.id, read(item, catalog)]))

const nameOf = <B extends Book>(book: B): Reader => of(book, ({ body }) => (body as { name: string }).name)

/** Codes of iiko for our types of products (server-api §4). */
const productTypes: Record<ProductType, string> = {
  Dish: 'DISH',
  Good: 'GOODS',
  Modifier: 'MODIFIER',
  Service: 'SERVICE',
}

/** Groups of a product from the top down. */
function groupsOf(catalog: Catalog, groupId: Uuid | null): BookItem<'productGroup'>[] {
  const path: BookItem<'productGroup'>[] = []
  for (let group = catalog.find('productGroup', groupId); group; ) {
    if (path.includes(group)) break
    path.unshift(group)
    group = catalog.find('productGroup', group.body.parentId)
  }
  return path
}
const groupAt = (level: number): Reader =>
  of('product', ({ body }, catalog) => groupsOf(catalog, body.groupId)[level]?.body.name ?? null)

/** Of a chart of accounts, what a report sorts a type under (server-api §4). */
const accountGroups: Record<AccountType, string> = {
  CASH: 'ASSETS',
  ACCOUNTS_RECEIVABLE: 'ASSETS',
  DEBTS_OF_EMPLOYEES: 'ASSETS',
  CURRENT_ASSET: 'ASSETS',
  OTHER_CURRENT_ASSET: 'ASSETS',
  INVENTORY_ASSETS: 'ASSETS',
  EMPLOYEES_LIABILITY: 'LIABILITIES',
  ACCOUNTS_PAYABLE: 'LIABILITIES',
  CLIENTS_LIABILITY: 'LIABILITIES',
  OTHER_CURRENT_LIABILITY: 'LIABILITIES',
  LONG_TERM_LIABILITY: 'LIABILITIES',
  EQUITY: 'EQUITY',
  COST_OF_GOODS_SOLD: 'INCOME_EXPENSES',
  INCOME: 'INCOME_EXPENSES',
  EXPENSES: 'INCOME_EXPENSES',
  OTHER_INCOME: 'INCOME_EXPENSES',
  OTHER_EXPENSES: 'INCOME_EXPENSES',
}

/** Categories of cash flows from the top down. */
const cashFlowAt = (level: number): Reader =>
  of('cashFlowCategory', (item, catalog) => cashFlowPath(item, catalog)[level] ?? null)
function cashFlowPath(item: BookItem<'cashFlowCategory'>, catalog: Catalog): string[] {
  const path: BookItem<'cashFlowCategory'>[] = []
  for (let one: typeof item | undefined = item; one && !path.includes(one); ) {
    path.unshift(one)
    one = catalog.find('cashFlowCategory', one.body.parentId)
  }
  return path.map(({ body }) => body.name)
}

type AnyAccount = Pick<Account, 'name' | 'code' | 'type' | 'parentId'> & { isStore: boolean }

/** Warehouses are accounts of type INVENTORY_ASSETS (server-api §4). */
const ofAccount =
  (read: (account: AnyAccount, catalog: Catalog) => string | null): Reader =>
  (catalog) =>
    new Map([
      ...catalog
        .all('account')
        .map(({ id, body }): [Uuid, string | null] => [id, read({ ...body, isStore: false }, catalog)]),
      ...catalog
        .all('store')
        .map(({ id, body }): [Uuid, string | null] => [
          id,
          read({ ...body, type: 'INVENTORY_ASSETS', parentId: null, isStore: true }, catalog),
        ]),
    ])

function accountPath(account: AnyAccount, catalog: Catalog): string[] {
  const path = [account.name]
  const seen = new Set<Uuid>()
  for (let id = account.parentId; id !== null && !seen.has(id); ) {
    seen.add(id)
    const parent = catalog.find('account', id)?.body
    if (!parent) break
    path.unshift(parent.name)
    id = parent.parentId
  }
  return path
}
const accountAt = (level: number): Reader =>
  ofAccount((account, catalog) => accountPath(account, catalog)[level] ?? null)

/** Suppliers, clients and our own people. */
const ofCounteragent =
  (read: (person: { name: string; type: string }) => string): Reader =>
  (catalog) =>
    new Map([
      ...catalog.all('counteragent').map(({ id, body }): [Uuid, string] => [
        id,
        read({
          name: body.name,
          type: body.isSupplier ? 'SUPPLIER' : body.isClient ? 'CLIENT' : 'COUNTERAGENT',
        }),
      ]),
      ...catalog
        .all('employee')
        .map(({ id, body }): [Uuid, string] => [id, read({ name: body.name, type: 'EMPLOYEE' })]),
    ])

type Size = BookItem<'sizeScale'>['body']['sizes'][number]
const ofSize =
  (read: (size: Size, scale: BookItem<'sizeScale'>) => string): Reader =>
  (catalog) =>
    new Map(
      catalog
        .all('sizeScale')
        .flatMap((scale) =>
          [...scale.body.sizes, ...(scale.body.goneSizes ?? [])].map((size): [Uuid, string] => [
            size.id,
            read(size, scale),
          ]),
        ),
    )

/** Stands for the payment type of what was not paid. */
const noPayment = '00000000-0000-0000-0000-000000000000'
const ofPaymentType =
  (read: (type: PaymentType) => string, none: Record<Language, string>): Reader =>
  (catalog, language) =>
    new Map([
      ...catalog.all('paymentType').map(({ id, body }): [Uuid, string] => [id, read(body)]),
      [noPayment, none[language]],
    ])
const paymentGroup = ({ kind }: PaymentType): string =>
  kind === 'Cash' ? 'CASH' : kind === 'Card' ? 'CARD' : kind === 'Writeoff' ? 'WRITEOFF' : 'NON_CASH'

const readers: Readonly<Record<string, Reader>> = {
  'organization.name': nameOf('organization'),
  'organization.code': of('organization', ({ body }) => body.code),
  'organization.legalName': of('organization', ({ body }) => body.legalName ?? null),
  'organization.currency': of('organization', ({ body }) => body.currency.isoName),
  'terminalGroup.name': nameOf('terminalGroup'),
  'terminalGroup.code': of('terminalGroup', ({ body }) => body.code),
  'terminalGroup.address': of('terminalGroup', ({ body }) => body.address || null),
  'terminalGroup.registerNumber': of('terminalGroup', (group, catalog) =>
    String(registerNumber(group, catalog)),
  ),
  // A till that serves several sections is of none of them.
  'terminalGroup.section': of('terminalGroup', ({ id }, catalog) => {
    const own = catalog
      .all('restaurantSection')
      .filter(({ isDeleted, body }) => !isDeleted && body.terminalGroupId === id)
    return own.length === 1 ? (own[0]?.body.name ?? null) : null
  }),
  'restaurantSection.name': nameOf('restaurantSection'),
  'conception.name': nameOf('conception'),
  'conception.code': of('conception', ({ body }) => body.code),
  'cookingPlace.name': nameOf('cookingPlace'),
  'orderType.name': nameOf('orderType'),
  'priceCategory.name': nameOf('priceCategory'),
  'productCategory.name': nameOf('productCategory'),
  'removalType.name': nameOf('removalType'),
  'employee.name': nameOf('employee'),
  'employee.code': of('employee', ({ body }) => body.code),
  'marketingSource.name': nameOf('marketingSource'),
  'cancelCause.name': nameOf('cancelCause'),
  'waiterTeam.name': nameOf('waiterTeam'),
  'couponSeries.name': nameOf('couponSeries'),
  'city.name': nameOf('city'),
  'region.name': nameOf('region'),
  'comboAction.name': nameOf('comboAction'),
  'comboGroup.name': (catalog) =>
    new Map(catalog.all('comboAction').flatMap(({ body }) => body.groups.map(({ id, name }) => [id, name]))),
  'product.name': nameOf('product'),
  'product.nameEn': of('product', ({ body }) => body.nameEn ?? null),
  'product.code': of('product', ({ body }) => body.code),
  'product.type': of('product', ({ body }) => productTypes[body.type]),
  'product.measureUnit': of('product', ({ body }) => body.measureUnit),
  'product.group': of(
    'product',
    ({ body }, catalog) => catalog.find('productGroup', body.groupId)?.body.name ?? null,
  ),
  'product.groupId': of('product', ({ body }) => body.groupId),
  'product.groupCode': of(
    'product',
    ({ body }, catalog) => catalog.find('productGroup', body.groupId)?.body.code ?? null,
  ),
  'product.group1': groupAt(0),
  'product.group2': groupAt(1),
  'product.group3': groupAt(2),
  'product.groupPath': of('product', ({ body }, catalog) => {
    const names = groupsOf(catalog, body.groupId).map((group) => group.body.name)
    return names.length > 0 ? names.join(' / ') : null
  }),
  'product.category': of(
    'product',
    ({ body }, catalog) => catalog.find('productCategory', body.productCategoryId)?.body.name ?? null,
  ),
  'product.categoryId': of('product', ({ body }) => body.productCategoryId),
  'product.cookingPlace': of(
    'product',
    ({ body }, catalog) => catalog.find('cookingPlace', body.cookingPlaceId)?.body.name ?? null,
  ),
  'product.accountingCategory': of(
    'product',
    ({ body }, catalog) =>
      catalog.find('accountingCategory', body.backOffice?.accountingCategoryId)?.body.name ?? null,
  ),
  'product.accountingCategoryId': of('product', ({ body }) => body.backOffice?.accountingCategoryId ?? null),
  'product.tags': of('product', ({ body }) => body.tags.join(', ') || null),
  'product.taxCategoryId': of('product', ({ body }) => body.taxCategoryId),
  'product.taxCategory': of(
    'product',
    ({ body }, catalog) => catalog.find('taxCategory', body.taxCategoryId)?.body.name ?? null,
  ),
  'size.name': ofSize(({ name }) => name),
  'size.shortName': ofSize(({ shortName }) => shortName),
  'size.priority': ofSize(({ priority }) => String(priority)),
  'size.scaleId': ofSize((_, { id }) => id),
  'size.scale': ofSize((_, { body }) => body.name),
  'paymentType.name': ofPaymentType(({ name }) => name, { ru: '(без оплаты)', en: '(no payment)' }),
  'paymentType.nonCash': of('paymentType', ({ body }) => (body.kind === 'Cash' ? null : body.name)),
  'paymentType.group': of('paymentType', ({ body }) => paymentGroup(body)),
  'paymentType.fiscality': ofPaymentType(({ printCheque }) => (printCheque ? 'FISCAL' : 'NOT_FISCAL'), {
    ru: 'NO_PAYMENT',
    en: 'NO_PAYMENT',
  }),
  'store.name': nameOf('store'),
  'account.name': ofAccount(({ name }) => name),
  'account.code': ofAccount(({ code }) => code),
  'account.type': ofAccount(({ type }) => type),
  'account.group': ofAccount(({ type }) => accountGroups[type]),
  'account.storeOrAccount': ofAccount(({ isStore }) => (isStore ? 'STORE' : 'ACCOUNT')),
  'account.cashFlow': ofAccount(({ type }) => (type === 'CASH' ? 'CASH_FLOW' : 'NOT_CASH_FLOW')),
  'cashFlowCategory.name': nameOf('cashFlowCategory'),
  'cashFlowCategory.type': of('cashFlowCategory', ({ body }) => body.type),
  'cashFlowCategory.path': of('cashFlowCategory', (item, catalog) => cashFlowPath(item, catalog).join(' / ')),
  'cashFlowCategory.level1': cashFlowAt(0),
  'cashFlowCategory.level2': cashFlowAt(1),
  'cashFlowCategory.level3': cashFlowAt(2),
  'account.level1': accountAt(0),
  'account.level2': accountAt(1),
  'account.level3': accountAt(2),
  'account.path': ofAccount((account, catalog) => accountPath(account, catalog).join(' / ')),
  'counteragent.name': ofCounteragent(({ name }) => name),
  'counteragent.type': ofCounteragent(({ type }) => type),
}

/** What reports call things: as the books call them now, so a renamed dish stays one dish (server-api §27). */
export function reportNames(catalog: Catalog, language: Language): ReportNames {
  const read = new Map<string, Names>()
  return (property) => {
    const names = read.get(property) ?? readers[property]?.(catalog, language) ?? new Map()
    read.set(property, names)
    return names
  }
}
