import { backOfficeOf } from '../../../../app/server/products/save-product.ts'
import type { BookItem } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { parseBillionths } from '../../../../domain/stock/amounts.ts'
import type { OldContainer, OldProduct } from '../../generated/types.ts'
import type { Handlers } from '../../operation.ts'
import { nineDigits } from '../documents/decimals.ts'
import { found, matching } from '../scope.ts'
import { containersByProduct, parentOf, typeOnWire } from './render-product.ts'

const weight = (kilograms: number): string => nineDigits(parseBillionths(kilograms.toFixed(9)))

/** A package as the first version of the API writes it. */
export function oldContainer({ id, isDeleted, body }: BookItem<'container'>, index: number): OldContainer {
  const { min, max, empty, full } = body.weights ?? { min: 0, max: 0, empty: 0, full: null }
  return {
    id,
    num: body.num ?? String(index + 1),
    name: body.name,
    count: nineDigits(body.count),
    minContainerWeight: weight(min),
    maxContainerWeight: weight(max),
    containerWeight: weight(empty),
    fullContainerWeight: full === null ? nineDigits(body.count) : weight(full),
    backwardRecalculation: false,
    deleted: isDeleted,
    useInFront: body.isUsedAtTill ?? true,
  }
}

/** Makes the card of a product of the first version of the API, with names in the place of ids (server-api §10). */
export function oldRenderer(catalog: Catalog): (item: BookItem<'product'>) => OldProduct {
  const containers = containersByProduct(catalog)
  return (item) => {
    const { body } = item
    const own = containers.get(item.id) ?? []
    const parentId = parentOf(body)
    const barcodes = [
      ...body.barcodes.map((barcode) => ({ barcode })),
      ...own.flatMap((one) =>
        one.body.barcodes.map((barcode) => ({ barcode, containerName: one.body.name })),
      ),
    ]
    return {
      id: item.id,
      parentId: parentId ?? undefined,
      num: body.code,
      code: backOfficeOf(catalog, item).fastCode || undefined,
      name: body.name,
      productType: typeOnWire(body),
      productGroupType: 'PRODUCTS',
      cookingPlaceType: catalog.find('cookingPlace', body.cookingPlaceId)?.body.name,
      mainUnit: body.measureUnit,
      productCategory: catalog.find('productCategory', body.productCategoryId)?.body.name,
      containers: own.map(oldContainer),
      barcodes: barcodes.length === 0 ? undefined : barcodes,
    }
  }
}

const one = (value: string | undefined): string[] => [value ?? '']

/** Products in XML (server-api §10). */
export const oldProductHandlers: Handlers = {
  'GET /products': async ({ caller, query }) =>
    matching(caller.catalog.all('product'), query).map(oldRenderer(caller.catalog)),

  'GET /products/search': async ({ caller, query }) => {
    const products = matching(caller.catalog.all('product'), query).map(oldRenderer(caller.catalog))
    return found(products, query, {
      name: ({ name }) => [name],
      code: ({ code }) => one(code),
      mainUnit: ({ mainUnit }) => one(mainUnit),
      num: ({ num }) => one(num),
      cookingPlaceType: ({ cookingPlaceType }) => one(cookingPlaceType),
      productGroupType: ({ productGroupType }) => one(productGroupType),
      productType: ({ productType }) => [productType],
    })
  },
}
