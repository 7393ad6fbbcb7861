import { useState } from 'react'
import { Button } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { fromMinor, toMinor } from '../../../kit/format.ts'
import { NumberPad } from '../../../kit/pads.tsx'
import { useBoard, useFormat, useTill } from '../../../kit/till-context.tsx'
import type { Shift } from '../../../kit/till-types.ts'
import { columnOf } from '../../model/columns.ts'
import { useConfirmedSend } from '../../model/confirmed-send.tsx'
import { useText } from '../../texts.ts'

type Props = { shift: Shift; onClose: () => void; onDone: () => void }

/** The evening: the cash is counted, and what is missing or too much is said before the shift is closed. */
export function CloseShiftDialog({ shift, onClose, onDone }: Props) {
  const t = useText()
  const format = useFormat()
  const { currency } = useTill().session.till
  const [typed, setTyped] = useState('')
  const { send, isBusy, unreachable, confirmation } = useConfirmedSend()
  const counted = toMinor(Number(typed) || 0, currency)
  const missing = typed === '' ? t('count.needs-sum') : null
  const close = async (): Promise<void> => {
    const countedCash = fromMinor(counted, currency)
    if (!(await send({ kind: 'shift.close', countedCash }, t('shift.done-close')))) return
    onClose()
    onDone()
  }
  return (
    <Dialog
      title={t('count.title', { number: shift.number })}
      size="wide"
      onClose={onClose}
      foot={
        <>
          {missing && <span className="foot-why">{missing}</span>}
          <Button
            look="primary"
            isLarge
            isBusy={isBusy}
            forbidden={unreachable}
            missing={missing}
            onClick={() => void close()}
            data-action="close-shift"
          >
            {t('shift.close')}
          </Button>
        </>
      }
    >
      <div className="two-parts">
        <div className="stack">
          <OpenOrders />
          <p>{t('count.label')}</p>
          <dl>
            <div className="total-line">
              <dt>{t('count.expected')}</dt>
              <dd>{format.money(shift.cashInDrawer)}</dd>
            </div>
            <div className="total-line total-sum">
              <dt>{t('count.found')}</dt>
              <dd>{typed === '' ? '—' : format.money(fromMinor(counted, currency))}</dd>
            </div>
          </dl>
          {typed !== '' && <Difference minor={counted - toMinor(shift.cashInDrawer, currency)} />}
        </div>
        <div className="pay-pad">
          <output className="pay-typed">{format.plainMoney(fromMinor(counted, currency))}</output>
          <NumberPad value={typed} decimals={currency.scale} onChange={setTyped} />
        </div>
      </div>
      {confirmation}
    </Dialog>
  )
}

function Difference({ minor }: { minor: number }) {
  const t = useText()
  const format = useFormat()
  const { currency } = useTill().session.till
  const sum = format.money(fromMinor(Math.abs(minor), currency))
  if (minor === 0) return <p className="count-even">{t('count.even')}</p>
  return (
    <p className="count-off" role="status">
      {t(minor < 0 ? 'count.missing' : 'count.extra', { sum })}
    </p>
  )
}

/** What the next shift will have to close. */
function OpenOrders() {
  const t = useText()
  const { deliveries, tableOrders } = useBoard()
  const open = deliveries.filter((delivery) => columnOf(delivery) !== null).length
  const tables = tableOrders.filter(({ status }) => status === 'New' || status === 'Bill').length
  return (
    <>
      {tables > 0 && <p>{t('count.open-tables', { count: tables })}</p>}
      {open > 0 && <p>{t('shift.open-deliveries', { count: open })}</p>}
    </>
  )
}
