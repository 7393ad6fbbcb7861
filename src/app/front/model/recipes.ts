/** Tech cards, combos and pages of the quick menu (front-api §2.5, §8.5, §8.13). */
import type { BookItem, ComboAction } from '../../../domain/reference/books.ts'
import type { DatedCard } from '../../../domain/stock/tech-cards.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { productRef, refOf, type TillPlace } from './till-place.ts'
import type { Decimal, Entity, ProductRef, Ref } from './values.ts'

/** Amounts are of the product's main unit. Days are `yyyy-MM-dd`; `dateTo`: the first on which it counts no more. */
export type AssemblyChart = Entity & {
  readonly product: ProductRef
  readonly dateFrom: string
  readonly dateTo: string | null
  readonly assembledAmount: Decimal
  readonly appearance: string
  readonly description: string
  readonly organoleptic: string
  readonly outputComment: string
  readonly technologyDescription: string
  readonly productSizeAssemblyStrategy: 'Common' | 'Specific'
  readonly items: readonly AssemblyChartItem[]
}
type AssemblyChartItem = {
  readonly product: ProductRef
  readonly productSize: Ref | null
  readonly sortOrder: number
  readonly amountIn: Decimal
  readonly amountMiddle: Decimal
  readonly amountOut: Decimal
}

/** Amounts of cards are billionths. */
const ofBillionths = (value: bigint): Decimal => Number(value) / 1e9

export function assemblyChartOf(place: TillPlace, { id, card, from, to }: DatedCard): AssemblyChart {
  const { texts } = card
  return {
    ...{ id, product: productRef(place, card.productId), dateFrom: from, dateTo: to },
    assembledAmount: ofBillionths(card.batch),
    ...{ appearance: texts.appearance, description: texts.description, organoleptic: texts.organoleptic },
    ...{ outputComment: texts.yield, technologyDescription: texts.technology },
    productSizeAssemblyStrategy: card.sizes === 'COMMON' ? 'Common' : 'Specific',
    items: card.items.map(({ productId, sizeId, sortWeight, gross, net, yield: out }) => ({
      ...{ product: productRef(place, productId), productSize: sizeOf(place, sizeId), sortOrder: sortWeight },
      ...{ amountIn: ofBillionths(gross), amountMiddle: ofBillionths(net), amountOut: ofBillionths(out) },
    })),
  }
}

function sizeOf({ catalog }: TillPlace, sizeId: Uuid | null): Ref | null {
  if (sizeId === null) return null
  const size = catalog
    .all('sizeScale')
    .flatMap(({ body }) => body.sizes)
    .find(({ id }) => id === sizeId)
  return size ? { id: size.id, name: size.name } : null
}

/** `id` is what `addOrderCombo` takes as its `sourceActionId`. */
export type ComboDefinition = Entity & {
  readonly name: string
  readonly category: Ref | null
  readonly programId: Uuid | null
  readonly showHintForMissingSteps: number
  readonly steps: readonly ComboStep[]
}
type ComboStep = Entity & {
  readonly name: string
  readonly isMainGroup: boolean
  readonly position: number
  readonly items: readonly ComboStepItem[]
}
type ComboStepItem = {
  readonly product: ProductRef
  readonly productSize: Ref | null
  readonly position: number
  readonly forbiddenModifiers: readonly ProductRef[]
}

export const comboDefinitionOf = (
  place: TillPlace,
  { id, body }: BookItem<'comboAction'>,
): ComboDefinition => ({
  ...{ id, name: body.name, category: refOf(place, 'comboCategory', body.categoryId) },
  ...{ programId: body.programId, showHintForMissingSteps: body.lackingGroupsToSuggest },
  steps: body.groups.map((group, position) => stepOf(place, group, position)),
})

const stepOf = (place: TillPlace, group: ComboAction['groups'][number], position: number): ComboStep => ({
  ...{ id: group.id, name: group.name, isMainGroup: group.isMainGroup, position },
  items: group.products.map(({ productId, sizeId, forbiddenModifierIds }, index) => ({
    ...{ product: productRef(place, productId), productSize: sizeOf(place, sizeId), position: index },
    forbiddenModifiers: forbiddenModifierIds.map((one) => productRef(place, one)),
  })),
})

/** A page of the quick menu: rows of cells, null where nothing stands. */
export type QuickMenuPage = { readonly name: string; readonly items: readonly (QuickMenuItem | null)[][] }
type QuickMenuItem =
  | { readonly product: ProductRef; readonly productGroup: null }
  | { readonly product: null; readonly productGroup: Ref }

/** Three pages of 3 × 8 buttons (server-api §14). */
const [columns, rows] = [3, 8]

export const quickMenuPagesOf = (
  place: TillPlace,
  { body }: BookItem<'quickMenu'>,
  day: number,
): QuickMenuPage[] =>
  body.pageNames.map((name, page) => ({
    name,
    items: Array.from({ length: rows }, (_row, y) =>
      Array.from({ length: columns }, (_column, x) => {
        const label = body.labels.find(
          (one) => one.page === page && one.x === x && one.y === y && (one.day === null || one.day === day),
        )
        return label ? quickItemOf(place, label) : null
      }),
    ),
  }))

/** Null of what the menu has no more. */
function quickItemOf(
  place: TillPlace,
  { entityId, entityType }: { entityId: Uuid; entityType: 'PRODUCT' | 'PRODUCT_GROUP' },
): QuickMenuItem | null {
  if (entityType === 'PRODUCT')
    return place.catalog.living('product', entityId)
      ? { product: productRef(place, entityId), productGroup: null }
      : null
  const group = place.catalog.living('productGroup', entityId)
  return group ? { product: null, productGroup: { id: group.id, name: group.body.name } } : null
}
