import type { StoreSpecification, TechCardItem } from '../../../../domain/reference/books.ts'
import { printBillionths } from '../../../../domain/stock/amounts.ts'
import {
  type PreparedChart as Chart,
  type PreparedItem,
  preparedIdOf,
} from '../../../../domain/stock/prepared-chart.ts'
import { countsFor, isEverywhere, keyOf } from '../../../../domain/stock/store-specification.ts'
import type { DatedCard } from '../../../../domain/stock/tech-cards.ts'
import { derivedId } from '../../../../kernel/derived-id.ts'
import { quantityToJson } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type {
  AssemblyChart,
  AssemblyChartItem,
  PreparedChart,
  StoreSpecification as WireStores,
} from '../../generated/types.ts'

const storesOnWire = ({ organizationIds, isInverse }: StoreSpecification): WireStores => ({
  departments: organizationIds,
  inverse: isInverse,
})
const amount = (billionths: bigint | undefined): number => Number(printBillionths(billionths ?? 0n))

function itemOnWire(item: TechCardItem): AssemblyChartItem {
  const [first, second, third] = item.trials
  return {
    id: item.id,
    sortWeight: item.sortWeight,
    productId: item.productId,
    productSizeSpecification: item.sizeId,
    storeSpecification: item.stores ? storesOnWire(item.stores) : null,
    amountIn: amount(item.gross),
    amountMiddle: amount(item.net),
    amountOut: amount(item.yield),
    amountIn1: amount(first?.gross),
    amountOut1: amount(first?.yield),
    amountIn2: amount(second?.gross),
    amountOut2: amount(second?.yield),
    amountIn3: amount(third?.gross),
    amountOut3: amount(third?.yield),
    packageCount: amount(item.packages),
    packageTypeId: item.containerId,
  }
}

export const chartOnWire = ({ id, card, from, to }: DatedCard): AssemblyChart => ({
  id,
  assembledProductId: card.productId,
  dateFrom: from,
  dateTo: to,
  assembledAmount: amount(card.batch),
  productWriteoffStrategy: card.writeOff,
  effectiveDirectWriteoffStoreSpecification: storesOnWire(card.wholeAt),
  productSizeAssemblyStrategy: card.sizes,
  items: card.items.map(itemOnWire),
  technologyDescription: card.texts.technology,
  description: card.texts.description,
  appearance: card.texts.appearance,
  organoleptic: card.texts.organoleptic,
  outputComment: card.texts.yield,
})

/** A prepared chart; of a department only the lines that it uses. */
export function preparedOnWire({ root, from, to, items }: Chart, departmentId: Uuid | null): PreparedChart {
  const id = preparedIdOf(root.id, from)
  const isUsed = ({ stores }: PreparedItem): boolean =>
    departmentId === null || countsFor(stores, departmentId)
  return {
    id,
    assembledProductId: root.card.productId,
    dateFrom: from,
    dateTo: to,
    effectiveDirectWriteoffStoreSpecification: storesOnWire(root.card.wholeAt),
    productSizeAssemblyStrategy: root.card.sizes,
    items: items.filter(isUsed).map((item, index) => ({
      id: derivedId(`${id}/${item.productId}/${item.sizeId ?? ''}/${keyOf(item.stores)}`),
      sortWeight: index + 1,
      productId: item.productId,
      productSizeSpecification: item.sizeId,
      storeSpecification: isEverywhere(item.stores) ? null : storesOnWire(item.stores),
      amount: quantityToJson(item.amount),
    })),
  }
}
