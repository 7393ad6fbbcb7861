import { useNamed } from '../kit/names.ts'
import { useFormat } from './place.tsx'
import { useText } from './texts.ts'
import type { Line } from './types.ts'

/** One line of a ledger: what happened, why, and what the wallet had afterwards. */
export function LineRow({ line }: { line: Line }) {
  const t = useText()
  const name = useNamed()
  const format = useFormat()
  const about = [
    line.orderNumber !== null && t('line.order', { number: line.orderNumber }),
    line.orderSum !== null && format.money(line.orderSum),
    line.campaign && name(line.campaign),
    line.coupon,
    line.comment,
    line.who,
  ].filter(Boolean)
  return (
    <li className="ledger-line" data-line={line.kind}>
      <span className="ledger-what">
        <span>{t(`line.${line.kind}`)}</span>
        {about.length > 0 && <span className="quiet">{about.join(' · ')}</span>}
        <span className="quiet">
          {[format.moment(line.at), line.organization && name(line.organization)].filter(Boolean).join(' · ')}
        </span>
      </span>
      {line.sum !== null && (
        <span className="ledger-sum">
          <strong className={line.sum.startsWith('-') ? 'ledger-minus' : 'ledger-plus'}>
            {format.change(line.sum)}
          </strong>
          {line.balanceAfter !== null && (
            <span className="quiet">{t('line.balance', { sum: format.money(line.balanceAfter) })}</span>
          )}
        </span>
      )}
    </li>
  )
}
