/**
 * Reports once more, slowly and in other words: every fact is looked at for every group. Shares nothing with the engines
 * nor with what makes measures of their sums.
 */
import type { DemoChain } from '../../src/seed/demo/index.ts'
import type { RawFact } from './olap-facts.ts'

export type Cell = string | number | null
type Reader = (fact: RawFact) => Cell

const weekdays = ['Понедельник', 'Вторник', 'Среда', 'Четверг', 'Пятница', 'Суббота', 'Воскресенье']
const months = ['Январь', 'Февраль', 'Март']

const text =
  (column: string): Reader =>
  (fact) =>
    (fact[column] ?? null) as Cell
/** `2027-03-12 12:00:00.5` as the wire has it. */
const moment =
  (column: string): Reader =>
  (fact) =>
    fact[column] === null ? null : String(fact[column]).replace(' ', 'T')
const hour =
  (column: string): Reader =>
  (fact) =>
    fact[column] === null ? null : String(fact[column]).slice(11, 13)
const msOf = (value: unknown): number => Date.parse(`${String(value).replace(' ', 'T')}Z`)
const between = (fact: RawFact, from: string, to: string, unitMs: number): number | null =>
  fact[from] === null || fact[to] === null ? null : Math.floor((msOf(fact[to]) - msOf(fact[from])) / unitMs)
const minutes =
  (from: string, to: string): Reader =>
  (fact) =>
    between(fact, from, to, 60_000)
const dayOf = (fact: RawFact): Date => new Date(`${fact['day']}T00:00:00Z`)
const ofDelivery =
  (read: Reader): Reader =>
  (fact) =>
    fact['kind'] === 'delivery' ? read(fact) : null

/** Readers of columns by iiko's names. */
export function oracleKeys(chain: DemoChain): Record<string, Reader> {
  // A restaurant's id is that of its settings too: things are known by their book.
  const bodies = new Map(
    chain.items.map(({ book, id, body }) => [`${book} ${id}`, body as unknown as Record<string, Cell>]),
  )
  const bodyOf = (book: string, id: unknown): Record<string, Cell> | undefined =>
    bodies.get(`${book} ${String(id)}`)
  const member =
    (column: string, book: string, name = 'name'): Reader =>
    (fact) =>
      bodyOf(book, fact[column])?.[name] ?? null
  const groupOf = (fact: RawFact): Cell => {
    const id = bodyOf('product', fact['product_id'])?.['groupId']
    return bodyOf('productGroup', id)?.['name'] ?? null
  }
  return {
    'OpenDate.Typed': text('day'),
    OpenTime: moment('opened_at'),
    CloseTime: moment('closed_at'),
    HourOpen: hour('opened_at'),
    HourClose: hour('closed_at'),
    DayOfWeekOpen: (fact) => {
      const number = (dayOf(fact).getUTCDay() + 6) % 7
      return `${number + 1}. ${weekdays[number]}`
    },
    Mounth: (fact) => `0${dayOf(fact).getUTCMonth() + 1} (${months[dayOf(fact).getUTCMonth()]})`,
    YearOpen: (fact) => String(dayOf(fact).getUTCFullYear()),
    WeekInMonthOpen: (fact) => String(Math.floor((dayOf(fact).getUTCDate() - 1) / 7) + 1),
    'OrderTime.OrderLength': minutes('opened_at', 'closed_at'),
    Department: member('organization_id', 'organization'),
    'Department.Id': text('organization_id'),
    Conception: member('conception_id', 'conception'),
    RestorauntGroup: member('terminal_group_id', 'terminalGroup'),
    RestaurantSection: member('section_id', 'restaurantSection'),
    TableNum: text('table_number'),
    SessionNum: text('shift_number'),
    CookingPlace: member('cooking_place_id', 'cookingPlace'),
    OrderNum: text('number'),
    'UniqOrderId.Id': text('order_id'),
    OrderType: member('order_type_id', 'orderType'),
    OrderDeleted: (fact) => (fact['is_deleted'] ? 'DELETED' : 'NOT_DELETED'),
    Storned: (fact) => (isReturn(fact) ? 'TRUE' : 'FALSE'),
    OperationType: (fact) =>
      isReturn(fact) ? 'STORNED' : fact['pay_type_id'] === null ? 'NO_PAYMENT' : 'PAYMENT',
    OrderComment: text('order_comment'),
    OriginName: text('source_key'),
    WaiterName: member('waiter_id', 'employee'),
    DishId: text('product_id'),
    DishName: member('product_id', 'product'),
    DishCode: member('product_id', 'product', 'code'),
    DishGroup: groupOf,
    DishCategory: member('category_id', 'productCategory'),
    SoldWithDish: member('main_product_id', 'product'),
    DeletedWithWriteoff: text('deletion'),
    RemovalType: member('removal_type_id', 'removalType'),
    Comment: text('comment'),
    PayTypes: (fact) =>
      fact['pay_type_id'] === null ? '(без оплаты)' : member('pay_type_id', 'paymentType')(fact),
    'PayTypes.GUID': text('pay_type_id'),
    'Delivery.IsDelivery': (fact) =>
      fact['kind'] === 'delivery' ? 'DELIVERY_ORDER' : 'ORDER_WITHOUT_DELIVERY',
    'Delivery.Number': ofDelivery(text('number')),
    'Delivery.ActualTime': moment('delivered_at'),
    'Delivery.Courier': member('courier_id', 'employee'),
    'Delivery.Delay': minutes('expected_at', 'delivered_at'),
    'Delivery.MarketingSource': member('marketing_source_id', 'marketingSource'),
  }
}

