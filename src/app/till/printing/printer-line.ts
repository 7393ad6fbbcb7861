/** The way to the printers of a till (front-api §2.15.1). */
import type { PrinterItem } from '../../../domain/printing/printers-of.ts'

export type PrinterLine = {
  /**
   * Sends bytes of ESC/POS; resolves when the printer has taken them. Refuses `printer.no-paper`, `printer.cover-open`,
   * `printer.no-link` and `printer.failed`, in the name of the printer.
   */
  print(printer: PrinterItem, bytes: Uint8Array): Promise<void>
}
