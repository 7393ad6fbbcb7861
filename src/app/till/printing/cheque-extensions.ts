import type { Paper } from '../../../domain/printing/paper.ts'
import type { Uuid } from '../../../kernel/ids.ts'

/** What plugins add to a paper for guests, as receipt markup; empty: nothing (front-api §2.15.1). */
export type ChequeExtensions = {
  beforeHeader: string
  afterHeader: string
  beforeFooter: string
  afterFooter: string
}
export const noExtensions: ChequeExtensions = {
  ...{ beforeHeader: '', afterHeader: '', beforeFooter: '', afterFooter: '' },
}

/** Bills and receipts may be added to, those of a return too. */
export type ExtendedPaper = 'bill' | 'receipt'

/** As what a paper is added to; null: it is not for guests. */
export function extendedAs({ kind }: Paper): ExtendedPaper | null {
  if (kind === 'bill' || kind === 'delivery') return 'bill'
  return kind === 'receipt' || kind === 'return' ? 'receipt' : null
}

/** Asks whoever adds to papers. Never rejects. */
export type ExtendCheque = (of: ExtendedPaper, orderId: Uuid) => Promise<ChequeExtensions>
