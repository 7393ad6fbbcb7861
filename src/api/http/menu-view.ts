import type { App } from '../../app/ports.ts'
import type { Till } from '../../app/till/till-command.ts'
import { modifierPrice, type PriceScope, tillPrice } from '../../domain/menu/till-price.ts'
import type { Sale } from '../../domain/orders/order.ts'
import type { BookItem, ModifierChild, Product } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { type Money, moneyToJson } from '../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { type MenuComboView, menuCombos } from './menu-combos.ts'
import type { NamedView } from './named-view.ts'

export type MenuGroupView = NamedView & {
  parentId: string | null
  color: string | null
  image: string | null
}
export type SizeView = NamedView & { shortName: string; price: number; isDefault: boolean }
export type ModifierChildView = {
  productId: string
  min: number
  max: number
  default: number
  free: number
}
export type ModifierGroupView = NamedView & {
  min: number
  max: number
  free: number
  /** Halves of a compound dish choose in it apart. */
  isSplittable: boolean
  /** Limits of single modifiers count as well as the group's. */
  hasOwnLimits: boolean
  children: ModifierChildView[]
}
export type MenuProductView = NamedView & {
  groupId: string
  code: string
  image: string | null
  isWeighed: boolean
  /** Whoever sells it types what it costs; the menu's price is where it begins. */
  isOpenPrice: boolean
  /** Made of halves. */
  isCompound: boolean
  /** Of a compound dish: the modifier scheme whose dishes lie on one dough. */
  schemaId: string | null
  unit: string
  /** Null when the price depends on the size. */
  price: number | null
  sizes: SizeView[]
  modifiers: ModifierChildView[]
  groups: ModifierGroupView[]
}
/** A modifier's price, and its prices in sizes of a dish where they differ. */
export type MenuModifierView = NamedView & { price: number; priceBySize: Record<string, number> }
export type MenuView = {
  revision: string
  groups: MenuGroupView[]
  products: MenuProductView[]
  modifiers: MenuModifierView[]
  combos: MenuComboView[]
}

/** What a till sells, by the prices of an order (base prices when none is named). */
export async function readMenuView(app: App, till: Till, orderId: string | null): Promise<MenuView> {
  const catalog = await app.catalog(till.tenantId)
  const { organizationId } = till
  const order = isUuid(orderId ?? '') ? await saleOf(app, till, (orderId ?? '').toLowerCase()) : null
  const scope = { catalog, organizationId, priceCategoryId: order?.priceCategory?.id ?? null }
  return new MenuReader(scope).read()
}

/** The order of a delivery, of a table or of a banquet. */
async function saleOf(app: App, { tenantId, organizationId }: Till, id: Uuid): Promise<Sale | null> {
  const { tillOrders, tableOrders, reserves } = app.storage.now
  const delivery = (await tillOrders.load(tenantId, organizationId, [id])).get(id)
  if (delivery) return delivery
  const ofTable = (await tableOrders.load(tenantId, organizationId, [id])).get(id)
  return ofTable ?? (await reserves.load(tenantId, organizationId, [id])).get(id)?.banquet ?? null
}

class MenuReader {
  readonly #scope: PriceScope
  readonly #scale: number

  constructor(scope: PriceScope) {
    this.#scope = scope
    this.#scale = scope.catalog.living('organization', scope.organizationId)?.body.currency.scale ?? 2
  }

