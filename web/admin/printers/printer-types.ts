import type { Named } from '../types.ts'

/** A printer as `/admin/api/printers` tells it. */
export type PrinterDraft = {
  name: string
  nameEn?: string
  terminalGroupId: string
  kind: 'network' | 'preview'
  address: { host: string; port: number } | null
  duties: ('kitchen' | 'bill' | 'receipt' | 'report' | 'delivery' | 'drawer')[]
  cookingPlaceIds: string[]
  sectionIds: string[]
  width: number
  language: 'ru' | 'en'
  opensDrawer: boolean
  header: string
  footer: string
}
export type Printer = PrinterDraft & {
  id: string
  waiting: number
  trouble: { ru: string; en: string } | null
}
export type Printers = {
  printers: Printer[]
  kinds: PrinterDraft['kind'][]
  duties: PrinterDraft['duties']
  tills: Named[]
  cookingPlaces: Named[]
  sections: (Named & { terminalGroupId: string })[]
}
