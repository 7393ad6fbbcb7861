/** The way to the printers of a till (front-api §2.15.1). */
import type { PrinterItem } from '../../../domain/printing/printers-of.ts'

export type PrinterLine = {
  /**
   * Sends bytes of ESC/POS; resolves when the printer has taken them. Refuses `printer.no-paper`, `printer.cover-open`,
   * `printer.no-link` and `printer.failed`, in the name of the printer. Calls `onBegin` before the first byte leaves: what
   * fails behind it may be on paper all the same.
   */
  print(printer: PrinterItem, bytes: Uint8Array, onBegin: () => void): Promise<void>
}
