/** What an event of the till's journal is to be printed for, and where. */
import type { Uuid } from '../../kernel/ids.ts'
import type { OrderItem, Sale } from '../orders/order.ts'
import type { TableOrder } from '../orders/tables/table-order.ts'
import type { PrinterDuty } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import type { Paper } from './paper.ts'
import { kitchenPrinterFor, type PrinterItem, printerFor } from './printers-of.ts'

export type PaperForPrinter = { paper: Paper; printer: PrinterItem }

/** An order before and after the event that is printed for. */
export type ChangedSale = { before: Sale | null; after: Sale }

/** Hall of the first table of an order; null: it stands in none. */
function sectionOf(catalog: Catalog, sale: Sale & Partial<Pick<TableOrder, 'tableIds'>>): Uuid | null {
  const [tableId] = sale.tableIds ?? []
  const halls = catalog.all('restaurantSection')
  return halls.find(({ body }) => body.tables.some(({ id }) => id === tableId))?.id ?? null
}

/** Tickets of the kitchen for positions, one for each of its printers; services have none. */
export function kitchenPapers(
  printers: readonly PrinterItem[],
  kind: 'kitchen' | 'deletion',
  { before, after }: ChangedSale,
  isMeant: (item: OrderItem) => boolean,
): PaperForPrinter[] {
  const byPrinter = new Map<PrinterItem, Uuid[]>()
  for (const item of after.items) {
    const printer =
      item.cookingPlaceId !== null && isMeant(item) ? kitchenPrinterFor(printers, item.cookingPlaceId) : null
    if (printer) byPrinter.set(printer, [...(byPrinter.get(printer) ?? []), item.positionId])
  }
  const isFirst = !before?.items.some(({ whenPrinted }) => whenPrinted !== null)
  return [...byPrinter].map(([printer, positionIds]) => ({ paper: { kind, positionIds, isFirst }, printer }))
}

/** Of items that the kitchen had and that are deleted now. */
export function deletedPapers(printers: readonly PrinterItem[], sale: ChangedSale): PaperForPrinter[] {
  const living = new Set(
    sale.before?.items.flatMap(({ positionId, deleted }) => (deleted ? [] : [positionId])),
  )
  return kitchenPapers(
    printers,
    'deletion',
    sale,
    ({ positionId, deleted, whenPrinted }) =>
      deleted !== null && whenPrinted !== null && living.has(positionId),
  )
}

type One = { catalog: Catalog; printers: readonly PrinterItem[]; paper: Paper; sale: Sale | null }

const duties: Readonly<
  Record<
    Exclude<Paper['kind'], 'kitchen' | 'deletion' | 'test' | 'fiscal'>,
    readonly Exclude<PrinterDuty, 'kitchen'>[]
  >
> = {
  bill: ['bill'],
  // Where nobody prints bills of deliveries apart, they come where bills come.
  delivery: ['delivery', 'bill'],
  receipt: ['receipt'],
  return: ['receipt'],
  shift: ['report', 'receipt'],
  cash: ['receipt'],
  drawer: ['drawer'],
  prepayment: ['receipt'],
  document: ['receipt'],
}

/** Where a paper for guests or for the house is printed; null: nowhere. */
export function printerOfPaper({ catalog, printers, paper, sale }: One): PrinterItem | null {
  if (paper.kind === 'kitchen' || paper.kind === 'deletion') return null
  if (paper.kind === 'test' || paper.kind === 'fiscal') return null
  const section = sale ? sectionOf(catalog, sale) : null
  for (const duty of duties[paper.kind]) {
    const printer = printerFor(printers, duty, section)
    if (printer) return printer
  }
  return null
}

/** A drawer on a printer opens with the paper of its money; one without a printer is opened beside it. */
export const drawersOf = (printers: readonly PrinterItem[]): PaperForPrinter[] =>
  printers
    .filter(({ body }) => body.duties.includes('drawer'))
    .map((printer) => ({ paper: { kind: 'drawer' }, printer }))

/** Which drawer a person means who opens it by hand: one of its own, else the one on a printer; null: there is none. */
export const drawerByHand = (printers: readonly PrinterItem[]): PrinterItem | null =>
  printers.find(({ body }) => body.duties.includes('drawer')) ??
  printers.find(({ body }) => body.opensDrawer) ??
  null

/** The same as a list, for whoever collects papers. */
export const paperFor = (one: One): PaperForPrinter[] => {
  const printer = printerOfPaper(one)
  return printer ? [{ paper: one.paper, printer }] : []
}
