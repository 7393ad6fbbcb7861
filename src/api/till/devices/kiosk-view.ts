import { cardPaymentOf } from '../../../app/kiosk/take-card-payment.ts'
import type { App } from '../../../app/ports.ts'
import { boardOf } from '../../../app/queue/read-queue.ts'
import type { Till } from '../../../app/till/till-command.ts'
import { comboPrice, isComboInForce } from '../../../domain/menu/combo-price.ts'
import type { TableOrder } from '../../../domain/orders/tables/table-order.ts'
import { orderTotals } from '../../../domain/orders/totals.ts'
import { queueLabel } from '../../../domain/queue/queue.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { moneyToJson } from '../../../kernel/exact.ts'
import { toLocal } from '../../../kernel/local-time.ts'
import { type MenuView, readMenuView } from '../../http/menu-view.ts'
import type { NamedView } from '../../http/named-view.ts'
import { type PhoneView, phoneView } from '../phone-view.ts'
import { type StopView, stopView } from '../views.ts'

/** Why a kiosk takes no orders now. */
export type OutOfOrder = 'shift-closed' | 'no-card'
export type KioskStateView = {
  /** Changes with the menu. */
  revision: string
  outOfOrder: OutOfOrder | null
  stopList: StopView[]
  /** Here, to go: types of orders at a counter; the first one is the usual one. */
  orderTypes: (NamedView & { isUsual: boolean })[]
  phone: PhoneView
}
export type KioskComboView = NamedView & {
  /** Made of the first dish of each group; other dishes may change it. */
  price: number
  groups: {
    id: string
    name: string
    products: { productId: string; sizeId: string | null; forbidden: string[] }[]
  }[]
}
export type KioskMenuView = Omit<MenuView, 'combos'> & { combos: KioskComboView[] }
export type KioskOrderView = {
  orderId: string
  /** As it is called out and shown on the board. */
  label: string
  number: number
  sum: number
  discount: number
}

/** What a kiosk has to know of its till while guests choose. */
export async function readKioskState(app: App, till: Till): Promise<KioskStateView> {
  const { now } = app.storage
  const [catalog, shift, stops] = await Promise.all([
    app.catalog(till.tenantId),
    now.shifts.openCashShift(till.tenantId, till.terminalGroupId),
    now.stopLists.atTill(till.tenantId, till.terminalGroupId),
  ])
  const withoutShift = shift ? null : 'shift-closed'
  return {
    revision: catalog.edition,
    outOfOrder: cardPaymentOf(catalog, till) ? withoutShift : 'no-card',
    stopList: stops.map(stopView),
    orderTypes: catalog
      .of('orderType', till.organizationId)
      .filter(({ isDeleted, body }) => !isDeleted && body.serviceType === 'Common')
      .sort((a, b) => Number(b.body.isDefault) - Number(a.body.isDefault))
      .map((item) => ({ ...named(item), isUsual: item.body.isDefault })),
    phone: phoneView(catalog.living('organization', till.organizationId)?.body),
  }
}

/** The till's menu with the combos that are on today; no dishes that have to be weighed, priced or put together of halves. */
export async function readKioskMenu(app: App, till: Till): Promise<KioskMenuView> {
  const menu = await readMenuView(app, till, null)
  const catalog = await app.catalog(till.tenantId)
  const isServedAlone = ({ isWeighed, isOpenPrice, isCompound }: MenuView['products'][number]): boolean =>
    !isWeighed && !isOpenPrice && !isCompound
  const products = menu.products.filter(isServedAlone)
  const sold = new Map(products.map((product) => [product.id, product]))
  const today = toLocal(app.clock.now(), zoneOf(catalog, till))
  const scale = catalog.living('organization', till.organizationId)?.body.currency.scale ?? 2
  const combos = catalog
    .of('comboAction', till.organizationId)
    .filter(({ isDeleted, body }) => !isDeleted && isComboInForce(body, today))
    .sort((a, b) => a.body.order - b.body.order)
    .flatMap((item) => comboView(item, sold, catalog, till, scale))
  return { ...menu, products, combos }
}

type Sold = ReadonlyMap<string, MenuView['products'][number]>

/** Nothing where a group has no dish that a kiosk can sell. */
function comboView(
  item: BookItem<'comboAction'>,
  sold: Sold,
  catalog: Catalog,
  till: Till,
  scale: number,
): KioskComboView[] {
  const groups = item.body.groups.map(({ id, name, products }) => ({
    id,
    name,
    products: products
      .filter(({ productId, sizeId }) => isSoldIn(sold, productId, sizeId))
      .map(({ productId, sizeId, forbiddenModifierIds }) => ({
        ...{ productId, forbidden: forbiddenModifierIds },
        sizeId: sizeId ?? usualSizeOf(sold, productId),
      })),
  }))
  const selection = groups.flatMap(({ id, products }) =>
    products.slice(0, 1).map((first) => ({ ...first, groupId: id, modifiers: [] })),
  )
  const { price, incorrectlyFilledGroups } = comboPrice(item.body, selection, catalog, till.organizationId)
  if (incorrectlyFilledGroups.length > 0) return []
  return [{ ...named(item), price: moneyToJson(price, scale), groups }]
}

const isSoldIn = (sold: Sold, productId: string, sizeId: string | null): boolean => {
  const product = sold.get(productId)
  return !!product && (sizeId === null || product.sizes.some(({ id }) => id === sizeId))
}

const usualSizeOf = (sold: Sold, productId: string): string | null => {
  const sizes = sold.get(productId)?.sizes ?? []
  return (sizes.find(({ isDefault }) => isDefault) ?? sizes[0])?.id ?? null
}

const zoneOf = (catalog: Catalog, till: Till) =>
  catalog.living('terminalGroup', till.terminalGroupId)?.body.timeZone ??
  catalog.living('organization', till.organizationId)?.body.timeZone ??
  'UTC'

/** An order that the till has taken: what the guest pays, and the number they wait for. */
export async function kioskOrderView(
  app: App,
  till: Till,
  order: TableOrder,
  scale: number,
): Promise<KioskOrderView> {
  const { board } = boardOf(await app.catalog(till.tenantId), till, null)
  const { cost, sum } = orderTotals(order)
  return {
    orderId: order.id,
    label: queueLabel(order, board),
    number: order.number,
    sum: moneyToJson(sum, scale),
    discount: moneyToJson(cost - sum, scale),
  }
}

const named = (item: { id: string; body: { name: string; nameEn?: string } }): NamedView => ({
  id: item.id,
  name: item.body.name,
  nameEn: item.body.nameEn ?? null,
})
