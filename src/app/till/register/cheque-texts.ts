/** What plugins add to the cheque of a fiscal register: `TextBeforeCheque`, `TextAfterCheque` (front-api §2.16.2). */
import { doc } from '../../../domain/printing/build.ts'
import { layOut } from '../../../domain/printing/lay-out.ts'
import { readPiece } from '../../../domain/printing/read-markup.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { ExtendCheque } from '../printing/cheque-extensions.ts'
import type { ChequeTexts } from './cash-register.ts'

/** The narrowest paper of a register, in characters. */
const width = 32

export const noTexts: ChequeTexts = { textBefore: [], textAfter: [] }

/** Never rejects: whoever adds to a cheque does not keep it from being printed. */
export async function askTexts(extend: ExtendCheque, orderId: Uuid): Promise<ChequeTexts> {
  const { beforeHeader, afterFooter } = await extend('receipt', orderId)
  return { textBefore: linesOf(beforeHeader), textAfter: linesOf(afterFooter) }
}

/** A register prints lines of text; a code is what it says, and what is no text at all is left out. */
function linesOf(markup: string): string[] {
  if (markup === '') return []
  return layOut(doc(readPiece(markup)), width).flatMap((line) => {
    if (line.kind === 'text') return [line.spans.map(({ text }) => text).join('')]
    return line.kind === 'barcode' || line.kind === 'qrcode' ? [line.text] : []
  })
}
