import { useState } from 'react'
import { Button, Empty } from '../../kit/controls.tsx'
import {
  useBoard,
  useBooks,
  useForbidden,
  useFormat,
  useNameOf,
  useNow,
  useSend,
  useTill,
} from '../../kit/till-context.tsx'
import type { Shift } from '../../kit/till-types.ts'
import { useToast } from '../../kit/toast-context.ts'
import { CashDialog } from '../dialogs/shift/cash-dialog.tsx'
import { CloseShiftDialog } from '../dialogs/shift/close-shift-dialog.tsx'
import { ReportDialog } from '../dialogs/shift/report-dialog.tsx'
import { useConfirmedSend } from '../model/confirmed-send.tsx'
import { goTo } from '../model/route.ts'
import { OpenDrawer } from '../printing/open-drawer.tsx'
import { PrintersButton } from '../printing/printers-dialog.tsx'
import { useText } from '../texts.ts'

/** The cash shift of the till: its drawer, reports and receipts, and who is on shift. */
export function ShiftScreen() {
  const t = useText()
  const { shift } = useBoard()
  const [isReading, setReading] = useState(false)
  const forbidden = useForbidden()('shift.report')
  const openReport = (): void => setReading(true)
  return (
    <section className="page" aria-label={t('shift.title')}>
      <header className="page-head">
        <h1 className="page-title">
          {shift ? t('shift.number', { number: shift.number }) : t('shift.title')}
        </h1>
        <div className="shift-tools">
          <PrintersButton />
          <Button icon="receipt" isLarge onClick={() => goTo({ screen: 'receipts', id: null })}>
            {t('receipts.open')}
          </Button>
          <Button
            isLarge
            forbidden={forbidden}
            onClick={openReport}
            aria-haspopup="dialog"
            data-action="report"
          >
            {t(shift ? 'report.open' : 'report.last')}
          </Button>
          {shift ? <CloseShift shift={shift} onDone={openReport} /> : <OpenShift />}
        </div>
      </header>
      <div className="shift">
        {shift ? (
          <div className="shift-side scroll">
            <Drawer shift={shift} />
            <ShiftSums shift={shift} />
          </div>
        ) : (
          <div className="panel">
            <Empty title={t('shift.closed')}>{t('shift.closed-hint')}</Empty>
          </div>
        )}
        <StaffOnShift />
      </div>
      {isReading && <ReportDialog onClose={() => setReading(false)} />}
    </section>
  )
}

/** What has to be in the drawer; cash comes in and goes out here. */
function Drawer({ shift }: { shift: Shift }) {
  const t = useText()
  const format = useFormat()
  const [direction, setDirection] = useState<'in' | 'out' | null>(null)
  return (
    <section className="panel" aria-label={t('drawer.title')}>
      <h2 className="panel-title">{t('drawer.title')}</h2>
      <p className="drawer-sum">{format.money(shift.cashInDrawer)}</p>
      <div className="drawer-tools">
        {(['in', 'out'] as const).map((way) => (
          <Button
            key={way}
            icon={way === 'in' ? 'plus' : 'minus'}
            isLarge
            onClick={() => setDirection(way)}
            aria-haspopup="dialog"
            data-action={`cash-${way}`}
          >
            {t(`drawer.${way}`)}
          </Button>
        ))}
        <OpenDrawer />
      </div>
      {direction && <CashDialog direction={direction} onClose={() => setDirection(null)} />}
    </section>
  )
}

function OpenShift() {
  const t = useText()
  const forbidden = useForbidden()('shift.open')
  const { send, isBusy } = useSend()
  return (
    <Button
      look="primary"
      isLarge
      isBusy={isBusy}
      forbidden={forbidden}
      onClick={() => void send({ kind: 'shift.open' }, t('shift.done-open'))}
    >
      {t('shift.open')}
    </Button>
  )
}

function CloseShift({ shift, onDone }: { shift: Shift; onDone: () => void }) {
  const t = useText()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button isLarge onClick={() => setAsking(true)} aria-haspopup="dialog" data-action="count">
        {t('shift.close')}
      </Button>
      {isAsking && <CloseShiftDialog shift={shift} onClose={() => setAsking(false)} onDone={onDone} />}
    </>
  )
}

