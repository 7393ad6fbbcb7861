import type { PrinterEmulator } from '../app/sandbox/printer-emulator.ts'
import type { PrinterLine } from '../app/till/printing/printer-line.ts'
import { NetworkPrinter } from '../devices/network-printer.ts'

/** The way to each kind of printer; paper on the screen is made by the emulator, in a sandbox and elsewhere. */
export function printerLines(screen: PrinterEmulator): PrinterLine {
  const network = new NetworkPrinter()
  return {
    print: (printer, bytes, onBegin) =>
      (printer.body.kind === 'network' ? network : screen).print(printer, bytes, onBegin),
  }
}
