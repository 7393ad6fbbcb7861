import { allocate, divideRounded, type Money, type Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { type LocalDateTime, toLocal } from '../../kernel/local-time.ts'
import { isWrittenOff } from '../orders/changes/removal.ts'
import { isLiving } from '../orders/cooking.ts'
import { linesOf } from '../orders/line-costs.ts'
import type { ItemModifier, OrderItem, Payment, Sale } from '../orders/order.ts'
import { type DiscountTotals, orderTotals, type PartTotals } from '../orders/totals.ts'
import type { Organization, PaymentTypeKind } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import { type DishDeletion, factScale, type SaleFact } from './facts.ts'
import { shareSums } from './share-sums.ts'

/** Something of an order that has a product and a price of its own. */
export type Piece = {
  item: OrderItem
  positionId: Uuid
  productId: Uuid
  isModifier: boolean
  amount: Quantity
  cost: Money
  result: Money
  discountTypes: string | null
}

type PaidWay = { typeId: Uuid; name: string; kind: PaymentTypeKind; sum: Money; count: number }

/** What was paid for an order by each payment type, in the order of its payments. */
export function paidByType({ payments }: { payments: readonly Pick<Payment, 'type' | 'sum'>[] }): PaidWay[] {
  const byType = new Map<Uuid, PaidWay>()
  for (const { type, sum } of payments) {
    const paid = byType.get(type.id)
    if (paid) {
      paid.sum += sum
      paid.count += 1
    } else byType.set(type.id, { typeId: type.id, name: type.name, kind: type.kind, sum, count: 1 })
  }
  return [...byType.values()]
}

/**
 * The lines of an order for reports. Dishes that were deleted are there with what they would have cost and no payment:
 * iiko counts them unless a filter leaves them out (server-api §26.6).
 */
export function saleFacts(sale: Sale, catalog: Catalog, organization: Organization): SaleFact[] {
  return factsOfPieces(piecesOf(sale), paidByType(sale), { sale, catalog, organization })
}

type FactPlace = { sale: Sale; catalog: Catalog; organization: Organization }

/** The lines of what is sold, each in the parts in which it was paid. */
export function factsOfPieces(
  pieces: readonly Piece[],
  paid: readonly PaidWay[],
  { sale, catalog, organization }: FactPlace,
): SaleFact[] {
  const living = pieces.filter(({ item }) => isLiving(item))
  const sums = paid.map(({ sum }) => sum)
  const results = shareSums(
    living.map(({ result }) => result),
    sums,
  )
  const ways: (PaidWay | null)[] = paid.length === 0 ? [null] : [...paid]
  const factOf = factWriter(catalog, sale, organization)
  let index = 0
  return pieces.flatMap((piece, line) => {
    if (!isLiving(piece.item)) {
      const { amount, cost } = piece
      return [factOf(piece, { line, share: 0 }, null, { amount, cost, result: cost, resultBefore: 0n })]
    }
    const resultParts = results[index] ?? []
    const isFirst = index === 0
    index += 1
    const weights = sums.length > 0 ? sums : [1n]
    const amounts = allocate(piece.amount, weights)
    // A discount is spread by itself: what had none has none in any part of it.
    const discounts = allocate(piece.cost - piece.result, weights)
    let resultBefore = 0n
    return ways.map((way, share) => {
      const result = resultParts[share] ?? 0n
      const cost = result + (discounts[share] ?? 0n)
      const fact = factOf(piece, { line, share }, way && { ...way, isFirst }, {
        amount: amounts[share] ?? 0n,
        ...{ cost, result, resultBefore },
      })
      resultBefore += result
      return fact
    })
  })
}

/** `resultBefore`: of the shares of the line before this one. */
type Share = { amount: Quantity; cost: Money; result: Money; resultBefore: Money }

function factWriter(
  catalog: Catalog,
  { organizationId, combos }: Sale,
  { timeZone, currency, pricesVatInclusive }: Organization,
) {
  const unit = 10n ** BigInt(factScale - Math.min(currency.scale, factScale))
  const local = (at: number | null): LocalDateTime | null => (at === null ? null : toLocal(at, timeZone))
  return (
    { item, positionId, productId, isModifier, discountTypes }: Piece,
    place: { line: number; share: number },
    way: (PaidWay & { isFirst: boolean }) | null,
    { amount, cost, result, resultBefore }: Share,
  ): SaleFact => {
    const product = catalog.find('product', productId)?.body
    const sizeId = isModifier ? null : (item.size?.id ?? null)
    const taxId = catalog.taxCategoryId(organizationId, productId, sizeId)
    const percent = catalog.find('taxCategory', taxId)?.body.percentage ?? 0
    const vatHundredths = Math.round(percent * 100)
    const lowered = (cost - result) * unit
    const vatUpTo = (sum: Money): bigint => vatOf(sum * unit, BigInt(vatHundredths), pricesVatInclusive)
    return {
      ...place,
      positionId,
      productId,
      mainProductId: isModifier ? item.productId : null,
      mainPositionId: isModifier ? item.positionId : null,
      sizeId,
      categoryId: isModifier ? (product?.productCategoryId ?? null) : item.productCategoryId,
      cookingPlaceId: isModifier ? (product?.cookingPlaceId ?? null) : item.cookingPlaceId,
      comboId: item.combo?.comboSourceId ?? null,
      comboGroupId: item.combo?.groupId ?? null,
      comboSizeId: combos.find(({ id }) => id === item.combo?.comboId)?.size?.id ?? null,
      payTypeId: way?.typeId ?? null,
      isBonus: way?.kind === 'IikoCard',
      vouchers: way?.isFirst && way.kind === 'Voucher' ? way.count : 0,
      deletion: deletionOf(item, catalog),
      removalTypeId: item.deleted?.removalType?.id ?? null,
      deletionComment: item.deleted?.comment ?? null,
      writeoffUserId: item.deleted?.writeoffUserId ?? null,
      comment: isModifier ? null : item.comment,
      discountTypes,
      printedAt: local(item.whenPrinted),
      cookingStartedAt: local(item.whenCookingStarted),
      cookingCompletedAt: local(item.whenCookingCompleted),
      servedAt: local(item.whenServed ?? null),
      serveNumber: isModifier ? null : (item.course ?? null),
      normMinutes: isModifier ? null : product?.cookingMinutes || null,
      amount,
      vatHundredths,
      cost: cost * unit,
      discount: lowered > 0n ? lowered : 0n,
      increase: lowered < 0n ? -lowered : 0n,
      result: result * unit,
      // Shares of a line have together the VAT of the line.
      vat: vatUpTo(resultBefore + result) - vatUpTo(resultBefore),
      isVatOnTop: !pricesVatInclusive,
    }
  }
}

const vatOf = (sum: bigint, hundredths: bigint, isInside: boolean): bigint =>
  divideRounded(sum * hundredths, isInside ? 10_000n + hundredths : 10_000n)

function deletionOf(item: OrderItem, catalog: Catalog): DishDeletion {
  if (!item.deleted) return 'NOT_DELETED'
  return isWrittenOff(catalog, item, item.deleted) ? 'DELETED_WITH_WRITEOFF' : 'DELETED_WITHOUT_WRITEOFF'
}

/** Everything of an order that has a product and a price of its own. */
export function piecesOf(sale: Sale): Piece[] {
  const { positions, discountSums } = orderTotals(sale)
  const discountTypes = discountNames(sale, discountSums)
  return sale.items.flatMap((item, index) => {
    const parts = isLiving(item) ? (positions[index]?.parts ?? []) : partsAsIfLiving(item)
    const sums = new Map(parts.map((part) => [part.positionId, part]))
    return productsOf(item).map((product) => {
      const part = sums.get(product.positionId)
      return {
        ...{ ...product, item, cost: part?.cost ?? 0n, result: part?.resultSum ?? 0n },
        discountTypes: discountTypes.get(item.positionId) ?? null,
      }
    })
  })
}

/** By position, the names of the discounts and surcharges that touched it, each once. */
function discountNames({ discounts }: Sale, sums: readonly DiscountTotals[]): Map<Uuid, string> {
  const names = new Map<Uuid, Set<string>>()
  for (const [index, { type }] of discounts.entries())
    for (const { positionId } of sums[index]?.positions ?? [])
      names.set(positionId, (names.get(positionId) ?? new Set()).add(type.name))
  return new Map([...names].map(([positionId, own]) => [positionId, [...own].join(', ')]))
}

const partsAsIfLiving = (item: OrderItem): PartTotals[] =>
  linesOf([{ ...item, deleted: null, combo: null }], []).flatMap(({ parts }) =>
    parts.map(({ positionId, cost }) => ({ positionId, cost, resultSum: cost })),
  )

type ProductPiece = Pick<Piece, 'positionId' | 'productId' | 'isModifier' | 'amount'>

function productsOf(item: OrderItem): ProductPiece[] {
  const { positionId, productId, amount } = item
  const modifiers = (of: readonly ItemModifier[]): ProductPiece[] =>
    of.map((modifier) => ({
      positionId: modifier.positionId,
      productId: modifier.productId,
      isModifier: true,
      amount: modifier.amountIndependentOfParentAmount
        ? modifier.amount
        : divideRounded(modifier.amount * amount, 1000n),
    }))
  if (item.kind === 'Product')
    return [{ positionId, productId, isModifier: false, amount }, ...modifiers(item.modifiers)]
  const components = item.secondary ? [item.primary, item.secondary] : [item.primary]
  const amounts = allocate(
    amount,
    components.map(() => 1n),
  )
  return [
    ...components.flatMap((component, index) => [
      {
        positionId: component.positionId,
        productId: component.productId,
        isModifier: false,
        amount: amounts[index] ?? 0n,
      },
      ...modifiers(component.modifiers),
    ]),
    ...modifiers(item.modifiers),
  ]
}
