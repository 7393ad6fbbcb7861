/** Printers of the till, and what is printed on them (front-api §2.15.1). Documents are receipt markup (§2.15.2). */
import { bold, large, line, np, pair, pulse } from '../../../domain/printing/build.ts'
import { layOut } from '../../../domain/printing/lay-out.ts'
import type { Paper } from '../../../domain/printing/paper.ts'
import {
  kitchenPrinterFor,
  type PrinterItem,
  printerFor,
  printersOfTill,
} from '../../../domain/printing/printers-of.ts'
import { readMarkup } from '../../../domain/printing/read-markup.ts'
import { writeMarkup } from '../../../domain/printing/write-markup.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { Refusal } from '../../../kernel/refusals.ts'
import { documentOf, type Sheet } from '../../till/printing/paper-document.ts'
import { printPaper } from '../../till/printing/print-again.ts'
import { presentShift } from '../../till/receipts.ts'
import { actorOf } from '../edit/submit.ts'
import { FrontException, notFound } from '../exceptions.ts'
import type { FrontOperation } from '../front-operation.ts'
import { terminalOf } from '../model/organisation.ts'
import { driverParametersOf, printerQueueOf, printingDeviceOf } from '../model/printing.ts'
import { salesWith } from '../read-sales.ts'
import { refusedBy } from '../refused.ts'
import { runOne } from '../run-one.ts'
import { type Asking, directory, operation } from './define.ts'
import { hostGroup } from './organisation.ts'

const markupMax = 100_000
/** Characters in a line where no printer says another number. */
const usualWidth = 42

const printers = ({ door: { till }, place }: Asking): PrinterItem[] =>
  printersOfTill(place.catalog, till.organizationId, till.terminalGroupId)

function printerNamed(asking: Asking, field = 'printer'): PrinterItem {
  const id = asking.args.id(field)
  const found = printers(asking).find((one) => one.id === id)
  if (!found) throw notFound('PrintingDeviceInfo', id)
  return found
}

const queueFor = (asking: Asking, duty: 'bill' | 'receipt' | 'report') => {
  const found = printerFor(printers(asking), duty, asking.args.optionalId('section'))
  return found ? printerQueueOf(found) : undefined
}

/** The printer of all stations, or of the first that has one: a till's dishes go to the printers of their stations. */
function dishQueue(asking: Asking) {
  const all = printers(asking)
  const found = kitchenPrinterFor(all, '') ?? all.find(({ body }) => body.duties.includes('kitchen')) ?? null
  return found ? printerQueueOf(found) : undefined
}

/** Receipt markup; what is none is refused naming what is wrong in it. */
function markupNamed({ args }: Asking, field: string): string {
  const markup = args.text(field, markupMax)
  try {
    readMarkup(markup)
    return markup
  } catch (error) {
    if (error instanceof Refusal) throw refusedBy(error.note)
    throw error
  }
}

/** Prints now; true once it is on paper. What the printer did not take waits for it, as any paper of the till. */
async function printNow(
  { door, caller }: Asking,
  paper: Paper,
  { printerId, orderId = null }: { printerId: Uuid | null; orderId?: Uuid | null },
): Promise<boolean> {
  const { app, till } = door
  const id = app.random.uuid()
  const asked = { id, by: actorOf(caller) }
  try {
    await printPaper(app, till, asked, { paper, orderId, printerId, isCopy: paper.kind === 'receipt' })
  } catch (error) {
    if (error instanceof Refusal) throw refusedBy(error.note)
    throw error
  }
  door.printing?.look()
  await door.printing?.settle()
  const job = await app.storage.now.printJobs.find(till.tenantId, till.terminalGroupId, id)
  return job?.state === 'printed'
}

const printDocument = (asking: Asking, printerId: Uuid | null): Promise<boolean> =>
  printNow(asking, { kind: 'document', markup: markupNamed(asking, 'document') }, { printerId })

/** A paper of the till as markup, as a printer would have it. */
async function markupOf(asking: Asking, paper: Paper, orderId: Uuid | null): Promise<string> {
  const { app, till } = asking.door
  const [printer] = printers(asking).filter(({ body }) => body.duties.includes('receipt'))
  const subject = { paper, orderId, entry: null, isCopy: false, madeAt: app.clock.now() }
  try {
    return writeMarkup(await documentOf(app, till, subject, printer ?? plainSheet(till.terminalGroupId)))
  } catch (error) {
    if (error instanceof Refusal) throw notFound(orderId ? 'Order' : 'CafeSession', orderId)
    throw error
  }
}

const plainSheet = (id: Uuid): Sheet => ({
  id,
  body: {
    ...{ name: '', nameEn: '', width: usualWidth, language: 'ru', opensDrawer: false },
    ...{ header: '', footer: '' },
  },
})

/** Lines of text as they stand on paper of that width. */
const linesOf = (markup: string, width: number): string[] =>
  layOut(readMarkup(markup), width).flatMap((one) =>
    one.kind === 'text' ? [one.spans.map(({ text }) => text).join('')] : [],
  )

