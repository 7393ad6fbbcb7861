import { useState } from 'react'
import { Button, IconButton } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { fromMinor, toMinor } from '../../kit/format.ts'
import type { IconName } from '../../kit/icons.tsx'
import { useNamed } from '../../kit/names.ts'
import { NumberPad } from '../../kit/pads.tsx'
import { useBoard, useBooks, useForbidden, useFormat, useSend, useTill } from '../../kit/till-context.tsx'
import type { Command, PaymentType, Permission, Sale } from '../../kit/till-types.ts'
import { useToast } from '../../kit/toast-context.ts'
import {
  likelyCash,
  type PaymentLine,
  type PaymentSheet,
  paymentSheet,
  paymentsOf,
  withPayment,
} from '../model/payment-sheet.ts'
import { useText } from '../texts.ts'

const iconOf = (kind: string): IconName => (kind === 'Cash' ? 'cash' : kind === 'Card' ? 'card' : 'receipt')

type PaymentFormProps = {
  sale: Sale
  permission: Permission
  /** The order is paid now and closed later. */
  isAwaited?: boolean
  command: (payments: { typeId: string; sum: number }[]) => Command
  onClose: () => void
  onDone: () => void
}

/** Takes the money, in one way or in several, whatever it is for. */
export function PaymentForm(props: PaymentFormProps) {
  const { sale, permission, isAwaited = false, command, onClose, onDone } = props
  const t = useText()
  const toast = useToast()
  const format = useFormat()
  const { currency } = useTill().session.till
  const { paymentTypes } = useBooks()
  const [lines, setLines] = useState<PaymentLine[]>([])
  const [typeId, setTypeId] = useState(paymentTypes.find(({ kind }) => kind === 'Cash')?.id ?? null)
  const [typedSum, setTypedSum] = useState('')
  const { send, isBusy } = useSend()
  const sheet = paymentSheet(sale, lines, currency)
  const type = paymentTypes.find(({ id }) => id === typeId) ?? paymentTypes[0]
  const minor = typedSum === '' ? sheet.rest : toMinor(Number(typedSum), currency)
  const add = (sum: number): void => {
    if (!type) return
    setLines(withPayment(lines, type, sum, sheet.rest))
    setTypedSum('')
  }
  const submit = async (): Promise<void> => {
    if (!(await send(command(paymentsOf(lines, currency))))) return
    const done = t(isAwaited ? 'done.paid' : 'done.close')
    const { change } = sheet
    const back = change > 0 && t('done.change', { sum: format.money(fromMinor(change, currency)) })
    toast([done, back].filter(Boolean).join('. '))
    onClose()
    onDone()
  }
  const foot = { sheet, permission, isAwaited, isBusy, onPress: () => void submit() }
  return (
    <Dialog
      title={t('pay.title', { number: sale.number })}
      size="wide"
      onClose={onClose}
      foot={<PayButton {...foot} />}
    >
      <div className="pay">
        <section className="pay-types" aria-label={t('pay.how')}>
          {paymentTypes.map((each) => (
            <TypeButton
              key={each.id}
              type={each}
              isChosen={each.id === type?.id}
              isOff={!each.isCombinable && lines.some((line) => line.type.id !== each.id)}
              onChoose={() => setTypeId(each.id)}
            />
          ))}
        </section>
        <section className="pay-pad" aria-label={t('pay.quick')}>
          <output className="pay-typed">{format.plainMoney(fromMinor(minor, currency))}</output>
          {type?.kind === 'Cash' && <LikelySums rest={sheet.rest} onChoose={add} />}
          <NumberPad
            value={typedSum}
            decimals={currency.scale}
            onChange={setTypedSum}
            onEnter={() => add(minor)}
          />
          <Button
            isLarge
            missing={sheet.isComplete || minor <= 0 ? t('pay.nothing-due') : null}
            onClick={() => add(minor)}
            data-action="take"
          >
            {t('pay.take', { sum: format.money(fromMinor(minor, currency)) })}
          </Button>
        </section>
        <Sheet
          sheet={sheet}
          lines={lines}
          onRemove={(line) => setLines(lines.filter((each) => each !== line))}
        />
      </div>
    </Dialog>
  )
}

