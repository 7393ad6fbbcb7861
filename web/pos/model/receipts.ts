import type { Receipt, ReceiptLine } from '../../kit/shift-types.ts'

/** Receipts whose number, table or sum somebody is looking for; `840` finds a sum of 840 and 840.50. */
export function foundReceipts(receipts: readonly ReceiptLine[], text: string): ReceiptLine[] {
  const wanted = text.trim().replace(',', '.')
  if (wanted === '') return [...receipts]
  return receipts.filter(({ number, tables, sum }) => {
    const sumText = String(sum)
    return (
      String(number) === wanted ||
      tables.some((table) => String(table) === wanted) ||
      sumText === wanted ||
      sumText.startsWith(`${wanted}.`)
    )
  })
}

/** Chosen amounts by position. */
export type Chosen = Readonly<Record<string, number>>

/** Everything that is left of it. */
export const allOf = ({ left }: Pick<Receipt, 'left'>): Chosen =>
  Object.fromEntries(left.map(({ positionId, amount }) => [positionId, amount]))

export const isEverything = (receipt: Pick<Receipt, 'left'>, chosen: Chosen): boolean =>
  receipt.left.every(({ positionId, amount }) => chosen[positionId] === amount)

export const linesOf = (chosen: Chosen): { positionId: string; amount: number }[] =>
  Object.entries(chosen).flatMap(([positionId, amount]) => (amount > 0 ? [{ positionId, amount }] : []))

/** What the chosen part is worth, about: the till counts to the kopeck. Minor units. */
export function chosenMinor(
  { left }: Pick<Receipt, 'left'>,
  chosen: Chosen,
  minorOf: (sum: number) => number,
): number {
  return left.reduce((total, { positionId, amount, sum }) => {
    const part = chosen[positionId] ?? 0
    return total + Math.round((minorOf(sum) * part) / amount)
  }, 0)
}
