import { allocate, divideRounded } from '../../kernel/exact.ts'

/**
 * Spreads the sums of lines over the ways in which they were paid, so that each line keeps its sum and each way of
 * payment gets exactly what was paid by it: reports by dishes and by payment types then agree to the last kopeck. What
 * was paid need not be what the lines cost; only its proportions count. A part may be off its proportion by a unit.
 */
export function shareSums(lines: readonly bigint[], paid: readonly bigint[]): bigint[][] {
  if (paid.length < 2) return lines.map((sum) => [sum])
  const total = lines.reduce((sum, line) => sum + line, 0n)
  if (total <= 0n) return lines.map((line) => allocate(line, paid))
  const shares = allocate(total, paid)
  const upTo = (lineSum: bigint, shareSum: bigint): bigint => divideRounded(lineSum * shareSum, total)
  let before = 0n
  return lines.map((line) => {
    const after = before + line
    let shareBefore = 0n
    const parts = shares.map((share) => {
      const shareAfter = shareBefore + share
      const part =
        upTo(after, shareAfter) -
        upTo(before, shareAfter) -
        upTo(after, shareBefore) +
        upTo(before, shareBefore)
      shareBefore = shareAfter
      return part
    })
    before = after
    return parts
  })
}