type Measure = (facts: readonly RawFact[]) => number | null

const added = (facts: readonly RawFact[], of: (fact: RawFact) => bigint): bigint =>
  facts.reduce((sum, fact) => sum + of(fact), 0n)
const isReturn = (fact: RawFact): boolean => fact['return_of_id'] !== null
/** What comes back is no order more. */
const orders = (facts: readonly RawFact[]): RawFact[] => [
  ...new Map(facts.filter((fact) => !isReturn(fact)).map((fact) => [fact.order_id, fact])).values(),
]
/** Half up, as people round money; both whole. */
function rounded(dividend: bigint, divisor: bigint, digits: number): number | null {
  if (divisor === 0n) return null
  const scaled = dividend * 10n ** BigInt(digits)
  const [size, by] = [scaled < 0n ? -scaled : scaled, divisor < 0n ? -divisor : divisor]
  const whole = (2n * size + by) / (2n * by)
  const sign = scaled < 0n !== divisor < 0n ? -1 : 1
  return (sign * Number(whole)) / 10 ** digits || 0
}
const money =
  (of: (fact: RawFact) => bigint): Measure =>
  (facts) =>
    Number(added(facts, of)) / 10_000
const guests = (facts: readonly RawFact[]): bigint =>
  added(orders(facts), (fact) => BigInt(Number(fact['guests'])))
const perOrder =
  (of: (fact: RawFact) => number | null): Measure =>
  (facts) => {
    const known = orders(facts)
      .map(of)
      .filter((value) => value !== null)
    return rounded(BigInt(known.reduce((sum, value) => sum + value, 0)), BigInt(known.length), 3)
  }

export const oracleMeasures: Record<string, Measure> = {
  DishSumInt: money(({ cost }) => cost),
  DishDiscountSumInt: money(({ result }) => result),
  DiscountSum: money(({ discount }) => discount),
  IncreaseSum: money(({ increase }) => increase),
  'VAT.Sum': money(({ vat }) => vat),
  'DishDiscountSumInt.withoutVAT': money((fact) => fact.result - (fact['is_vat_on_top'] ? 0n : fact.vat)),
  DishAmountInt: (facts) => Number(added(facts, ({ amount }) => amount)) / 1000,
  PayableAmountInt: (facts) =>
    Number(added(facts, ({ amount, deletion }) => (deletion === 'NOT_DELETED' ? amount : 0n))) / 1000,
  UniqOrderId: (facts) => orders(facts).length,
  'UniqOrderId.OrdersCount': (facts) => orders(facts).length,
  OrderNum: (facts) => new Set(facts.map((fact) => fact['number'])).size,
  OrderItems: (facts) => facts.filter((fact) => fact['share'] === 0 && !isReturn(fact)).length,
  GuestNum: (facts) => Number(guests(facts)),
  'GuestNum.Avg': (facts) => rounded(guests(facts), BigInt(orders(facts).length), 3),
  'DishDiscountSumInt.average': (facts) =>
    rounded(
      added(facts, ({ result }) => result),
      BigInt(orders(facts).length) * 10_000n,
      2,
    ),
  'DishDiscountSumInt.averageByGuest': (facts) =>
    rounded(
      added(facts, ({ result }) => result),
      guests(facts) * 10_000n,
      2,
    ),
  'DishAmountInt.PerOrder': (facts) =>
    rounded(
      added(facts, ({ amount }) => amount),
      BigInt(orders(facts).length) * 1000n,
      3,
    ),
  DishReturnSum: money((fact) => (isReturn(fact) ? -fact.result : 0n)),
  DiscountPercent: (facts) =>
    rounded(
      added(facts, ({ discount }) => discount),
      added(facts, ({ cost }) => cost),
      4,
    ),
  'OrderTime.AverageOrderTime': perOrder((fact) => between(fact, 'opened_at', 'closed_at', 60_000)),
  'Delivery.DelayAvg': perOrder((fact) => between(fact, 'expected_at', 'delivered_at', 60_000)),
}

export type Line = { keys: Record<string, Cell>; measures: Record<string, number | null> }

/** The groups of facts by some columns, each with its measures; none where there are no facts. */
export function groupsOf(
  facts: readonly RawFact[],
  keys: Readonly<Record<string, Reader>>,
  names: readonly string[],
  measures: readonly string[],
): Line[] {
  const groups = new Map<string, { keys: Record<string, Cell>; facts: RawFact[] }>()
  for (const fact of facts) {
    const own = Object.fromEntries(names.map((name) => [name, keys[name]?.(fact) ?? null]))
    const place = JSON.stringify(own)
    const group = groups.get(place) ?? { keys: own, facts: [] }
    group.facts.push(fact)
    groups.set(place, group)
  }
  return [...groups.values()].map((group) => ({
    keys: group.keys,
    measures: Object.fromEntries(measures.map((name) => [name, oracleMeasures[name]?.(group.facts) ?? null])),
  }))
}