function ShiftSums({ shift }: { shift: Shift }) {
  const t = useText()
  const format = useFormat()
  const nameOf = useNameOf()
  const now = useNow(60_000)
  return (
    <div className="panel">
      <dl className="sums">
        <div>
          <dt>{t('shift.revenue')}</dt>
          <dd className="sums-big">{format.money(shift.revenue)}</dd>
        </div>
        <div>
          <dt>{t('shift.orders')}</dt>
          <dd className="sums-big">{shift.closedOrders}</dd>
        </div>
        <div>
          <dt>{t('shift.opened')}</dt>
          <dd>
            {t('shift.opened-by', {
              time: format.moment(shift.openedAt, now),
              name: shift.openedBy ?? t('history.till'),
            })}
          </dd>
        </div>
      </dl>
      <h2 className="panel-title">{t('shift.by-payment')}</h2>
      {shift.byPaymentType.length === 0 && <p className="quiet">{t('shift.no-sales')}</p>}
      <dl>
        {shift.byPaymentType.map(({ name, sum }) => (
          <div className="total-line" key={name}>
            <dt>{nameOf(name)}</dt>
            <dd>{format.money(sum)}</dd>
          </div>
        ))}
        {(['returned', 'payIn', 'payOut', 'collected'] as const)
          .filter((name) => shift[name] > 0)
          .map((name) => (
            <div className="total-line" key={name}>
              <dt>{t(`shift.${name}`)}</dt>
              <dd>{format.money(shift[name])}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}

/** Personal shifts: couriers first, because only those on shift can be sent. */
function StaffOnShift() {
  const t = useText()
  const { couriers, employees } = useBooks()
  const isCourier = new Set(couriers.map(({ id }) => id))
  const { employee } = useTill().session
  const couriersToo = couriers.filter(({ id }) => id !== employee.id)
  const others = employees.filter(({ id }) => !isCourier.has(id) && id !== employee.id)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="panel scroll" tabIndex={0} aria-label={t('shift.staff')}>
      <h2 className="panel-title">{t('shift.staff')}</h2>
      <PersonalShifts people={[employee]} />
      <h2 className="panel-title">{t('shift.couriers')}</h2>
      {couriers.length === 0 && <p className="quiet">{t('courier.nobody')}</p>}
      <PersonalShifts people={couriersToo} />
      <h2 className="panel-title">{t('shift.others')}</h2>
      <PersonalShifts people={others} />
    </section>
  )
}

function PersonalShifts({ people }: { people: readonly { id: string; name: string }[] }) {
  const t = useText()
  const { staffOnShift } = useBoard()
  const { employee } = useTill().session
  const { send, isBusy, unreachable, confirmation } = useConfirmedSend()
  const toast = useToast()
  const turn = (employeeId: string, isOn: boolean): void => {
    const kind = isOn ? ('personalShift.close' as const) : ('personalShift.open' as const)
    if (unreachable) toast(unreachable, { isProblem: true })
    else if (!isBusy) void send({ kind, employeeId }, t(isOn ? 'staff.done-close' : 'staff.done-open'))
  }
  return (
    <>
      <ul className="options">
        {people.map(({ id, name }) => {
          const isOn = staffOnShift.includes(id)
          return (
            <li key={id}>
              <button
                type="button"
                role="switch"
                className="option switch"
                aria-checked={isOn}
                aria-disabled={Boolean(unreachable) || isBusy || undefined}
                title={unreachable ?? undefined}
                data-employee={id}
                onClick={() => turn(id, isOn)}
              >
                {name}
                <span className="option-side">
                  {id === employee.id && `${t('shift.me')} · `}
                  {t(isOn ? 'shift.on' : 'shift.off')}
                </span>
                <span className="switch-track" aria-hidden="true" />
              </button>
            </li>
          )
        })}
      </ul>
      {confirmation}
    </>
  )
}
