import type { Uuid } from '../../../kernel/ids.ts'
import type { AccountRole, BookItem } from '../../reference/books.ts'
import { aCatalog } from '../../reference/testing/a-catalog.ts'
import { anId, bookItem, ids } from '../../reference/testing/catalog-ids.ts'
import type { DocumentPlace } from '../check-content.ts'

const roles: readonly AccountRole[] = [
  'register',
  'receivable',
  'employeeDebts',
  'incomingVat',
  'payable',
  'salesVat',
  'revenue',
  'otherIncome',
  'productExpense',
  'costCorrection',
  'inventoryShortage',
  'inventorySurplus',
]

export const accountIds = Object.fromEntries(
  roles.map((role, index) => [role, anId(8000 + index)]),
) as Record<AccountRole, Uuid>
export const stockIds = {
  cellar: anId(8100),
  bar: anId(8101),
  foreignStore: anId(8102),
  supplier: anId(8110),
  buyer: anId(8111),
  spoilage: anId(8120),
  crate: anId(8130),
  barrel: anId(8141),
} as const

const billion = 1_000_000_000n

/** The usual test restaurant with stores, a chart of accounts and two companies. */
export function aStockroom(items: readonly BookItem[] = []): DocumentPlace {
  const store = (id: Uuid, name: string, isDefault: boolean) =>
    bookItem('store', id, { name, code: name, isDefault })
  const own: BookItem[] = [
    store(stockIds.cellar, 'Cellar', true),
    store(stockIds.bar, 'Bar', false),
    { ...store(stockIds.foreignStore, 'Elsewhere', true), organizationId: anId(8999) } as BookItem,
    ...roles.map((role) => account(accountIds[role], role, role)),
    account(stockIds.spoilage, 'spoilage', null),
    bookItem('counteragent', stockIds.supplier, {
      name: 'Farm',
      code: '1',
      isSupplier: true,
      isClient: false,
      taxpayerIdNumber: '',
    }),
    bookItem('counteragent', stockIds.buyer, {
      name: 'Office',
      code: '2',
      isSupplier: false,
      isClient: true,
      taxpayerIdNumber: '',
    }),
    bookItem('container', stockIds.crate, {
      name: 'Crate',
      productId: ids.juice,
      count: 12n * billion,
      barcodes: [],
    }),
    bookItem('measureUnit', stockIds.barrel, { name: 'barrel', code: '1' }),
  ]
  return { catalog: aCatalog({ items: [...own, ...items] }), organizationId: ids.organization, scale: 2 }
}

const account = (id: Uuid, code: string, role: AccountRole | null): BookItem =>
  bookItem('account', id, {
    name: code,
    code,
    type: 'EXPENSES',
    parentId: null,
    isSystem: role !== null,
    customTransactionsAllowed: true,
    role,
  })
