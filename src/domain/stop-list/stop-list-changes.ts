/** Deeds on a stop list: each gives the new list and the event to journal, or null when nothing changes. */
import type { Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { Catalog } from '../reference/catalog.ts'
import { type StopListCommand, type StopListEvent, type StopListItem, stopListKey } from './stop-list.ts'

/** By `stopListKey`. */
export type StopList = ReadonlyMap<string, StopListItem>
export type ProductAmount = { productId: Uuid; sizeId: Uuid | null; amount: Quantity }
export type StopListChange = { list: StopList; event: StopListEvent }
export type StoppedProduct = ProductAmount & { balance: Quantity }
export type StopListContext = { catalog: Catalog; organizationId: Uuid; now: number }

/** The largest remainder that a till keeps: 999.999 (cloud-api §6.4). */
const balanceMax = 999_999n

/** Stops products or sets their remainders; an entry keeps the moment at which it came onto the list. */
export function putOnStopList(
  ctx: StopListContext,
  list: StopList,
  items: Extract<StopListCommand, { kind: 'stopList.put' }>['items'],
): StopListChange | null {
  const next = new Map(list)
  for (const { productId, sizeId, balance } of items) {
    const product = ctx.catalog.living('product', productId)
    const isForeign = product?.organizationId && product.organizationId !== ctx.organizationId
    if (!product || isForeign) throw refuse('stop-list.product-unknown', { id: productId })
    if (balance < 0n || balance > balanceMax) {
      throw refuse('request.field-invalid', { field: 'balance', message: 'must be within 0 and 999.999' })
    }
    const key = stopListKey(productId, sizeId)
    const dateAdd = list.get(key)?.dateAdd ?? ctx.now
    next.set(key, { productId, sizeId, balance, isCounted: balance > 0n, dateAdd })
  }
  return changed(list, next)
}

/** What is not on the list is passed over, so a repeat does no harm. */
export function removeFromStopList(
  list: StopList,
  items: Extract<StopListCommand, { kind: 'stopList.remove' }>['items'],
): StopListChange | null {
  const next = new Map(list)
  for (const { productId, sizeId } of items) next.delete(stopListKey(productId, sizeId))
  return changed(list, next)
}

export const clearStopList = (list: StopList): StopListChange | null => changed(list, new Map())

/** Any command of a stop list. */
export function changeStopList(
  ctx: StopListContext,
  list: StopList,
  command: StopListCommand,
): StopListChange | null {
  switch (command.kind) {
    case 'stopList.put':
      return putOnStopList(ctx, list, command.items)
    case 'stopList.remove':
      return removeFromStopList(list, command.items)
    case 'stopList.tell':
      return { list, event: { kind: 'stopList.changed', items: [...list.values()], isFull: true } }
    case 'stopList.clear':
      return clearStopList(list)
  }
}

/** Products that a list speaks of, in any size. Lists never change, so each is looked through once. */
export function productsOf(list: StopList): ReadonlySet<Uuid> {
  let products = productsOfLists.get(list)
  if (!products) {
    products = new Set([...list.values()].map(({ productId }) => productId))
    productsOfLists.set(list, products)
  }
  return products
}
const productsOfLists = new WeakMap<StopList, ReadonlySet<Uuid>>()

/** Ordering a limited product lowers its balance (cloud-api §6.4); null when nothing sold is limited. */
export function afterSale(list: StopList, sold: readonly ProductAmount[]): StopListChange | null {
  const next = new Map(list)
  for (const { productId, sizeId, amount } of sold) {
    for (const key of keysOf(productId, sizeId)) {
      const entry = next.get(key)
      if (!entry || entry.balance <= 0n) continue
      next.set(key, { ...entry, balance: entry.balance > amount ? entry.balance - amount : 0n })
    }
  }
  return changed(list, next)
}

/** What was ordered and is not sold after all raises the remainders again; a stop by hand stays one. */
export function afterReturn(list: StopList, returned: readonly ProductAmount[]): StopListChange | null {
  const next = new Map(list)
  for (const { productId, sizeId, amount } of returned) {
    for (const key of keysOf(productId, sizeId)) {
      const entry = next.get(key)
      if (!entry?.isCounted) continue
      const raised = entry.balance + amount
      next.set(key, { ...entry, balance: raised < balanceMax ? raised : balanceMax })
    }
  }
  return changed(list, next)
}

/** What of the asked amounts is stopped or more than what is left. A product stopped as a whole stops all its sizes. */
export function rejectedByStopList(list: StopList, asked: readonly ProductAmount[]): StoppedProduct[] {
  const totals = new Map<string, Quantity>()
  for (const { productId, sizeId, amount } of asked) {
    for (const key of keysOf(productId, sizeId)) totals.set(key, (totals.get(key) ?? 0n) + amount)
  }
  return asked.flatMap((item) => {
    if (item.amount <= 0n) return []
    const entry = keysOf(item.productId, item.sizeId)
      .map((key) => list.get(key))
      .find((found) => found && (found.balance <= 0n || (totals.get(entryKey(found)) ?? 0n) > found.balance))
    return entry ? [{ ...item, balance: entry.balance }] : []
  })
}

const entryKey = ({ productId, sizeId }: StopListItem): string => stopListKey(productId, sizeId)

/** Entries that speak about a product of a size: the size's own and the product's. */
const keysOf = (productId: Uuid, sizeId: Uuid | null): string[] =>
  sizeId ? [stopListKey(productId, sizeId), stopListKey(productId, null)] : [stopListKey(productId, null)]

function changed(before: StopList, after: StopList): StopListChange | null {
  const isSame =
    before.size === after.size &&
    [...after].every(([key, { balance, isCounted }]) => {
      const old = before.get(key)
      return old?.balance === balance && old.isCounted === isCounted
    })
  return isSame
    ? null
    : { list: after, event: { kind: 'stopList.changed', items: [...after.values()], isFull: false } }
}
