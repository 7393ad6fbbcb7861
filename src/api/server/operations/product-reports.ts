import { productExpense } from '../../../app/reports/product-expense.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { plannedDays } from '../../../domain/reports/income-plan.ts'
import { billionth, type Cost, costOfMoney } from '../../../domain/stock/amounts.ts'
import { type Use, whereUsed } from '../../../domain/stock/where-used.ts'
import { divideRounded } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { fromLocal } from '../../../kernel/local-time.ts'
import { malformed, notFound } from '../errors.ts'
import type { BudgetPlanItem, IngredientEntry } from '../generated/types.ts'
import { dayAfter } from '../olap/periods.ts'
import type { Call, Caller, Handlers } from '../operation.ts'
import { nineDigits } from './documents/decimals.ts'
import { hoursOf, russianDayOf } from './old-reports.ts'
import { clocksOf, departmentOf, itemsOf } from './scope.ts'

const one = 10n ** BigInt(billionth)

/** By its article when that is said, else by its id (server-api §19.2). */
function productOf(
  caller: Caller,
  { product, productArticle }: { product?: Uuid | undefined; productArticle?: string | undefined },
): BookItem<'product'> {
  if (!product && !productArticle)
    throw malformed("Argument for @NotNull parameter 'product' must not be null")
  const found = itemsOf(caller, 'product').find(({ id, isDeleted, body }) =>
    productArticle ? !isDeleted && body.code === productArticle : id === product,
  )
  if (!found) throw notFound('Product', productArticle || (product ?? ''))
  return found
}

/** What a unit of each product costs in all stores of a restaurant at the end of a day. */
async function unitCosts(
  { app, caller }: Pick<Call, 'app' | 'caller'>,
  { id, body }: BookItem<'organization'>,
  day: string,
): Promise<(productId: Uuid) => Cost | null> {
  const midnight = fromLocal(dayAfter(day), body.timeZone) ?? 0
  const at = midnight + body.accountingDayStartMinutes * 60_000 - 1
  const stock = await app.storage.now.reports.stockAt({ tenantId: caller.tenantId, organizationId: id, at })
  const lots = new Map<Uuid, { amount: bigint; cost: Cost }>()
  for (const { productId, amount, cost } of stock) {
    if (amount <= 0n) continue
    const before = lots.get(productId)
    lots.set(productId, { amount: amount + (before?.amount ?? 0n), cost: cost + (before?.cost ?? 0n) })
  }
  return (productId) => {
    const lot = lots.get(productId)
    if (lot) return divideRounded(lot.cost * one, lot.amount)
    const estimate = caller.catalog.find('product', productId)?.body.backOffice?.estimatedPurchasePrice
    return estimate ? costOfMoney(estimate, body.currency.scale) : null
  }
}

type Place = { catalog: Catalog; restaurant: BookItem<'organization'>; source: BookItem<'product'> }

function useOnWire({ catalog, restaurant, source }: Place, use: Use, sourceCost: Cost): IngredientEntry {
  const dish = catalog.find('product', use.productId)?.body
  const price = catalog.price(restaurant.id, use.productId, use.sizeId)?.price
  const [amountIn, amountMiddle, amountOut] = [use.amountIn, use.amountMiddle, use.amountOut].map((amount) =>
    nineDigits(amount),
  ) as [string, string, string]
  /** Hundredths of a percent of what there was before. */
  const lost = (before: bigint, after: bigint): string =>
    nineDigits(before === 0n ? 0n : divideRounded((before - after) * 10_000n, before), 2)
  return {
    amountInMainUnit: amountIn,
    amountInMeasureUnit: amountIn,
    amountMiddleMainUnit: amountMiddle,
    amountMiddleMeasureUnit: amountMiddle,
    amountOutMainUnit: amountOut,
    amountOutMeasureUnit: amountOut,
    coldLoss: lost(use.amountIn, use.amountMiddle),
    hotLoss: lost(use.amountMiddle, use.amountOut),
    costNorm: nineDigits(use.cost),
    dishCostNorm: nineDigits(use.dishCost),
    dishSalePrice: price === undefined ? undefined : nineDigits(price, restaurant.body.currency.scale),
    itemId: use.cardId,
    itemParentId: use.parentCardId ?? undefined,
    name: dish?.name ?? '',
    num: dish?.code ?? '',
    product: use.productId,
    productInDishCost: nineDigits(use.cost),
    sourceProductCostNorm: nineDigits(sourceCost),
    treeLevel: use.level,
    unit: source.body.measureUnit,
  }
}

/** Reports on products and plans (server-api §19.2). */
export const productReportHandlers: Handlers = {
  'GET /reports/productExpense': async ({ app, caller, query, signal }) => {
    const asked = {
      tenantId: caller.tenantId,
      restaurants: clocksOf([departmentOf(caller, query.department)]),
      from: query.dateFrom,
      to: query.dateTo,
      signal,
    }
    const nameOf = (id: Uuid): string => caller.catalog.find('product', id)?.body.name ?? ''
    const expense = await productExpense(app, asked, hoursOf(query))
    return expense
      .map(({ day, productId, amount }) => ({ day, productId, productName: nameOf(productId), amount }))
      .sort((a, b) => (a.day === b.day ? a.productName.localeCompare(b.productName) : a.day < b.day ? -1 : 1))
      .map(({ day, amount, ...product }) => ({
        date: russianDayOf(day),
        ...product,
        value: nineDigits(amount),
      }))
  },

  'GET /reports/monthlyIncomePlan': async ({ caller, query }) => {
    const department = departmentOf(caller, query.department)
    return caller.catalog
      .all('incomePlan')
      .filter(({ isDeleted, organizationId }) => !isDeleted && organizationId === department.id)
      .flatMap(({ body }) => plannedDays(body))
      .filter(({ date }) => date >= query.dateFrom && date <= query.dateTo)
      .sort((a, b) => (a.date < b.date ? -1 : 1))
      .map(
        ({ date, sum, valueType }): BudgetPlanItem => ({
          date: russianDayOf(date),
          planValue: nineDigits(sum, department.body.currency.scale),
          valueType,
        }),
      )
  },

  'GET /reports/ingredientEntry': async (call) => {
    const { caller, query } = call
    const restaurant = departmentOf(caller, query.department)
    const source = productOf(caller, query)
    const unitCost = await unitCosts(call, restaurant, query.date)
    const uses = whereUsed(caller.catalog, source.id, {
      organizationId: restaurant.id,
      day: query.date,
      withSubtree: query.includeSubtree,
      unitCost,
    })
    const place = { catalog: caller.catalog, restaurant, source }
    return uses.map((use) => useOnWire(place, use, unitCost(source.id) ?? 0n))
  },
}
