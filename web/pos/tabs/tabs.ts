/** Bar tabs: orders that are known by a name and not by a table (front-api §2.6.1, `TabName`). */
import type { TableOrder } from '../../kit/till-types.ts'

const isOpen = ({ status }: TableOrder): boolean => status === 'New' || status === 'Bill'

const inLetters = (text: string): string => text.trim().toLocaleLowerCase('ru').replaceAll('ё', 'е')

/** Open tabs whose name or number has what is looked for, by name. */
export function openTabs(orders: readonly TableOrder[], query: string): TableOrder[] {
  const wanted = inLetters(query)
  return orders
    .filter((order) => isOpen(order) && order.tabName !== null)
    .filter(({ tabName, number }) => inLetters(tabName ?? '').includes(wanted) || String(number) === wanted)
    .sort((a, b) => (a.tabName ?? '').localeCompare(b.tabName ?? '', 'ru') || a.number - b.number)
}

/** Names tell tabs apart: an open one of this name already. */
export const tabOf = (orders: readonly TableOrder[], name: string): TableOrder | null =>
  openTabs(orders, '').find(({ tabName }) => inLetters(tabName ?? '') === inLetters(name)) ?? null
