import { useState } from 'react'
import { Button, Empty } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import {
  useBoard,
  useBooks,
  useForbidden,
  useFormat,
  useNameOf,
  useNow,
  useSend,
} from '../../kit/till-context.tsx'
import type { Shift } from '../../kit/till-types.ts'
import { useToast } from '../../kit/toast-context.ts'
import { columnOf } from '../model/columns.ts'
import { useText } from '../texts.ts'

/** The cash shift of the till, and who is on shift. */
export function ShiftScreen() {
  const t = useText()
  const { shift } = useBoard()
  return (
    <section className="page" aria-label={t('shift.title')}>
      <header className="page-head">
        <h1 className="page-title">
          {shift ? t('shift.number', { number: shift.number }) : t('shift.title')}
        </h1>
        {shift ? <CloseShift shift={shift} /> : <OpenShift />}
      </header>
      <div className="shift">
        {shift ? (
          <ShiftSums shift={shift} />
        ) : (
          <div className="panel">
            <Empty title={t('shift.closed')}>{t('shift.closed-hint')}</Empty>
          </div>
        )}
        <StaffOnShift />
      </div>
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

function CloseShift({ shift }: { shift: Shift }) {
  const t = useText()
  const forbidden = useForbidden()('shift.close')
  const { deliveries } = useBoard()
  const { send, isBusy } = useSend()
  const [isAsking, setAsking] = useState(false)
  const open = deliveries.filter((delivery) => columnOf(delivery) !== null).length
  const close = async (): Promise<void> => {
    if (await send({ kind: 'shift.close' }, t('shift.done-close'))) setAsking(false)
  }
  return (
    <>
      <Button isLarge forbidden={forbidden} onClick={() => setAsking(true)} aria-haspopup="dialog">
        {t('shift.close')}
      </Button>
      {isAsking && (
        <Dialog
          title={t('shift.close-title', { number: shift.number })}
          onClose={() => setAsking(false)}
          foot={
            <>
              <Button onClick={() => setAsking(false)}>{t('kit.back')}</Button>
              <Button look="primary" isLarge isBusy={isBusy} onClick={() => void close()}>
                {t('shift.close')}
              </Button>
            </>
          }
        >
          <div className="stack">
            {open > 0 && <p>{t('shift.open-deliveries', { count: open })}</p>}
            <ShiftSums shift={shift} />
          </div>
        </Dialog>
      )}
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
        {(['payIn', 'payOut', 'collected'] as const)
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
  const others = employees.filter(({ id }) => !isCourier.has(id))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="panel scroll" tabIndex={0} aria-label={t('shift.staff')}>
      <h2 className="panel-title">{t('shift.couriers')}</h2>
      {couriers.length === 0 && <p className="quiet">{t('courier.nobody')}</p>}
      <PersonalShifts people={couriers} />
      <h2 className="panel-title">{t('shift.others')}</h2>
      <PersonalShifts people={others} />
    </section>
  )
}

function PersonalShifts({ people }: { people: readonly { id: string; name: string }[] }) {
  const t = useText()
  const { staffOnShift } = useBoard()
  const forbidden = useForbidden()('deliveries.send')
  const { send, isBusy } = useSend()
  const toast = useToast()
  const turn = (employeeId: string, isOn: boolean): void => {
    const kind = isOn ? ('personalShift.close' as const) : ('personalShift.open' as const)
    if (forbidden) toast(forbidden, { isProblem: true })
    else if (!isBusy) void send({ kind, employeeId })
  }
  return (
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
              aria-disabled={Boolean(forbidden) || isBusy || undefined}
              title={forbidden ?? undefined}
              data-employee={id}
              onClick={() => turn(id, isOn)}
            >
              {name}
              <span className="option-side">{t(isOn ? 'shift.on' : 'shift.off')}</span>
              <span className="switch-track" aria-hidden="true" />
            </button>
          </li>
        )
      })}
    </ul>
  )
}
