/** What happens at a till and is to be on paper: each event makes its jobs once, however often it is read (ADR 30). */
import type { OrderEvent } from '../../../domain/orders/events.ts'
import type { Sale } from '../../../domain/orders/order.ts'
import type { TableOrderEvent } from '../../../domain/orders/tables/events.ts'
import type { Paper } from '../../../domain/printing/paper.ts'
import {
  deletedPapers,
  drawersOf,
  kitchenPapers,
  type PaperForPrinter,
  paperFor,
} from '../../../domain/printing/papers-of-event.ts'
import { type PrinterItem, printersOfTill } from '../../../domain/printing/printers-of.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { ReserveEvent } from '../../../domain/reserves/events.ts'
import type { ShiftEvent } from '../../../domain/shifts/shifts.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { derivedId } from '../../derived-id.ts'
import type { App, PrintJob, SequencedEntry, Tx } from '../../ports.ts'
import { soldOrderAt } from '../../reports/sold-order.ts'
import type { Till } from '../till-command.ts'
import { orderOf } from './printed-order.ts'

export const printedKinds = [
  'tableOrder.itemsPrinted',
  'tableOrder.billPrinted',
  'tableOrder.closed',
  'tableOrder.returned',
  'tableOrder.itemsDeleted',
  'tableOrder.deleted',
  'delivery.itemsPrinted',
  'delivery.billPrinted',
  'delivery.closed',
  'delivery.returned',
  'delivery.itemsDeleted',
  'delivery.cancelled',
  'reserve.itemsPrinted',
  'reserve.billPrinted',
  'reserve.paid',
  'reserve.returned',
  'shift.closed',
  'shift.prepaymentCounted',
  'shift.cashMoved',
] as const

type Printed = Extract<
  OrderEvent | TableOrderEvent | ReserveEvent | ShiftEvent,
  { kind: (typeof printedKinds)[number] }
>

/** What is older is of another day: nobody waits for its paper, and whoever wants one prints it again. */
const staleMs = 12 * 3_600_000
/** How long what was printed can be printed again from the list. */
const keptMs = 7 * 24 * 3_600_000

/** A follower's step, in the transaction of the cursor. */
export async function followForPapers(
  app: App,
  tx: Tx,
  till: Till,
  entries: readonly SequencedEntry[],
): Promise<void> {
  const catalog = await app.catalog(till.tenantId)
  const printers = printersOfTill(catalog, till.organizationId, till.terminalGroupId)
  const now = app.clock.now()
  const jobs: PrintJob[] = []
  for (const entry of printers.length === 0 ? [] : entries) {
    if (entry.at < now - staleMs) continue
    for (const one of await papersOf(tx, catalog, printers, entry)) jobs.push(jobOf(entry, one))
  }
  await tx.printJobs.add(till, jobs)
  // A shift that ends is the time to clear away.
  if (entries.some(({ kind }) => kind === 'shift.closed'))
    await tx.printJobs.removeOld(till.tenantId, till.terminalGroupId, now - keptMs)
}

type Asked = PaperForPrinter & { orderId: string | null }

const jobOf = (
  { entryId, origin, seq, at, actor }: SequencedEntry,
  { paper, printer, orderId }: Asked,
): PrintJob => ({
  id: derivedId(`print/${entryId}/${printer.id}/${paper.kind}`),
  printerId: printer.id,
  ...{ paper, orderId, entry: { origin, seq }, isCopy: false, madeAt: at, madeBy: actor },
  ...{ state: 'waiting', attempts: 0, triedAt: null, trouble: null, fiscal: null },
})

async function papersOf(
  tx: Tx,
  catalog: Catalog,
  printers: readonly PrinterItem[],
  entry: SequencedEntry,
): Promise<Asked[]> {
  const event = entry.payload as Printed
  if (isOfHouse(event)) {
    const orderId = event.kind === 'shift.prepaymentCounted' ? event.orderId : null
    const papers = paperFor({ catalog, printers, paper: paperOfHouse(event), sale: null })
    const drawers = movesCash(event) ? drawersOf(printers) : []
    return [...papers, ...drawers].map((one) => ({ ...one, orderId }))
  }
  const sold = await soldOrderAt(tx, entry, entry.entityId)
  if (!sold) return []
  const before = async (): Promise<Sale | null> =>
    (await soldOrderAt(tx, { ...entry, seq: entry.seq - 1n }, entry.entityId))?.order ?? null
  const papers = await ofSale(catalog, printers, event, orderOf(sold), before)
  return papers.map((one) => ({ ...one, orderId: entry.entityId }))
}

type OfHouse = Extract<Printed, { shiftId: Uuid }>
const isOfHouse = (event: Printed): event is OfHouse => event.kind.startsWith('shift.')

/** Cash comes into the drawer, or leaves it. */
const movesCash = (event: OfHouse): boolean =>
  event.kind === 'shift.cashMoved' || (event.kind === 'shift.prepaymentCounted' && event.paid.kind === 'Cash')

function paperOfHouse(event: OfHouse): Paper {
  const { shiftId } = event
  switch (event.kind) {
    case 'shift.closed':
      return { kind: 'shift', shiftId }
    case 'shift.cashMoved':
      return { kind: 'cash', shiftId, movementId: event.movement.id }
    case 'shift.prepaymentCounted': {
      const { paymentId, isReturned } = event
      return { kind: 'prepayment', shiftId, paymentId, isReturned }
    }
  }
}

const takesCash = (sums: readonly { type: { kind: string } }[]): boolean =>
  sums.some(({ type }) => type.kind === 'Cash')

async function ofSale(
  catalog: Catalog,
  printers: readonly PrinterItem[],
  event: Exclude<Printed, OfHouse>,
  after: Sale,
  readBefore: () => Promise<Sale | null>,
): Promise<PaperForPrinter[]> {
  const one = { catalog, printers, sale: after }
  switch (event.kind) {
    case 'tableOrder.itemsPrinted':
    case 'delivery.itemsPrinted':
    case 'reserve.itemsPrinted': {
      const meant = new Set(event.positionIds)
      const before = await readBefore()
      return kitchenPapers(printers, 'kitchen', { before, after }, ({ positionId }) => meant.has(positionId))
    }
    case 'tableOrder.itemsDeleted':
    case 'delivery.itemsDeleted':
    case 'tableOrder.deleted':
    case 'delivery.cancelled':
      return deletedPapers(printers, { before: await readBefore(), after })
    case 'tableOrder.billPrinted':
    case 'reserve.billPrinted':
      return paperFor({ ...one, paper: { kind: 'bill' } })
    case 'delivery.billPrinted':
      return paperFor({ ...one, paper: { kind: 'delivery' } })
    case 'tableOrder.closed':
    case 'delivery.closed':
    case 'reserve.paid':
      return [
        ...paperFor({ ...one, paper: { kind: 'receipt' } }),
        ...(takesCash(after.payments) ? drawersOf(printers) : []),
      ]
    case 'tableOrder.returned':
    case 'delivery.returned':
    case 'reserve.returned':
      return [
        ...paperFor({ ...one, paper: { kind: 'return', returnId: event.returned.id } }),
        ...(takesCash(event.returned.payments) ? drawersOf(printers) : []),
      ]
  }
}
