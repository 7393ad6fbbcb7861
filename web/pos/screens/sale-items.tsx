import type { ReactNode } from 'react'
import { Chip } from '../../kit/controls.tsx'
import type { Item, ItemStatus } from '../../kit/item-types.ts'
import { useFormat, useNameOf } from '../../kit/till-context.tsx'
import type { Sale } from '../../kit/till-types.ts'
import { useText } from '../texts.ts'

type SaleItemsProps = {
  sale: Pick<Sale, 'items' | 'discounts' | 'cost' | 'sum'>
  /** Absent: dishes are looked at and not opened. */
  onOpen?: (item: Item) => void
  children?: React.ReactNode
}

/** What is in an order, with what the kitchen says about each dish, and what it comes to. */
export function SaleItems({ sale, onOpen, children }: SaleItemsProps) {
  const t = useText()
  return (
    <section className="items" aria-label={t('delivery.items')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul className="items-list scroll" tabIndex={0}>
        {sale.items.length === 0 && <li className="column-empty">{t('delivery.no-items')}</li>}
        {sale.items.map((item) => (
          <li key={item.positionId}>
            <ItemRow item={item} onOpen={onOpen && !item.isDeleted ? () => onOpen(item) : null} />
          </li>
        ))}
      </ul>
      <SaleTotals sale={sale} />
      {children}
    </section>
  )
}

/** What a sale comes to, with its discounts. */
export function SaleTotals({ sale }: Pick<SaleItemsProps, 'sale'>) {
  const t = useText()
  const format = useFormat()
  const nameOf = useNameOf()
  return (
    <dl className="totals">
      {sale.discounts.length > 0 && (
        <div className="total-line">
          <dt>{t('delivery.cost')}</dt>
          <dd>{format.money(sale.cost)}</dd>
        </div>
      )}
      {sale.discounts.map((discount, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two discounts of one kind may stand on an order.
        <div className="total-line" key={index}>
          <dt>{nameOf(discount.name)}</dt>
          <dd>{format.money(-discount.sum)}</dd>
        </div>
      ))}
      <div className="total-line total-sum">
        <dt>{t('delivery.total')}</dt>
        <dd>{format.money(sale.sum)}</dd>
      </div>
    </dl>
  )
}

const looks: Record<ItemStatus, 'plain' | 'info' | 'soon' | 'accent'> = {
  Added: 'plain',
  PrintedNotCooking: 'info',
  CookingStarted: 'soon',
  CookingCompleted: 'accent',
  Served: 'accent',
}

type ItemContentProps = {
  item: Item
  /** Beside its name. */
  mark?: ReactNode
  /** Below all. */
  note?: string | null
}

/** What a line of an order says, wherever it stands. */
export function ItemContent({ item, mark, note }: ItemContentProps) {
  const format = useFormat()
  const nameOf = useNameOf()
  return (
    <>
      <span className="item-amount">{format.amount(item.amount)}</span>
      <span className="item-text">
        <span className="item-name">
          {nameOf(item.name)}
          {item.size && <span className="item-size">{` ${nameOf(item.size)}`}</span>}
          {mark}
        </span>
        {item.modifiers.length > 0 && (
          <span className="item-modifiers">
            {item.modifiers
              .map(({ name, amount }) => (amount > 1 ? `${nameOf(name)} × ${amount}` : nameOf(name)))
              .join(', ')}
          </span>
        )}
        {item.comment && <span className="item-comment">{item.comment}</span>}
        {note && <span className="item-modifiers">{note}</span>}
      </span>
      <ItemState item={item} />
      <span className="item-sum">{format.money(item.sum)}</span>
    </>
  )
}

function ItemRow({ item, onOpen }: { item: Item; onOpen: (() => void) | null }) {
  const t = useText()
  const nameOf = useNameOf()
  const content = <ItemContent item={item} />
  if (!onOpen) return <div className={item.isDeleted ? 'item item-deleted' : 'item'}>{content}</div>
  return (
    <button
      type="button"
      className="item"
      aria-haspopup="dialog"
      data-item={item.positionId}
      onClick={onOpen}
    >
      {content}
      <span className="visually-hidden">{t('item.options', { name: nameOf(item.name) })}</span>
    </button>
  )
}

/** What the kitchen says about a dish. */
function ItemState({ item }: { item: Item }) {
  const t = useText()
  if (item.isDeleted) return <Chip look="late">{t('delivery.removed')}</Chip>
  if (item.isUnsent)
    return (
      <Chip look="soon" icon="clock">
        {t('item-status.unsent')}
      </Chip>
    )
  if (item.cookingPlaceId === null) return <Chip>{t('item-status.none')}</Chip>
  return <Chip look={looks[item.status]}>{t(`item-status.${item.status}`)}</Chip>
}
