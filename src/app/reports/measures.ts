import { factScale } from '../../domain/reports/facts.ts'
import { billionth } from '../../domain/stock/amounts.ts'
import { divideRounded, printDecimal } from '../../kernel/exact.ts'
import type { ReportType } from '../report-ports.ts'

/** What facts of a group sum to, by the engine's names. */
export type Sums = (name: string) => bigint

/** A measure by iiko's name: of which sums it is made, and how. Null: nothing to divide by. */
export type Measure = { sums: readonly string[]; of(sums: Sums): number | null }

const moneyDigits = 2
const percentDigits = 4
const amountDigits = 3

const decimal = (units: bigint, digits: number): number => Number(printDecimal(units, digits))
const money = (name: string): Measure => ({ sums: [name], of: (sums) => decimal(sums(name), factScale) })
const amount = (name: string): Measure => ({ sums: [name], of: (sums) => decimal(sums(name), amountDigits) })
const count = (name: string): Measure => ({ sums: [name], of: (sums) => Number(sums(name)) })
const billionths = (name: string): Measure => ({ sums: [name], of: (sums) => decimal(sums(name), billionth) })

/** `dividend / divisor`, both whole numbers with so many digits behind their points, rounded to `digits`. */
function quotient(
  dividend: bigint,
  divisor: bigint,
  dividendDigits: number,
  divisorDigits: number,
  digits: number,
): number | null {
  if (divisor === 0n) return null
  const sign = divisor < 0n ? -1n : 1n
  const numerator = dividend * sign * 10n ** BigInt(divisorDigits + digits)
  return decimal(divideRounded(numerator, divisor * sign * 10n ** BigInt(dividendDigits)), digits)
}

const moneyPer = (sum: string, per: string, perDigits: number): Measure => ({
  sums: [sum, per],
  of: (sums) => quotient(sums(sum), sums(per), factScale, perDigits, moneyDigits),
})
const amountPer = (sum: string, sumDigits: number, per: string): Measure => ({
  sums: [sum, per],
  of: (sums) => quotient(sums(sum), sums(per), sumDigits, 0, amountDigits),
})
const share = (part: string, whole: string): Measure => ({
  sums: [part, whole],
  of: (sums) => quotient(sums(part), sums(whole), factScale, factScale, percentDigits),
})
/** A mean time in the whole units of its sum. */
const meanTime = (sum: string, of: string): Measure => ({
  sums: [sum, of],
  of: (sums) => quotient(sums(sum), sums(of), 0, 0, 0),
})

const sales: Readonly<Record<string, Measure>> = {
  DishSumInt: money('cost'),
  'DishSumInt.averagePriceWithVAT': moneyPer('cost', 'amount', amountDigits),
  DishDiscountSumInt: money('result'),
  'DishDiscountSumInt.average': moneyPer('result', 'orders', 0),
  'DishDiscountSumInt.averageWithoutVAT': moneyPer('net', 'orders', 0),
  'DishDiscountSumInt.averageByGuest': moneyPer('result', 'guests', 0),
  'DishDiscountSumInt.averagePrice': moneyPer('net', 'amount', amountDigits),
  'DishDiscountSumInt.averagePriceWithVAT': moneyPer('result', 'amount', amountDigits),
  'DishDiscountSumInt.withoutVAT': money('net'),
  fullSum: money('cost'),
  sumAfterDiscountWithoutVAT: money('result'),
  discountWithoutVAT: money('discount'),
  DiscountSum: money('discount'),
  DiscountPercent: share('discount', 'cost'),
  IncreaseSum: money('increase'),
  IncreasePercent: share('increase', 'cost'),
  'VAT.Sum': money('vat'),
  'VAT.Percent': {
    sums: ['vatBase', 'result'],
    of: (sums) => quotient(sums('vatBase'), sums('result'), 4, 0, percentDigits),
  },
  DishAmountInt: amount('amount'),
  'DishAmountInt.PerOrder': amountPer('amount', amountDigits, 'orders'),
  PayableAmountInt: amount('payable'),
  DishReturnSum: money('returned'),
  'DishReturnSum.withoutVAT': money('returnedNet'),
  // Restaurants here pay no taxes but VAT.
  'LocalTax1.Sum': money('nothing'),
  'LocalTax2.Sum': money('nothing'),
  'LocalTax3.Sum': money('nothing'),
  'LocalTax4.Sum': money('nothing'),
  'LocalTax5.Sum': money('nothing'),
  'Bonus.Sum': money('bonus'),
  'PayTypes.VoucherNum': count('vouchers'),
  'ProductCostBase.ProductCost': money('costOfGoods'),
  'ProductCostBase.OneItem': moneyPer('costOfGoods', 'amount', amountDigits),
  'ProductCostBase.Percent': share('costOfGoods', 'result'),
  'ProductCostBase.PercentWithoutVAT': share('costOfGoods', 'net'),
  'ProductCostBase.Profit': {
    sums: ['result', 'costOfGoods'],
    of: (sums) => decimal(sums('result') - sums('costOfGoods'), factScale),
  },
  'ProductCostBase.MarkUp': {
    sums: ['result', 'costOfGoods'],
    of: (sums) =>
      quotient(
        sums('result') - sums('costOfGoods'),
        sums('costOfGoods'),
        factScale,
        factScale,
        percentDigits,
      ),
  },
  UniqOrderId: count('orders'),
  'UniqOrderId.OrdersCount': count('orders'),
  OrderNum: count('numbers'),
  OrderItems: count('items'),
  GuestNum: count('guests'),
  'GuestNum.Avg': amountPer('guests', 0, 'orders'),
  'ItemSaleEventDiscountType.DiscountAmount': amount('discounted'),
  'ItemSaleEventDiscountType.ComboAmount': {
    sums: ['comboAmount'],
    of: (sums) => Number(divideRounded(sums('comboAmount'), 1000n)),
  },
  'OrderTime.OrderLengthSum': count('orderMinutes'),
  'OrderTime.AverageOrderTime': amountPer('orderMinutes', 0, 'closed'),
  'OrderTime.AveragePrechequeTime': amountPer('billMinutes', 0, 'billed'),
  'Delivery.DelayAvg': amountPer('delay', 0, 'delivered'),
  'Delivery.WayDurationAvg': amountPer('way', 0, 'sent'),
  'Delivery.WayDurationSum': count('way'),
  'Delivery.CookingToSendDuration': meanTime('sendMinutes', 'printedAndSent'),
  'DishServicePrintTime.OpenToLastPrintDuration': meanTime('printMinutes', 'printed'),
  'Cooking.CookingDuration.Avg': meanTime('cookingSeconds', 'cooked'),
  // The kitchen works in one stage.
  'Cooking.Cooking1Duration.Avg': meanTime('cookingSeconds', 'cooked'),
  'Cooking.CookingLateTime.Avg': meanTime('lateSeconds', 'late'),
  'Cooking.GuestWaitTime.Avg': meanTime('waitSeconds', 'waited'),
  'Cooking.ServeTime.Avg': meanTime('serveSeconds', 'served'),
  'Cooking.StartDelayTime.Avg': meanTime('startDelay', 'started'),
  'Cooking.KitchenTime.Avg': meanTime('kitchenSeconds', 'passed'),
}

