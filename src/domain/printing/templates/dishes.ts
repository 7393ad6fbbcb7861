/** Dishes of an order as guests read them: what each costs, with its modifiers, by guests where they pay apart. */
import type { Money, Quantity } from '../../../kernel/exact.ts'
import { isLiving } from '../../orders/cooking.ts'
import type { ItemModifier, OrderItem, Sale } from '../../orders/order.ts'
import type { OrderGuest } from '../../orders/tables/table-order.ts'
import { type OrderTotals, orderTotals, type PositionTotals } from '../../orders/totals.ts'
import { bold, cell, table } from '../build.ts'
import type { Cell, Column, Content } from '../document.ts'
import { amount, money, namedIn, nameOf, type PaperSetting, say } from './paper-setting.ts'

const columns: Column[] = [
  { formatter: 'split' },
  { isAuto: true, align: 'right', valign: 'bottom' },
  { isAuto: true, align: 'right', valign: 'bottom' },
]

/** A name as it was at the sale, or in the language of the paper. */
export function dishName(setting: PaperSetting, item: { productId: string; name: string }): string {
  const product = setting.language === 'en' ? setting.catalog.find('product', item.productId) : undefined
  return product ? nameOf(setting, product.body) : item.name
}

/** A size as it was called at the sale, or in the language of the paper. */
function sizeName({ language, catalog }: PaperSetting, { id, name }: { id: string; name: string }): string {
  if (language !== 'en') return name
  const sizes = catalog.all('sizeScale').flatMap(({ body }) => body.sizes)
  return sizes.find((size) => size.id === id)?.nameEn ?? name
}

/** Dish, halves and size; halves of one dish are told once. */
export function itemName(setting: PaperSetting, item: OrderItem): string {
  const name =
    item.kind === 'Compound'
      ? [
          ...new Set(
            [item.primary, ...(item.secondary ? [item.secondary] : [])].map((half) =>
              dishName(setting, half),
            ),
          ),
        ].join(' / ')
      : dishName(setting, item)
  return item.size ? `${name} (${sizeName(setting, item.size)})` : name
}

/** Modifiers that somebody chose; those that come with the dish anyway are not told where they say so. */
export const toldModifiers = (item: OrderItem): ItemModifier[] => {
  const halves = item.kind === 'Compound' ? [item.primary, ...(item.secondary ? [item.secondary] : [])] : []
  return [...halves.flatMap(({ modifiers }) => modifiers), ...item.modifiers].filter(
    ({ hideIfDefaultAmount, amount: own, defaultAmount }) => !(hideIfDefaultAmount && own === defaultAmount),
  )
}

/** The table of living dishes with its head; by guests where some of them have dishes of their own. */
export function dishTable(setting: PaperSetting, sale: Sale, guests: readonly OrderGuest[] = []): Content {
  const totals = orderTotals(sale)
  const living = sale.items.flatMap((item, index) => {
    const position = totals.positions[index]
    return isLiving(item) && position ? [{ item, position }] : []
  })
  const ofGuest = (id: string | null): typeof living =>
    living.filter(({ item }) => (item.orderGuestId ?? null) === id)
  const isApart = guests.length > 1 && living.some(({ item }) => item.orderGuestId !== undefined)
  const groups = isApart
    ? [
        ...guests.map((guest) => ({ title: guestTitle(setting, guest), dishes: ofGuest(guest.id) })),
        { title: say(setting, 'common'), dishes: ofGuest(null) },
      ]
    : [{ title: null, dishes: living }]
  const rows = groups.flatMap(({ title, dishes }) =>
    dishes.length === 0
      ? []
      : [
          ...(title === null ? [] : [[guestRow(setting, title, dishes)]]),
          ...dishes.flatMap(({ item, position }) => dishRows(setting, item, position)),
        ],
  )
  return table(columns, [
    headRow(setting),
    [{ kind: 'line', content: [], colspan: null, symbols: '-' }],
    ...rows,
  ])
}

export const headRow = (setting: PaperSetting): Cell[] => [
  cell(say(setting, 'dish')),
  cell(say(setting, 'amount')),
  cell(say(setting, 'sum')),
]

export const guestTitle = (setting: PaperSetting, { name, rank }: OrderGuest): string =>
  name ?? `${say(setting, 'guest')} ${rank}`

function guestRow(
  setting: PaperSetting,
  title: string,
  dishes: readonly { position: PositionTotals }[],
): Cell {
  const sum = dishes.reduce((total, { position }) => total + position.resultSum, 0n)
  return { kind: 'text', content: [bold(`${title}: ${money(setting, sum)}`)], colspan: columns.length }
}

/** The dish, then the modifiers that cost something or were chosen; their costs add up to the position's. */
function dishRows(setting: PaperSetting, item: OrderItem, { parts, cost }: PositionTotals): Cell[][] {
  const told = toldModifiers(item)
  const costOf = (positionId: string): Money =>
    parts.find((part) => part.positionId === positionId)?.cost ?? 0n
  const apart = told.reduce((total, { positionId }) => total + costOf(positionId), 0n)
  return [
    row(setting, itemName(setting, item), item.amount, cost - apart),
    ...told.map((modifier) => {
      const own = costOf(modifier.positionId)
      return [
        cell(`+ ${dishName(setting, modifier)}`),
        cell(modifier.amount === 1000n ? '' : amount(setting, modifier.amount)),
        cell(own === 0n ? '' : money(setting, own)),
      ]
    }),
  ]
}

export const row = (setting: PaperSetting, name: string, quantity: Quantity, sum: Money): Cell[] => [
  cell(name),
  cell(amount(setting, quantity)),
  cell(money(setting, sum)),
]

/** Discounts and surcharges with their sums, and what is left. */
export function sumLines(
  setting: PaperSetting,
  sale: Sale,
  totals: Pick<OrderTotals, 'cost' | 'sum' | 'discountSums'> = orderTotals(sale),
): [label: string, sum: Money][] {
  const discounts = sale.discounts.flatMap(({ type }, index): [string, Money][] => {
    const sum = totals.discountSums[index]?.sum ?? 0n
    return sum === 0n ? [] : [[namedIn(setting, 'discountType', type), -sum]]
  })
  return discounts.length === 0 ? [] : [[say(setting, 'subtotal'), totals.cost], ...discounts]
}