  get #catalog(): Catalog {
    return this.#scope.catalog
  }

  #money(sum: Money): number {
    return moneyToJson(sum, this.#scale)
  }

  read(): MenuView {
    const { organizationId } = this.#scope
    const groups = this.#catalog
      .of('productGroup', organizationId)
      .filter(({ isDeleted, body }) => !isDeleted && body.isIncludedInMenu && !body.isGroupModifier)
    const known = new Set(groups.map(({ id }) => id))
    const products = this.#catalog
      .of('product', organizationId)
      .filter(({ isDeleted, body }) => !isDeleted && body.isActive)
      .filter(({ body }) => body.type !== 'Modifier' && (body.type === 'Service' || body.cookingPlaceId))
      .filter(({ body }) => body.parentGroupId !== null && known.has(body.parentGroupId))
      .sort((a, b) => a.body.order - b.body.order)
      .flatMap((item) => this.#product(item))
    return {
      revision: this.#catalog.edition,
      groups: groups
        .sort((a, b) => a.body.order - b.body.order)
        .map((group) => ({
          ...named(group),
          parentId: group.body.parentId,
          color: group.body.color ?? null,
          image: group.body.imageLinks[0] ?? null,
        }))
        .filter(({ id }) => isFilled(id, groups, products)),
      products,
      modifiers: this.#modifiersOf(products),
      combos: menuCombos(this.#catalog, organizationId, products, (sum) => this.#money(sum)),
    }
  }

  /** Nothing when it is not on the menu in any size. */
  #product(item: BookItem<'product'>): MenuProductView[] {
    const { id, body } = item
    const sizes = this.#sizes(id, body)
    const own = tillPrice(this.#scope, id, null)
    if (body.sizeScaleId ? sizes.length === 0 : !own?.isIncludedInMenu) return []
    return [
      {
        ...named(item),
        groupId: body.parentGroupId ?? '',
        code: body.code,
        image: body.imageLinks[0] ?? null,
        isWeighed: body.isWeighed,
        isOpenPrice: body.canSetOpenPrice && body.orderItemType === 'Product' && !body.sizeScaleId,
        isCompound: body.orderItemType === 'Compound',
        schemaId: body.orderItemType === 'Compound' ? body.modifierSchemaId : null,
        unit: body.measureUnit,
        price: body.sizeScaleId ? null : this.#money(own?.price ?? 0n),
        sizes,
        modifiers: body.modifiers.map((child) => childView(child)),
        groups: body.groupModifiers.map((group) => ({
          ...this.#groupName(group.id),
          min: group.required ? Math.max(1, group.minAmount) : group.minAmount,
          max: group.maxAmount,
          free: group.freeOfChargeAmount,
          isSplittable: group.splittable,
          hasOwnLimits: group.childModifiersHaveMinMaxRestrictions,
          children: group.children.map((child) => childView(child)),
        })),
      },
    ]
  }

  #sizes(id: Uuid, { sizeScaleId, disabledSizeIds }: Product): SizeView[] {
    const scale = this.#catalog.living('sizeScale', sizeScaleId)?.body
    return (scale?.sizes ?? [])
      .filter((size) => !disabledSizeIds.includes(size.id))
      .sort((a, b) => a.priority - b.priority)
      .flatMap((size) => {
        const price = tillPrice(this.#scope, id, size.id)
        if (!price?.isIncludedInMenu) return []
        return [
          {
            id: size.id,
            name: size.name,
            nameEn: size.nameEn ?? null,
            shortName: size.shortName,
            price: this.#money(price.price),
            isDefault: size.isDefault,
          },
        ]
      })
  }

  #groupName(id: Uuid): NamedView {
    const group = this.#catalog.find('productGroup', id)
    return group ? named(group) : { id, name: '', nameEn: null }
  }

  /** Every modifier that some product offers, once. */
  #modifiersOf(products: readonly MenuProductView[]): MenuModifierView[] {
    const sizeIds = new Set(products.flatMap((product) => product.sizes.map((size) => size.id)))
    const children = products.flatMap(({ modifiers, groups }) => [
      ...modifiers,
      ...groups.flatMap((group) => group.children),
    ])
    return [...new Set(children.map((child) => child.productId))].flatMap((id) => {
      const item = this.#catalog.living('product', id)
      if (!item?.body.isActive) return []
      const price = modifierPrice(this.#scope, id, null)
      const bySize = [...sizeIds]
        .map((sizeId) => [sizeId, modifierPrice(this.#scope, id, sizeId)] as const)
        .filter(([, sized]) => sized !== price)
        .map(([sizeId, sized]) => [sizeId, this.#money(sized)])
      return [{ ...named(item), price: this.#money(price), priceBySize: Object.fromEntries(bySize) }]
    })
  }
}

const childView = (child: ModifierChild): ModifierChildView => ({
  productId: child.productId,
  min: child.required ? Math.max(1, child.minAmount) : child.minAmount,
  max: child.maxAmount,
  default: child.defaultAmount,
  free: child.freeOfChargeAmount,
})

/** Has the group a product, itself or further down? */
function isFilled(
  id: Uuid,
  groups: readonly BookItem<'productGroup'>[],
  products: readonly MenuProductView[],
): boolean {
  return (
    products.some((product) => product.groupId === id) ||
    groups.some((group) => group.body.parentId === id && isFilled(group.id, groups, products))
  )
}

const named = (item: { id: string; body: { name: string; nameEn?: string } }): NamedView => ({
  id: item.id,
  name: item.body.name,
  nameEn: item.body.nameEn ?? null,
})
