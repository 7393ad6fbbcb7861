export type ModifierAmount = {
  amount: number
  defaultAmount: number
  /** It costs something. */
  isPaid: boolean
  hideIfDefaultAmount: boolean
  amountIndependentOfParentAmount: boolean
}

/**
 * How the amount of a modifier is shown to cooks and guests (front-api §5.6): what does not follow its dish as `+2`, what is
 * paid as `×2`, anything else by how far it is from what is usual.
 */
export function modifierAmountText(modifier: ModifierAmount): string {
  const { amount, defaultAmount, isPaid, hideIfDefaultAmount, amountIndependentOfParentAmount } = modifier
  if (amountIndependentOfParentAmount) return `+${amount}`
  const delta = amount - defaultAmount
  if (isPaid || (delta === 0 && !hideIfDefaultAmount)) return `×${amount}`
  if (delta === 0) return ''
  if (delta === 1) return '+'
  if (delta === -1) return '-'
  return delta > 0 ? `+${delta}` : String(delta)
}
