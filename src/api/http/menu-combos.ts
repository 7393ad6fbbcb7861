import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { NamedView } from './named-view.ts'

/** A combo that a waiter composes: one dish for each group. */
export type MenuComboView = NamedView & {
  /** Of one combo; null: it depends on the dishes. */
  price: number | null
  groups: {
    id: string
    name: string
    isMain: boolean
    products: { productId: string; sizeId: string | null }[]
  }[]
}

/** Combos of a restaurant whose every group has a dish that is on its menu; the till says whether it is their day. */
export const menuCombos = (
  catalog: Catalog,
  organizationId: Uuid,
  products: readonly { id: string }[],
  money: (sum: Money) => number,
): MenuComboView[] => {
  const onMenu = new Set(products.map(({ id }) => id))
  return catalog
    .of('comboAction', organizationId)
    .filter(({ isDeleted, body }) => !isDeleted && body.isActive)
    .sort((a, b) => a.body.order - b.body.order)
    .map(({ id, body }) => ({
      id,
      name: body.name,
      nameEn: body.nameEn ?? null,
      price: body.priceModificationType === 0 ? money(body.priceModification) : null,
      groups: body.groups.map((group) => ({
        ...{ id: group.id, name: group.name, isMain: group.isMainGroup },
        products: group.products
          .filter(({ productId }) => onMenu.has(productId))
          .map(({ productId, sizeId }) => ({ productId, sizeId })),
      })),
    }))
    .filter(({ groups }) => groups.length > 0 && groups.every((group) => group.products.length > 0))
}
