import { useState } from 'react'
import { Button, Empty } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { useLanguage } from '../../../kit/language.ts'
import type { ShiftReport } from '../../../kit/shift-types.ts'
import { useFormat, useNameOf, useNow, useTill } from '../../../kit/till-context.tsx'
import { useLoaded } from '../../model/loaded.ts'
import { usePrepayText } from '../../prepaying/texts.ts'
import { PaperDialog } from '../../printing/paper-dialog.tsx'
import { usePrintText } from '../../printing/texts.ts'
import { useText } from '../../texts.ts'

type Props = { onClose: () => void }

/** The X report of the running shift, or the Z report of the one that was closed last. */
export function ReportDialog({ onClose }: Props) {
  const t = useText()
  const { api } = useTill()
  const { thing, hasFailed, again } = useLoaded(async () => ({ report: await api.shiftReport() }), 'report')
  const report = thing?.report
  const print = usePrintText()
  const [isOnPaper, setOnPaper] = useState(false)
  const title = report
    ? t(report.kind === 'X' ? 'report.x' : 'report.z', { number: report.number })
    : t('report.open')
  return (
    <Dialog
      title={title}
      size="wide"
      onClose={onClose}
      foot={
        <>
          {report && (
            <Button icon="printer" isLarge onClick={() => setOnPaper(true)} data-action="show-paper">
              {print('print.paper')}
            </Button>
          )}
          <Button isLarge onClick={onClose}>
            {t('kit.close')}
          </Button>
        </>
      }
    >
      {report ? (
        <ReportView report={report} />
      ) : hasFailed ? (
        <Empty title={t('report.failed')}>
          <Button onClick={again}>{t('kit.retry')}</Button>
        </Empty>
      ) : (
        <Empty title={t(thing ? 'report.none' : 'kit.loading')} />
      )}
      {isOnPaper && <PaperDialog title={title} asked={{ kind: 'shift' }} onClose={() => setOnPaper(false)} />}
    </Dialog>
  )
}

type LineProps = { label: string; value: string; isTotal?: boolean; id?: string }
const Line = ({ label, value, isTotal, id }: LineProps) => (
  <div className={isTotal ? 'total-line total-sum' : 'total-line'} data-report={id}>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
)

function ReportView({ report }: { report: ShiftReport }) {
  const t = useText()
  const format = useFormat()
  const now = useNow(60_000)
  const to = report.closedAt === null ? t('report.running') : format.moment(report.closedAt, now)
  return (
    <div className="report">
      <p className="quiet">
        {[
          t('report.period', { from: format.moment(report.openedAt, now), to }),
          report.closedBy ?? report.openedBy,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className="two-parts">
        <ReportSales report={report} />
        <ReportCash report={report} />
      </div>
      <ReportPayments report={report} />
    </div>
  )
}

function ReportSales({ report }: { report: ShiftReport }) {
  const t = useText()
  const format = useFormat()
  const { returns, deletions } = report
  return (
    <section aria-label={t('report.sales')}>
      <h3 className="panel-title">{t('report.sales')}</h3>
      <dl>
        <Line label={t('report.revenue')} value={format.money(report.revenue)} />
        <Line
          id="returns"
          label={t('report.returns', { count: returns.receipts })}
          value={format.money(-returns.sum)}
        />
        <Line id="net" label={t('report.net')} value={format.money(report.net)} isTotal />
        {report.tips.sum > 0 && (
          <Line id="tips" label={t('report.tips')} value={format.money(report.tips.sum)} />
        )}
        <PrepaidLines report={report} />
        <Line label={t('report.discounts')} value={format.money(report.discounts)} />
        <Line
          label={t('report.deletions', { count: deletions.positions })}
          value={format.money(deletions.sum)}
        />
        <Line id="orders" label={t('report.orders')} value={String(report.orders)} />
        <Line label={t('report.guests')} value={String(report.guests)} />
      </dl>
    </section>
  )
}

/** Money of orders that were not over when it was taken. */
function PrepaidLines({ report: { prepayments } }: { report: ShiftReport }) {
  const t = usePrepayText()
  const format = useFormat()
  if (!prepayments) return null
  return (['taken', 'returned', 'settled'] as const)
    .filter((what) => prepayments[what] > 0)
    .map((what) => (
      <Line
        key={what}
        id={`prepaid-${what}`}
        label={`${t('prepay.report')}: ${t(`prepay.report-${what}`).toLowerCase()}`}
        value={format.money(prepayments[what])}
      />
    ))
}

function ReportCash({ report }: { report: ShiftReport }) {
  const t = useText()
  const format = useFormat()
  const isEnglish = useLanguage() === 'en'
  const say = usePrepayText()
  const cash = report.byPaymentType
    .filter(({ kind }) => kind === 'Cash')
    .reduce((total, { net }) => total + net, 0)
  const cashTips = report.tips.byPaymentType
    .filter(({ kind }) => kind === 'Cash')
    .reduce((total, { sum }) => total + sum, 0)
  const cashPrepaid = (report.prepayments?.byPaymentType ?? [])
    .filter(({ kind }) => kind === 'Cash')
    .reduce((total, { taken, returned, settled }) => total + taken - returned - settled, 0)
  return (
    <section aria-label={t('report.cash')}>
      <h3 className="panel-title">{t('report.cash')}</h3>
      <dl>
        <Line label={t('drawer.start')} value={format.money(report.startCash)} />
        <Line label={t('report.sales')} value={format.money(cash)} />
        {cashTips > 0 && <Line id="cash-tips" label={t('report.tips')} value={format.money(cashTips)} />}
        {cashPrepaid !== 0 && (
          <Line id="cash-prepaid" label={say('prepay.report-cash')} value={format.money(cashPrepaid)} />
        )}
        {report.moved.map(({ name, nameEn, type, count, sum }) => (
          <Line
            key={name}
            label={t('report.moved', { name: (isEnglish ? nameEn : null) ?? name, count })}
            value={format.money(type === 'PAYIN' ? sum : -sum)}
          />
        ))}
        <Line id="expected" label={t('report.expected')} value={format.money(report.expectedCash)} isTotal />
        {report.countedCash !== null && (
          <Line id="counted" label={t('report.counted')} value={format.money(report.countedCash)} />
        )}
        {report.difference !== null && (
          <Line id="difference" label={t('report.difference')} value={format.money(report.difference)} />
        )}
      </dl>
    </section>
  )
}

function ReportPayments({ report }: { report: ShiftReport }) {
  const t = useText()
  const format = useFormat()
  const nameOf = useNameOf()
  if (report.byPaymentType.length === 0) return null
  return (
    <table className="report-table">
      <caption className="panel-title">{t('report.payments')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('report.type')}</th>
          <th scope="col">{t('report.sold')}</th>
          <th scope="col">{t('report.returned')}</th>
          <th scope="col">{t('report.total')}</th>
        </tr>
      </thead>
      <tbody>
        {report.byPaymentType.map(({ name, sold, returned, net }) => (
          <tr key={name}>
            <th scope="row">{nameOf(name)}</th>
            <td>{format.money(sold)}</td>
            <td>{format.money(returned)}</td>
            <td>{format.money(net)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
