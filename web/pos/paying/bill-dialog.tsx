import { Dialog } from '../../kit/dialog.tsx'
import { useFormat, useNameOf, useNow, useTill } from '../../kit/till-context.tsx'
import type { Sale } from '../../kit/till-types.ts'
import { usePayText } from './texts.ts'

/** The guest's bill as it is printed. */
export function BillDialog({ sale, onClose }: { sale: Sale; onClose: () => void }) {
  const t = usePayText()
  const format = useFormat()
  const nameOf = useNameOf()
  const now = useNow(60_000)
  const { organizationName } = useTill().session.till
  return (
    <Dialog title={t('bill.title', { number: sale.number })} onClose={onClose}>
      <article className="bill">
        <header>
          <strong>{organizationName}</strong>
          <span>{format.moment(sale.whenBillPrinted ?? now, 0)}</span>
        </header>
        <ul>
          {sale.items
            .filter(({ isDeleted }) => !isDeleted)
            .map((item) => (
              <li className="total-line" key={item.positionId}>
                <span>{`${nameOf(item.name)} × ${format.amount(item.amount)}`}</span>
                <span>{format.plainMoney(item.cost)}</span>
              </li>
            ))}
        </ul>
        <dl>
          {sale.cost !== sale.sum && (
            <div className="total-line">
              <dt>{t('bill.cost')}</dt>
              <dd>{format.plainMoney(sale.cost)}</dd>
            </div>
          )}
          {sale.discounts.map(({ typeId, name, sum }) => (
            <div className="total-line" key={typeId}>
              <dt>{nameOf(name)}</dt>
              <dd>{format.plainMoney(-sum)}</dd>
            </div>
          ))}
          {sale.paid > 0 && (
            <div className="total-line">
              <dt>{t('bill.paid')}</dt>
              <dd>{format.plainMoney(sale.paid)}</dd>
            </div>
          )}
          <div className="total-line total-sum">
            <dt>{t('bill.total')}</dt>
            <dd>{format.money(sale.due)}</dd>
          </div>
        </dl>
        <footer className="quiet">{t('bill.not-fiscal')}</footer>
      </article>
    </Dialog>
  )
}
