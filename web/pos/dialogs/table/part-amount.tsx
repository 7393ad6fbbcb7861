import { useState } from 'react'
import { Stepper } from '../../../kit/controls.tsx'
import type { Item } from '../../../kit/item-types.ts'
import { useFormat } from '../../../kit/till-context.tsx'
import { useText } from '../../texts.ts'

/** Of a single dish of more than one a part may be meant; null: whole dishes. */
export function usePart(items: readonly Item[]) {
  const [only, ...others] = items
  const whole = only && others.length === 0 && !only.comboId && only.amount > 1 ? only.amount : null
  const [amount, setAmount] = useState(whole)
  return { whole, amount, setAmount }
}

/** How much of the dish. */
export function PartAmount({ whole, amount, setAmount }: ReturnType<typeof usePart>) {
  const t = useText()
  const format = useFormat()
  if (whole === null || amount === null) return null
  return (
    <div className="labelled-row">
      <span>{t('table.amount-how-much', { amount: format.amount(whole) })}</span>
      <Stepper
        label={t('table.amount')}
        value={amount}
        min={Math.min(1, amount)}
        max={whole}
        text={format.amount(amount)}
        onChange={(next) => setAmount(Math.min(next, whole))}
      />
    </div>
  )
}
