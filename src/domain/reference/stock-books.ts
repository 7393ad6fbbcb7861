/** Books of the storekeeper and the bookkeeper. */
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { Named } from './named.ts'

/** `name` is what products say in `measureUnit`. */
export type MeasureUnit = Named & { code: string }

/** A package that a product comes in. */
export type Container = Named & {
  productId: Uuid
  /** Billionths of the product's main unit in one package. */
  count: bigint
  barcodes: string[]
  num?: string
  /** Kilograms: the least and the most that a full one weighs, empty, and full. */
  weights?: { min: number; max: number; empty: number; full: number }
  isUsedAtTill?: boolean
}

/** A warehouse of a restaurant. It is an account too, of type `INVENTORY_ASSETS` (server-api §4). */
export type Store = Named & { code: string; isDefault: boolean }

/** Types of accounts by iiko's names (server-api §4). */
export type AccountType =
  | 'CASH'
  | 'ACCOUNTS_RECEIVABLE'
  | 'DEBTS_OF_EMPLOYEES'
  | 'CURRENT_ASSET'
  | 'OTHER_CURRENT_ASSET'
  | 'INVENTORY_ASSETS'
  | 'EMPLOYEES_LIABILITY'
  | 'ACCOUNTS_PAYABLE'
  | 'CLIENTS_LIABILITY'
  | 'OTHER_CURRENT_LIABILITY'
  | 'LONG_TERM_LIABILITY'
  | 'EQUITY'
  | 'COST_OF_GOODS_SOLD'
  | 'INCOME'
  | 'EXPENSES'
  | 'OTHER_INCOME'
  | 'OTHER_EXPENSES'

/** What an account is for where a document does not name one. */
export type AccountRole =
  | 'register'
  | 'receivable'
  | 'employeeDebts'
  | 'incomingVat'
  | 'payable'
  | 'salesVat'
  | 'revenue'
  | 'otherIncome'
  | 'productExpense'
  | 'costCorrection'
  | 'inventoryShortage'
  | 'inventorySurplus'

export type Account = Named & {
  code: string
  type: AccountType
  parentId: Uuid | null
  isSystem: boolean
  customTransactionsAllowed: boolean
  role: AccountRole | null
}

/** Whom we buy from and sell to. People of our own are in the book of employees. */
export type Counteragent = Named & {
  code: string
  isSupplier: boolean
  isClient: boolean
  taxpayerIdNumber: string
  kpp?: string
  /** By which it is known in the exchange with suppliers, and the system that it is bound to (server-api §23). */
  gln?: string
  ediSystemId?: Uuid
  phone?: string
  email?: string
}

/** What a supplier sells at which prices from a day on, until another list of theirs begins (server-api §8). */
export type SupplierPriceList = {
  supplierId: Uuid
  validFrom: LocalDate
  lines: SupplierPrice[]
}
export type SupplierPrice = {
  productId: Uuid
  /** How the supplier calls it: a product of the subtype Outer; null: as we do. */
  supplierProductId: Uuid | null
  /** The package that the price is of; null: the main unit. */
  containerId: Uuid | null
  price: Money
  /** How far an invoice may be from the price, in hundredths of a percent. */
  deviationHundredths: number
}

export type StockPolicy = {
  costMethod: 'Average' | 'Fifo'
  /** Refuses what would take more from a store than it has. */
  isNegativeForbidden: boolean
  /** Nothing is posted or unposted on this day or before it. */
  closedUntil: LocalDate | null
}