type TypeButtonProps = { type: PaymentType; isChosen: boolean; isOff: boolean; onChoose: () => void }

function TypeButton({ type, isChosen, isOff, onChoose }: TypeButtonProps) {
  const t = useText()
  const named = useNamed()
  return (
    <Button
      icon={iconOf(type.kind)}
      className="pay-type"
      aria-pressed={isChosen}
      missing={isOff ? t('pay.alone') : null}
      onClick={onChoose}
    >
      {named(type)}
    </Button>
  )
}

function LikelySums({ rest, onChoose }: { rest: number; onChoose: (minor: number) => void }) {
  const t = useText()
  const format = useFormat()
  const { currency } = useTill().session.till
  return (
    <div className="pay-likely">
      {likelyCash(rest, currency).map((minor) => (
        <button
          key={minor}
          type="button"
          className="button"
          data-action={minor === rest ? 'exact' : undefined}
          onClick={() => onChoose(minor)}
        >
          {minor === rest ? t('pay.exact') : format.plainMoney(fromMinor(minor, currency))}
        </button>
      ))}
    </div>
  )
}

type SheetProps = {
  sheet: PaymentSheet
  lines: readonly PaymentLine[]
  onRemove: (line: PaymentLine) => void
}

function Sheet({ sheet, lines, onRemove }: SheetProps) {
  const t = useText()
  const named = useNamed()
  const format = useFormat()
  const { currency } = useTill().session.till
  const money = (minor: number) => format.money(fromMinor(minor, currency))
  return (
    <section className="pay-sheet" aria-label={t('delivery.payments')}>
      <dl>
        <div className="total-line total-sum">
          <dt>{t('pay.total')}</dt>
          <dd>{money(sheet.total)}</dd>
        </div>
        {sheet.paid > 0 && (
          <div className="total-line">
            <dt>{t('pay.already')}</dt>
            <dd>{money(sheet.paid)}</dd>
          </div>
        )}
        {sheet.planned > 0 && (
          <div className="total-line">
            <dt>{t('pay.planned')}</dt>
            <dd>{money(sheet.planned)}</dd>
          </div>
        )}
      </dl>
      <ul>
        {lines.map((line) => (
          <li key={line.type.id} className="pay-line">
            <span>{named(line.type)}</span>
            <strong>{money(line.minor)}</strong>
            <IconButton
              icon="close"
              label={t('pay.remove', { name: named(line.type) })}
              onClick={() => onRemove(line)}
            />
          </li>
        ))}
      </ul>
      <dl className="pay-result">
        <div className={sheet.change > 0 ? 'pay-change' : undefined}>
          <dt>{t(sheet.isComplete ? 'pay.change' : 'pay.rest')}</dt>
          <dd>{money(sheet.isComplete ? sheet.change : sheet.rest)}</dd>
        </div>
      </dl>
    </section>
  )
}

type PayButtonProps = {
  sheet: PaymentSheet
  permission: Permission
  isAwaited: boolean
  isBusy: boolean
  onPress: () => void
}

function PayButton({ sheet, permission, isAwaited, isBusy, onPress }: PayButtonProps) {
  const t = useText()
  const format = useFormat()
  const { shift } = useBoard()
  const { currency } = useTill().session.till
  const forbidden = useForbidden()(permission)
  const rest = format.money(fromMinor(sheet.rest, currency))
  const why =
    (shift ? null : t('pay.shift-closed')) ?? (sheet.isComplete ? null : t('pay.not-enough', { sum: rest }))
  return (
    <>
      {(forbidden ?? why) && <span className="foot-why">{forbidden ?? why}</span>}
      <Button
        look="primary"
        icon="check"
        isLarge
        isBusy={isBusy}
        forbidden={forbidden}
        missing={why}
        onClick={onPress}
        data-action="close"
      >
        {t(isAwaited ? 'pay.accept' : 'pay.close')}
      </Button>
    </>
  )
}
