import type { OrderFact, SaleFact } from '../../src/domain/reports/facts.ts'
import type { DemoChain } from '../../src/seed/demo/index.ts'
import type { Chance } from '../support/chance.ts'

type Book = DemoChain['items'][number]['book']

/** Things of the demo chain by their book. */
const idsOf = (chain: DemoChain, book: Book): string[] =>
  chain.items.filter((item) => item.book === book).map(({ id }) => id)

/** Texts that a file of values could trip over. */
const texts = [
  '',
  'без лука',
  'a, b',
  'He said "no"',
  "O'Neil; drop table sale",
  'two\nlines',
  '\\N',
  ' ',
  'NULL',
  '🥟',
]

const pad = (number: number): string => String(number).padStart(2, '0')

/** Orders that no till would make, in all combinations that facts may have. */
export function someFacts(
  chain: DemoChain,
  chance: Chance,
  count: number,
): { order: OrderFact; lines: SaleFact[]; shift: number | null }[] {
  const known = new Map<Book, string[]>()
  /** A thing of a book; sometimes one that the books have lost, or none. */
  const of = (book: Book): string => {
    const ids = known.get(book) ?? [...idsOf(chain, book), chance.uuid()]
    known.set(book, ids)
    return chance.pick(ids)
  }
  const or = <T>(value: T): T | null => (chance.often(0.4) ? null : value)
  const moment = (day: number): string =>
    `2027-0${1 + Math.floor(day / 28)}-${pad(1 + (day % 28))} ${pad(chance.int(24))}:${pad(chance.int(60))}:${pad(chance.int(60))}${chance.often(0.3) ? `.${1 + chance.int(9)}5` : ''}`
  return Array.from({ length: count }, () => {
    const day = chance.int(84)
    const at = (): string => moment(day)
    const kind = chance.pick(['delivery', 'tableOrder', 'banquet'] as const)
    const order: OrderFact = {
      tenantId: chain.tenant.id,
      organizationId: chance.pick(idsOf(chain, 'organization')),
      ...{ day: moment(day).slice(0, 10), id: chance.uuid(), kind, number: chance.int(40) },
      ...{
        isDeleted: chance.often(0.2),
        ...{ returnOfId: null, isBackInStock: null },
        terminalGroupId: of('terminalGroup'),
        sectionId: or(of('restaurantSection')),
      },
      ...{ tableNumber: or(chance.int(9)), orderTypeId: of('orderType') },
      serviceType: chance.pick(['Common', 'DeliveryByCourier', 'DeliveryByClient'] as const),
      ...{
        conceptionId: or(of('conception')),
        priceCategoryId: null,
        guests: 1 + chance.int(8),
        guestId: null,
        guestSince: or('2026-05-01'),
      },
      ...{
        openedAt: at(),
        billAt: or(at()),
        closedAt: or(at()),
        waiterId: or(of('employee')),
        cashierId: or(of('employee')),
      },
      ...{ payTypes: or('Cash, Card'), discountTypes: null, discountTypeIds: null, increaseTypes: null },
      ...{
        increaseTypeIds: null,
        coupon: null,
        couponSeriesId: null,
        waiterTeamId: null,
        ...{ sourceOrderId: or(chance.uuid()), sourceOrderNumber: or(7) },
        externalDataXml: null,
        cityId: or(of('city')),
        regionId: null,
        predictedAt: null,
        comment: or(chance.pick(texts)),
        externalNumber: or('17'),
      },
      ...{
        externalData: null,
        sourceKey: or(chance.pick(['site', 'app'])),
        deliveryZone: or(chance.pick(texts)),
      },
      ...{ courierId: or(of('employee')), operatorId: null, marketingSourceId: or(of('marketingSource')) },
      ...{ cancelCauseId: null, cancelComment: null, isAsap: or(chance.often(0.5)), expectedAt: or(at()) },
      ...{
        confirmedAt: null,
        printedAt: or(at()),
        cookedAt: null,
        packedAt: null,
        sentAt: or(at()),
        deliveredAt: or(at()),
      },
    }
    const lines = Array.from({ length: 1 + chance.int(4) }, (_, line) =>
      Array.from({ length: 1 + chance.int(2) }, (_unused, share): SaleFact => {
        const cost = BigInt(chance.int(9_000_000))
        const [discount, increase] = [BigInt(chance.int(3)) * 1001n, BigInt(chance.int(2)) * 55_555n]
        return {
          ...{
            line,
            share,
            positionId: chance.uuid(),
            productId: of('product'),
            mainProductId: or(of('product')),
          },
          ...{ mainPositionId: null, sizeId: null, categoryId: or(of('productCategory')) },
          ...{ cookingPlaceId: or(of('cookingPlace')), comboId: null, comboGroupId: null },
          payTypeId: or(of('paymentType')),
          ...{
            comboSizeId: null,
            isBonus: chance.often(0.3),
            vouchers: chance.int(2),
            servedAt: or(at()),
            serveNumber: or(2),
            normMinutes: or(20),
          },
          deletion: chance.pick([
            'NOT_DELETED',
            'NOT_DELETED',
            'DELETED_WITH_WRITEOFF',
            'DELETED_WITHOUT_WRITEOFF',
          ]),
          ...{ removalTypeId: or(of('removalType')), deletionComment: null, writeoffUserId: null },
          ...{
            comment: or(chance.pick(texts)),
            discountTypes: or(chance.pick(texts)),
            printedAt: or(at()),
            cookingStartedAt: or(at()),
            cookingCompletedAt: null,
          },
          ...{ amount: BigInt(1 + chance.int(4000)), vatHundredths: chance.pick([0, 1000, 2000]) },
          ...{ cost, discount, increase, result: cost - discount + increase, vat: cost / 6n },
          isVatOnTop: chance.often(0.3),
        }
      }),
    ).flat()
    const shift = or(1 + chance.int(5))
    return chance.often(0.15)
      ? { order: returned(order, chance), lines: lines.map(below), shift }
      : { order, lines, shift }
  })
}

/** A return: a receipt of one moment, without guests and without the way of its order (ADR 25). */
const returned = (order: OrderFact, chance: Chance): OrderFact => ({
  ...order,
  ...{ returnOfId: chance.uuid(), isBackInStock: chance.often(0.5), isDeleted: false, guests: 0 },
  ...{ billAt: null, closedAt: order.openedAt, expectedAt: null, printedAt: null },
  ...{ sentAt: null, deliveredAt: null },
})
const below = (line: SaleFact): SaleFact => ({
  ...line,
  ...{ deletion: 'NOT_DELETED', printedAt: null, cookingStartedAt: null, servedAt: null },
  ...{ amount: -line.amount, cost: -line.cost, discount: -line.discount, increase: -line.increase },
  ...{ result: -line.result, vat: -line.vat, vouchers: -line.vouchers },
})

/** A fact as it lies in the database: a line, and what its order and its shift say. */
export type RawFact = Record<string, unknown> & {
  deletion: string
  order_id: string
  amount: bigint
  cost: bigint
  discount: bigint
  increase: bigint
  result: bigint
  vat: bigint
}

/** Reads every fact there is, without sums and groups. */
export const rawFacts = `
  select o.*, s.shift_id, s.number as shift_number, o.printed_at as order_printed_at, o.comment as order_comment, f.*
  from report_sale f join report_order o on o.id = f.order_id left join report_shift s on s.order_id = f.order_id`
