import { backOfficeOf } from '../../../app/server/products/save-product.ts'
import type { BookItem, SupplierPrice } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { supplierPricesOn } from '../../../domain/reference/supplier-prices.ts'
import { notFound } from '../errors.ts'
import type { Employee, PriceListContainer, SupplierPriceListItem } from '../generated/types.ts'
import type { Caller, Handlers } from '../operation.ts'
import { nineDigits } from './documents/decimals.ts'
import { oldContainer } from './products/old-products.ts'
import { found, itemsOf, matching } from './scope.ts'

/** Suppliers are people of the one directory that employees are in too (server-api §8, §9). */
const suppliersOf = (caller: Caller) =>
  itemsOf(caller, 'counteragent')
    .filter(({ body }) => body.isSupplier)
    .map(({ id, isDeleted, revision, body }) => ({
      isDeleted,
      revision,
      onWire: {
        id,
        code: body.code,
        name: body.name,
        login: '',
        rolesIds: [],
        roleCodes: [],
        phone: body.phone,
        email: body.email,
        taxpayerIdNumber: body.taxpayerIdNumber,
        departmentCodes: [],
        responsibilityDepartmentCodes: [],
        deleted: isDeleted,
        supplier: true,
        employee: false,
        client: body.isClient,
      },
    }))

const onWire = (people: readonly { onWire: Employee }[]): Employee[] => people.map((one) => one.onWire)

/** What each parameter of a search looks into. */
const searched: Record<string, (person: Employee) => readonly string[]> = {
  name: ({ name }) => [name],
  code: ({ code }) => [code],
  phone: ({ phone = '' }) => [phone],
  cellPhone: ({ cellPhone = '' }) => [cellPhone],
  firstName: ({ firstName = '' }) => [firstName],
  middleName: ({ middleName = '' }) => [middleName],
  lastName: ({ lastName = '' }) => [lastName],
  email: ({ email = '' }) => [email],
  cardNumber: ({ cardNumber = '' }) => [cardNumber],
  taxpayerIdNumber: ({ taxpayerIdNumber = '' }) => [taxpayerIdNumber],
}

/** A supplier by the code; integrators send the id as well (server-api §8). */
function supplierOf(caller: Caller, text: string): BookItem<'counteragent'> {
  const id = text.toLowerCase()
  const suppliers = itemsOf(caller, 'counteragent').filter(
    ({ isDeleted, body }) => !isDeleted && body.isSupplier,
  )
  const supplier = suppliers.find(({ body }) => body.code === text) ?? suppliers.find((one) => one.id === id)
  if (!supplier) throw notFound('User', text)
  return supplier
}

function containerOf(catalog: Catalog, id: string | null): PriceListContainer | undefined {
  const container = catalog.find('container', id)
  if (!container) return undefined
  const {
    num: _,

    minContainerWeight: ___,
    maxContainerWeight: ____,
    ...wire
  } = oldContainer(container, 0)
  return wire
}

const moneyScale = 2

/** Our product, how the supplier calls it, and the price of a package or of the main unit. */
function priceOnWire(catalog: Catalog, line: SupplierPrice): SupplierPriceListItem[] {
  const native = catalog.find('product', line.productId)
  if (!native) return []
  const theirs = catalog.find('product', line.supplierProductId)
  const codeOf = (product: BookItem<'product'>) => backOfficeOf(catalog, product).fastCode || undefined
  return [
    {
      nativeProduct: native.id,
      nativeProductCode: codeOf(native),
      nativeProductNum: native.body.code,
      nativeProductName: native.body.name,
      supplierProduct: theirs?.id,
      supplierProductCode: theirs && codeOf(theirs),
      supplierProductNum: theirs?.body.code,
      supplierProductName: theirs?.body.name,
      costPrice: nineDigits(line.price, moneyScale),
      allowablePriceDeviation: nineDigits(BigInt(line.deviationHundredths), moneyScale),
      container: containerOf(catalog, line.containerId),
    },
  ]
}

/** Suppliers (server-api §8). */
export const supplierHandlers: Handlers = {
  'GET /suppliers': async ({ caller, query }) => onWire(matching(suppliersOf(caller), query)),
  'GET /suppliers/search': async ({ caller, query }) =>
    found(onWire(matching(suppliersOf(caller), {})), query, searched),
  'GET /suppliers/{code}/pricelist': async ({ caller, path, query }) =>
    supplierPricesOn(caller.catalog, supplierOf(caller, path.code).id, query.date ?? null).flatMap((line) =>
      priceOnWire(caller.catalog, line),
    ),
}
