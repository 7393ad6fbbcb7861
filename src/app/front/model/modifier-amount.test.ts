import { expect, test } from 'vitest'
import { modifierAmountText } from './modifier-amount.ts'

test.each([
  [{ amount: 2, amountIndependentOfParentAmount: true }, '+2'],
  [{ amount: 2, isPaid: true }, '×2'],
  [{ amount: 2 }, '+'],
  [{ amount: 0 }, '-'],
  [{ amount: 1 }, '×1'],
  [{ amount: 1, hideIfDefaultAmount: true }, ''],
  [{ amount: 4 }, '+3'],
  [{ amount: 1, defaultAmount: 3 }, '-2'],
])('%j is shown as %s', (given, text) => {
  const usual = { defaultAmount: 1, isPaid: false, hideIfDefaultAmount: false }
  expect(modifierAmountText({ ...usual, amountIndependentOfParentAmount: false, ...given })).toBe(text)
})
