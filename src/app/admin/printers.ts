/** Printers of tills, as administrators keep them (front-api §2.15.1, ADR 30). */
import { printerProblems } from '../../domain/printing/check-printer.ts'
import type { BookItem, Printer } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { RefusalNote } from '../../kernel/refusals.ts'
import { saveBooks } from '../books/save-books.ts'
import type { App, PrintJob } from '../ports.ts'
import type { AdminScope } from './audit.ts'
import { notFound, refuseProblems } from './problems.ts'

export const printersOfChain = (catalog: Catalog): BookItem<'printer'>[] =>
  catalog
    .all('printer')
    .filter(({ isDeleted }) => !isDeleted)
    .sort((a, b) => a.body.name.localeCompare(b.body.name, 'ru') || (a.id < b.id ? -1 : 1))

/** How a printer stands with its papers; `trouble` null: nothing is the matter, or its till is of another node. */
export type PrinterWork = { waiting: number; trouble: RefusalNote | null }

/** What waits at printers of tills whose papers are in this storage, by printer. */
export async function workOfPrinters(
  app: App,
  tenantId: Uuid,
  catalog: Catalog,
): Promise<Map<Uuid, PrinterWork>> {
  const tills = new Set(printersOfChain(catalog).map(({ body }) => body.terminalGroupId))
  const open = await Promise.all([...tills].map((id) => app.storage.now.printJobs.open(tenantId, id)))
  return workByPrinter(open.flat())
}

/** Of papers that are still to come, the oldest first; the first one that complains says why. */
export function workByPrinter(
  open: readonly Pick<PrintJob, 'printerId' | 'trouble'>[],
): Map<Uuid, PrinterWork> {
  const work = new Map<Uuid, PrinterWork>()
  for (const { printerId, trouble } of open) {
    const before = work.get(printerId) ?? { waiting: 0, trouble: null }
    work.set(printerId, { waiting: before.waiting + 1, trouble: before.trouble ?? trouble })
  }
  return work
}

/** Makes a printer or changes it; what waits comes out of it as it is then. */
export async function savePrinter(app: App, scope: AdminScope, id: Uuid, printer: Printer): Promise<void> {
  const catalog = await app.catalog(scope.tenantId)
  refuseProblems(printerProblems(printer, catalog))
  const organizationId = catalog.living('terminalGroup', printer.terminalGroupId)?.organizationId ?? null
  await keep(app, scope, { id, organizationId, isDeleted: false, body: printer })
}

/** What waits for it is not printed. */
export async function removePrinter(app: App, scope: AdminScope, id: Uuid): Promise<void> {
  const printer = (await app.catalog(scope.tenantId)).living('printer', id)
  if (!printer) throw notFound({ ru: `Принтера ${id} нет`, en: `There is no printer ${id}` })
  await keep(app, scope, { id, organizationId: printer.organizationId, isDeleted: true, body: printer.body })
}

const keep = (
  app: App,
  { tenantId, actor }: AdminScope,
  item: Pick<BookItem<'printer'>, 'id' | 'organizationId' | 'isDeleted' | 'body'>,
): Promise<void> => saveBooks(app, tenantId, [{ ...item, book: 'printer' }], actor)
