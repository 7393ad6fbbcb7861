/** What prints at a till, as whoever watches many tills sees it (issue 5, monitoring). */
import { printersOfTill } from '../../domain/printing/printers-of.ts'
import type { BookItem } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import { registerIdOf } from '../till/register/follow-for-register.ts'
import { type PrinterWork, workByPrinter } from './printers.ts'

/** `printer` null: the fiscal register. */
export type WatchedDevice = PrinterWork & { id: Uuid; printer: BookItem<'printer'>['body'] | null }

/**
 * Printers of a till in the order of the book, then its fiscal register where cheques wait for it. Papers of a till on a
 * node of its own are in its storage: here nothing waits of them.
 */
export async function devicesOfTill(
  app: App,
  tenantId: Uuid,
  catalog: Catalog,
  group: Pick<BookItem<'terminalGroup'>, 'id' | 'organizationId'>,
): Promise<WatchedDevice[]> {
  const work = workByPrinter(await app.storage.now.printJobs.open(tenantId, group.id))
  const registerId = registerIdOf(group.id)
  const register = work.get(registerId)
  const printers = printersOfTill(catalog, group.organizationId ?? '', group.id)
  return [
    ...printers.map(({ id, body }) => ({
      ...{ id, printer: body, waiting: 0, trouble: null },
      ...work.get(id),
    })),
    ...(register ? [{ id: registerId, printer: null, ...register }] : []),
  ]
}
