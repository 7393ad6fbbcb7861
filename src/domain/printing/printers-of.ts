/** Which printer a paper comes out of (front-api §2.15.1). */
import type { Uuid } from '../../kernel/ids.ts'
import type { BookItem, PrinterDuty } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'

export type PrinterItem = BookItem<'printer'>

/** Printers of a till in the order of the book. */
export const printersOfTill = (
  catalog: Catalog,
  organizationId: Uuid,
  terminalGroupId: Uuid,
): PrinterItem[] =>
  catalog
    .of('printer', organizationId)
    .filter(({ isDeleted, body }) => !isDeleted && body.terminalGroupId === terminalGroupId)

/** The one of the hall's own, else the one of all halls; null: the till prints no such paper. */
export function printerFor(
  printers: readonly PrinterItem[],
  duty: Exclude<PrinterDuty, 'kitchen'>,
  sectionId: Uuid | null,
): PrinterItem | null {
  const able = printers.filter(({ body }) => body.duties.includes(duty))
  return (
    able.find(({ body }) => sectionId !== null && body.sectionIds.includes(sectionId)) ??
    able.find(({ body }) => body.sectionIds.length === 0) ??
    null
  )
}

/** The printer of a station, else the one of all stations; null: the station looks at a screen. */
export function kitchenPrinterFor(
  printers: readonly PrinterItem[],
  cookingPlaceId: Uuid,
): PrinterItem | null {
  const able = printers.filter(({ body }) => body.duties.includes('kitchen'))
  return (
    able.find(({ body }) => body.cookingPlaceIds.includes(cookingPlaceId)) ??
    able.find(({ body }) => body.cookingPlaceIds.length === 0) ??
    null
  )
}