/** To Bill if it was New, and the bill's text instead of its paper (front-api §2.6.7). */
async function billOrder(asking: Asking): Promise<string> {
  const { args, door, caller } = asking
  const orderId = args.id('order')
  const width = args.whole('tapeWidth', 16, 255)
  const sale = (await salesWith(door, [orderId])).get(orderId)
  if (!sale) throw notFound('Order', orderId)
  await runOne(door, caller, { kind: `${sale.kind}.printBill`, orderId })
  return linesOf(await markupOf(asking, { kind: 'bill' }, orderId), width).join('\n')
}

/** Only those reports are made at a till; the others are the office's. */
const reportIds = { X_REPORT: 0, Z_REPORT: 1 } as const

async function reportMarkup(asking: Asking): Promise<string> {
  const reportId = asking.args.oneOf('reportId', reportIds)
  const shift = await presentShift(asking.door.app, asking.door.till)
  const isRunning = shift?.closedAt === null
  if (!shift || isRunning !== (reportId === 'X_REPORT')) throw notFound('CafeSession', null)
  return markupOf(asking, { kind: 'shift', shiftId: shift.id }, null)
}

/** A card for the table: it is kept, from when and for whom. */
async function printReserved(asking: Asking): Promise<boolean> {
  const { args, door, place } = asking
  const id = args.id('reserve')
  const { tenantId, organizationId, terminalGroupId } = door.till
  const reserve = (await door.app.storage.now.reserves.load(tenantId, organizationId, [id])).get(id)
  if (reserve?.terminalGroupId !== terminalGroupId) throw notFound('Reserve', id)
  const tables = place.catalog
    .all('restaurantSection')
    .flatMap(({ body }) => body.tables)
    .filter((table) => reserve.tableIds.includes(table.id))
  const zone = place.catalog.find('organization', organizationId)?.body.timeZone ?? 'UTC'
  const at = new Intl.DateTimeFormat('ru', { dateStyle: 'short', timeStyle: 'short', timeZone: zone })
  const content = [
    large(bold('СТОЛ ЗАРЕЗЕРВИРОВАН / RESERVED')),
    np,
    line(),
    ...tables.map(({ number }) => pair('Стол / Table', String(number))),
    pair('С / From', at.format(reserve.estimatedStartTime)),
    pair('Гостей / Guests', String(reserve.guestCount)),
    np,
  ]
  const markup = writeMarkup({ bell: false, content })
  return printNow(asking, { kind: 'document', markup }, { printerId: receiptPrinterId(asking) })
}

const receiptPrinterId = (asking: Asking): Uuid => {
  const found = printerFor(printers(asking), 'receipt', null)
  if (!found) throw new FrontException('DeviceNotStartedException', { entity: 'PrintingDeviceInfo' })
  return found.id
}

export const printingOperations: readonly FrontOperation[] = [
  ...directory({
    entity: 'PrintingDeviceInfo',
    list: 'getPrintingDeviceInfos',
    needs: null,
    all: (asking) => {
      const { id, name } = terminalOf(hostGroup(asking))
      return printers(asking).map((item) => printingDeviceOf(item, { id, name }))
    },
  }),
  operation('tryGetBillPrinter', null, (asking) => queueFor(asking, 'bill')),
  operation('tryGetReceiptChequePrinter', null, (asking) => queueFor(asking, 'receipt')),
  operation('getReportPrinter', null, (asking) => {
    const found = queueFor(asking, 'report') ?? queueFor(asking, 'receipt')
    if (!found) throw notFound('PrinterQueueRef', null)
    return found
  }),
  operation('tryGetDishPrinter', null, dishQueue),
  operation('getPrinterDriverParameters', null, (asking) => driverParametersOf(printerNamed(asking))),
  operation('formatDocumentOnPrintingDevice', null, (asking) => ({
    lines: linesOf(
      markupNamed(asking, 'documentMarkup'),
      printerNamed(asking, 'printingDeviceInfo').body.width,
    ),
  })),
  operation('print', 'printing', (asking) => printDocument(asking, printerNamed(asking).id)),
  operation('printReceiptCheque', 'printing', (asking) => printDocument(asking, receiptPrinterId(asking))),
  operation('openCashDrawer', 'printing', (asking) => {
    const { id, body } = printerNamed(asking)
    if (!body.opensDrawer) asking.args.refuse('printer', 'has no drawer')
    const markup = writeMarkup({ bell: false, content: [pulse] })
    return printNow(asking, { kind: 'document', markup }, { printerId: id })
  }),
  operation('billOrder', 'orders:write', billOrder),
  operation('getReportMarkupById', 'cash:read', reportMarkup),
  operation('getCashMemoMarkup', 'orders:read', (asking) =>
    markupOf(asking, { kind: 'receipt' }, asking.args.id('pastOrder')),
  ),
  operation('printCashMemoCheque', 'printing', (asking) =>
    printNow(
      asking,
      { kind: 'receipt' },
      { printerId: printerNamed(asking).id, orderId: asking.args.id('pastOrder') },
    ),
  ),
  operation('printTableReservedCheque', 'printing', printReserved),
]