/** What a row earns or costs, as a share of a revenue. */
const partOf = (income: 'income' | 'totalIncome'): Measure => ({
  sums: ['incoming', 'outgoing', income],
  of: (sums) =>
    quotient(sums('outgoing') - sums('incoming'), sums(income), billionth, billionth, percentDigits),
})

const transactions: Readonly<Record<string, Measure>> = {
  Amount: billionths('amount'),
  'Amount.In': billionths('amountIn'),
  'Amount.Out': billionths('amountOut'),
  'Amount.StoreInOutTyped': billionths('amount'),
  'Contr-Amount': billionths('contrAmount'),
  'Sum.Incoming': billionths('incoming'),
  'Sum.Outgoing': billionths('outgoing'),
  // Income is credited and expense is debited: what earns is positive, what costs is negative.
  'Sum.ResignedSum': {
    sums: ['incoming', 'outgoing'],
    of: (sums) => decimal(sums('outgoing') - sums('incoming'), billionth),
  },
  'Sum.PartOfIncome': partOf('income'),
  'Sum.PartOfTotalIncome': partOf('totalIncome'),
  'StartBalance.Amount': billionths('startAmount'),
  'StartBalance.Money': billionths('startMoney'),
  'FinalBalance.Amount': billionths('finalAmount'),
  'FinalBalance.Money': billionths('finalMoney'),
  'Product.AvgSum': {
    sums: ['incoming', 'outgoing', 'amountIn', 'amountOut'],
    of: (sums) =>
      quotient(
        sums('incoming') + sums('outgoing'),
        sums('amountIn') + sums('amountOut'),
        billionth,
        billionth,
        moneyDigits,
      ),
  },
}

/** Shares of a whole that only the other groups of a report tell: of which sum, and which keys the whole has. */
export const sharesOfTotals: Readonly<Record<string, 'columns' | 'rows'>> = {
  'PercentOfSummary.ByCol': 'columns',
  'PercentOfSummary.ByRow': 'rows',
  'Sum.PartOfSummaryByCol': 'columns',
  'Sum.PartOfSummaryByRow': 'rows',
}
/** The sum whose shares those are. */
export const sharedSum = (type: ReportType): string => (type === 'TRANSACTIONS' ? 'incoming' : 'result')

/** Null: nothing that we know makes it (spec/parity-server.json lists those). */
export const measureOf = (type: ReportType, name: string): Measure | null => {
  const measures = type === 'TRANSACTIONS' ? transactions : sales
  return (Object.hasOwn(measures, name) && measures[name]) || null
}

export const shareOfTotal = (part: bigint, whole: bigint): number | null =>
  quotient(part, whole, 0, 0, percentDigits)
