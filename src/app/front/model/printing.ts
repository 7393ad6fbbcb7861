/** Printers as the front sees them (front-api §2.15.1, §8.13). */
import type { PrinterItem } from '../../../domain/printing/printers-of.ts'
import type { Ref, Versioned } from './values.ts'

/** A printer of the till. `relatedTerminal`: the till itself. */
export type PrintingDeviceInfo = Versioned & {
  readonly friendlyName: string
  readonly relatedTerminal: Ref
}

/** The queue of a printer: a till has one of each. */
export type PrinterQueueRef = Versioned & { readonly checkIsConfigured: boolean }

/** Characters in a line of each font, and what the printer draws. */
export type PrinterDriverParameters = {
  readonly font0Width: number
  readonly font1Width: number
  readonly font2Width: number
  readonly isBarcodeSupported: boolean
  readonly isQrCodeSupported: boolean
}

export const printingDeviceOf = (item: PrinterItem, terminal: Ref): PrintingDeviceInfo => ({
  ...{ id: item.id, revision: Number(item.revision), friendlyName: item.body.name },
  relatedTerminal: terminal,
})

/** A printer that stands in the books is set up. */
export const printerQueueOf = (item: PrinterItem): PrinterQueueRef => ({
  ...{ id: item.id, revision: Number(item.revision), checkIsConfigured: true },
})

/** The tall font is as wide as the small one, the large one twice as wide (front-api §2.15.2). */
export const driverParametersOf = ({ body: { width } }: PrinterItem): PrinterDriverParameters => ({
  ...{ font0Width: width, font1Width: width, font2Width: Math.floor(width / 2) },
  ...{ isBarcodeSupported: true, isQrCodeSupported: true },
})
