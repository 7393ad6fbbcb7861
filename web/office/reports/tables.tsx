import type { ReactNode } from 'react'
import { Empty } from '../../kit/controls.tsx'
import { useNamed } from '../../kit/names.ts'
import { useFormat } from '../place.tsx'
import { linkTo } from '../route.ts'
import { useText as useOfficeText } from '../texts.ts'
import type { Balances, Counters, Transactions, Who } from './report-types.ts'
import { useText } from './texts.ts'

type TableProps = {
  name: string
  heads: readonly (readonly [text: string, isNumber: boolean])[]
  children: ReactNode
}

/** Wider than the screen it scrolls by itself; so it must be reachable by keyboard. */
const Table = ({ name, heads, children }: TableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
  <section className="table-frame card" aria-label={name} tabIndex={0}>
    <table className="table">
      <thead>
        <tr>
          {heads.map(([text, isNumber]) => (
            <th key={text} scope="col" className={isNumber ? 'number' : undefined}>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      {children}
    </table>
  </section>
)

function GuestCell({ who }: { who: Who }) {
  const t = useOfficeText()
  const format = useFormat()
  return (
    <th scope="row">
      <a className="guest-link" href={linkTo('guests', who.guestId)}>
        {who.name ?? t('office.guest-nameless')}
      </a>
      <span className="quiet guest-contact">{who.phone ? format.phone(who.phone) : who.card}</span>
    </th>
  )
}

/** How many rows are left out, if any. */
function Left({
  text,
  shown,
  count,
}: {
  text: 'reports.latest' | 'reports.first'
  shown: number
  count: number
}) {
  const t = useText()
  return shown < count ? <p className="note">{t(text, { shown, count })}</p> : null
}

export function TransactionsTable({ report }: { report: Transactions }) {
  const t = useText()
  const office = useOfficeText()
  const name = useNamed()
  const format = useFormat()
  if (report.count === 0) return <Empty title={t('reports.empty')} />
  return (
    <>
      <Table
        name={t('reports.total')}
        heads={[
          [t('reports.kind'), false],
          [t('reports.count'), true],
          [t('reports.sum'), true],
        ]}
      >
        <tbody>
          {report.totals.map(({ kind, count, sum }) => (
            <tr key={kind} data-total={kind}>
              <th scope="row">{office(`line.${kind}`)}</th>
              <td className="number">{count}</td>
              <td className="number">{Number(sum) === 0 ? '—' : format.change(sum)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Left text="reports.latest" shown={report.rows.length} count={report.count} />
      <Table
        name={t('reports.transactions')}
        heads={[
          [t('reports.guest'), false],
          [t('reports.when'), false],
          [t('reports.what'), false],
          [t('reports.sum'), true],
          [t('reports.balance-after'), true],
        ]}
      >
        <tbody>
          {report.rows.map((row) => (
            <tr key={row.id}>
              <GuestCell who={row} />
              <td>{format.moment(row.at)}</td>
              <td>
                {office(`line.${row.kind}`)}
                <span className="quiet guest-contact">
                  {[
                    row.orderNumber !== null && office('line.order', { number: row.orderNumber }),
                    row.campaign && name(row.campaign),
                    row.comment,
                    row.who,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </td>
              <td className="number">{row.sum === null ? '—' : format.change(row.sum)}</td>
              <td className="number">{row.balanceAfter === null ? '—' : format.money(row.balanceAfter)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}

export function BalancesTable({ report }: { report: Balances }) {
  const t = useText()
  const format = useFormat()
  if (report.count === 0) return <Empty title={t('reports.empty')} />
  const { totals } = report
  return (
    <>
      <Left text="reports.first" shown={report.rows.length} count={report.count} />
      <Table
        name={t('reports.balances')}
        heads={[
          [t('reports.guest'), false],
          [t('reports.start'), true],
          [t('reports.refilled'), true],
          [t('reports.spent'), true],
          [t('reports.end'), true],
          [t('reports.paid-orders'), true],
        ]}
      >
        <tbody>
          <tr className="table-total" data-total="all">
            <th scope="row">{t('reports.total')}</th>
            <td className="number">{format.money(totals.start)}</td>
            <td className="number">{format.money(totals.refilled)}</td>
            <td className="number">{format.money(totals.spent)}</td>
            <td className="number">{format.money(totals.end)}</td>
            <td />
          </tr>
          {report.rows.map((row) => (
            <tr key={row.guestId}>
              <GuestCell who={row} />
              <td className="number">{format.money(row.start)}</td>
              <td className="number">{format.money(row.refilled)}</td>
              <td className="number">{format.money(row.spent)}</td>
              <td className="number">{format.money(row.end)}</td>
              <td className="number">{row.paidOrders}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}

export function CountersTable({ report }: { report: Counters }) {
  const t = useText()
  const format = useFormat()
  if (report.count === 0) return <Empty title={t('reports.empty')} />
  return (
    <>
      <Left text="reports.first" shown={report.rows.length} count={report.count} />
      <Table
        name={t('reports.counters')}
        heads={[
          [t('reports.guest'), false],
          [t('reports.orders'), true],
          [t('reports.sum'), true],
          [t('reports.last'), false],
        ]}
      >
        <tbody>
          <tr className="table-total" data-total="all">
            <th scope="row">{t('reports.total')}</th>
            <td className="number">{report.totals.orders}</td>
            <td className="number">{format.money(report.totals.sum)}</td>
            <td />
          </tr>
          {report.rows.map((row) => (
            <tr key={row.guestId}>
              <GuestCell who={row} />
              <td className="number">{row.orders}</td>
              <td className="number">{format.money(row.sum)}</td>
              <td>{format.moment(row.lastAt)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}
