import { Stepper } from '../../../kit/controls.tsx'
import type { Receipt } from '../../../kit/shift-types.ts'
import { useFormat, useNameOf } from '../../../kit/till-context.tsx'
import { allOf, type Chosen, isEverything } from '../../model/receipts.ts'
import { useText } from '../../texts.ts'

type Props = { receipt: Receipt; chosen: Chosen; onChange: (chosen: Chosen) => void }

/** Everything that is left of a receipt, each with how much of it comes back; what is weighed comes back whole. */
export function ReturnLines({ receipt, chosen, onChange }: Props) {
  const t = useText()
  const format = useFormat()
  const nameOf = useNameOf()
  const isWhole = isEverything(receipt, chosen)
  return (
    <fieldset className="return-lines">
      <legend className="field-label">{t('return.what')}</legend>
      <button
        type="button"
        role="switch"
        className="option switch"
        aria-checked={isWhole}
        onClick={() => onChange(isWhole ? {} : allOf(receipt))}
      >
        {t('return.everything')}
        <span className="switch-track" aria-hidden="true" />
      </button>
      <ul>
        {receipt.left.map(({ positionId, name, amount, isWhole: isCounted }) => {
          const value = chosen[positionId] ?? 0
          const set = (next: number): void => onChange({ ...chosen, [positionId]: next })
          return (
            <li key={positionId} className="labelled-row">
              <span>
                {nameOf(name)}{' '}
                <span className="quiet">{t('return.amount', { amount: format.amount(amount) })}</span>
              </span>
              <Stepper
                label={nameOf(name)}
                value={value}
                min={0}
                max={amount}
                text={format.amount(value)}
                onChange={(next) => set(isCounted ? next : next > value ? amount : 0)}
              />
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}
