import type { PrinterItem } from '../../domain/printing/printers-of.ts'
import { readEscPos } from '../../domain/printing/read-esc-pos.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { PrinterLine } from '../till/printing/printer-line.ts'

export const printerStates = ['ready', 'no-paper', 'cover-open', 'no-link'] as const
export type PrinterState = (typeof printerStates)[number]

/** What came out: lines of text, and other deeds in brackets. */
export type PrintedPaper = { at: number; lines: string[] }

const papersMax = 100

/** Printers that are not there: what they are sent comes out where somebody can read it. */
export class PrinterEmulator implements PrinterLine {
  readonly #now: () => number
  readonly #states = new Map<Uuid, PrinterState>()
  readonly #papers = new Map<Uuid, PrintedPaper[]>()

  constructor(now: () => number) {
    this.#now = now
  }

  async print({ id, body }: PrinterItem, bytes: Uint8Array, onBegin: () => void): Promise<void> {
    const state = this.stateOf(id)
    if (state !== 'ready') throw refuse(`printer.${state}`, { printer: body.name })
    onBegin()
    const papers = [...this.papersOf(id), { at: this.#now(), lines: readEscPos(bytes) }]
    this.#papers.set(id, papers.slice(-papersMax))
  }

  stateOf(printerId: Uuid): PrinterState {
    return this.#states.get(printerId) ?? 'ready'
  }

  set(printerId: Uuid, state: PrinterState): void {
    this.#states.set(printerId, state)
  }

  /** The oldest first; at most a hundred are kept. */
  papersOf(printerId: Uuid): readonly PrintedPaper[] {
    return this.#papers.get(printerId) ?? []
  }

  clear(): void {
    this.#states.clear()
    this.#papers.clear()
  }
}
