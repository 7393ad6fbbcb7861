import { useEffect, useRef, useState } from 'react'
import { Button, Choices } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { fromMinor } from '../../kit/format.ts'
import { useNamed } from '../../kit/names.ts'
import { NumberPad } from '../../kit/pads.tsx'
import type { PayLine, TipsLine } from '../../kit/paying-types.ts'
import { useBoard, useForbidden, useFormat, useSend, useTill } from '../../kit/till-context.tsx'
import type { Command, Permission, Sale } from '../../kit/till-types.ts'
import { useToast } from '../../kit/toast-context.ts'
import { likelyCash, type PaymentSheet, paymentsOf } from '../model/payment-sheet.ts'
import { usePlugins } from '../plugins/plugin-context.ts'
import { useText } from '../texts.ts'
import { BankFailureNote, BankPanel } from './bank-panel.tsx'
import { guestParts } from './guest-parts.ts'
import type { PaidOrder } from './paid-order.ts'
import { PaySheet } from './pay-sheet.tsx'
import { PayTypes } from './pay-types.tsx'
import { usePayText } from './texts.ts'
import { type TipLine, tipsTypesFor } from './tips.ts'
import { type PaymentFormState, usePaymentLines } from './use-payment-lines.ts'

type PaymentFormProps = {
  sale: Sale
  permission: Permission
  /** With its guest, tips and bank terminal; null: a banquet, which is paid without them. */
  paid?: PaidOrder | null
  /** The order is paid now and closed later. */
  isAwaited?: boolean
  command: (payments: PayLine[], tips: TipsLine[]) => Command
  onClose: () => void
  onDone: () => void
}

/** Takes the money, in one way or in several, whatever it is for; what is taken already begins its lines anew. */
export function PaymentForm(props: PaymentFormProps) {
  const { sale, isAwaited = false } = props
  const t = useText()
  const toast = useToast()
  const format = useFormat()
  const { currency } = useTill().session.till
  const change = useRef(0)
  useWhenPaid(props, () => {
    const done = t(isAwaited ? 'done.paid' : 'done.close')
    const minor = change.current
    const back = minor > 0 && t('done.change', { sum: format.money(fromMinor(minor, currency)) })
    toast([done, back].filter(Boolean).join('. '))
  })
  return (
    <Form
      key={sale.paid}
      {...props}
      onSend={(minor) => {
        change.current = minor
      }}
    />
  )
}

type FormProps = PaymentFormProps & { onSend: (change: number) => void }

function Form(props: FormProps) {
  const { sale, permission, paid = null, isAwaited = false, command, onClose, onSend } = props
  const t = useText()
  const say = usePayText()
  const format = useFormat()
  const { currency } = useTill().session.till
  const form = usePaymentLines(sale, paid)
  const { sheet, lines, tips, type, minor } = form
  const { send, isBusy } = useSend()
  const { sawPayment } = usePlugins()
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the lines are others, and when the form opens.
  useEffect(() => {
    if (paid) sawPayment({ kind: paid.of, id: paid.orderId }, paymentsOf(lines, currency))
  }, [lines])
  const submit = async (): Promise<void> => {
    onSend(sheet.change)
    await send(command(paymentsOf(lines, currency), tipsOf(tips, currency)))
  }
  const foot = { sheet, permission, isAwaited, isBusy, onPress: () => void submit() }
  if (paid && sale.bankPayment)
    return (
      <Dialog title={say('bank.title')} onClose={onClose}>
        <BankPanel order={paid} bankPayment={sale.bankPayment} />
      </Dialog>
    )
  return (
    <Dialog
      title={t('pay.title', { number: sale.number })}
      size="full"
      onClose={onClose}
      foot={<PayButton {...foot} />}
    >
      <div className="pay">
        <PayTypes form={form} sale={sale} />
        <section className="pay-pad" aria-label={t('pay.quick')}>
          {paid && <BankFailureNote failure={sale.bankFailure} />}
          <output className="pay-typed">{format.plainMoney(fromMinor(minor, currency))}</output>
          {type?.kind === 'Cash' ? (
            <LikelySums rest={sheet.rest} onChoose={form.add} />
          ) : (
            <Parts sale={sale} rest={sheet.rest} onChoose={form.add} />
          )}
          <NumberPad
            value={form.typed}
            decimals={currency.scale}
            onChange={form.setTyped}
            onEnter={() => form.add(minor)}
          />
          <div className="pay-pad-buttons">
            {paid && <TipsButton form={form} order={paid} />}
            <Button
              isLarge
              missing={form.missing ?? (sheet.isComplete || minor <= 0 ? t('pay.nothing-due') : null)}
              onClick={() => form.add(minor)}
              data-action="take"
            >
              {t('pay.take', { sum: format.money(fromMinor(minor, currency)) })}
            </Button>
          </div>
        </section>
        <PaySheet form={form} sale={sale} paid={paid} />
      </div>
    </Dialog>
  )
}

/** Closes the form once the order is paid: at once, or when the bank has answered. */
function useWhenPaid(props: PaymentFormProps, tell: () => void): void {
  const { sale, isAwaited = false, onClose, onDone } = props
  const isPaid = isAwaited ? sale.due <= 0 && sale.paid > 0 : sale.whenClosed !== null
  const wasPaid = useRef(isPaid)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is over once, when the order says so.
  useEffect(() => {
    if (!isPaid || wasPaid.current) return
    wasPaid.current = true
    tell()
    onClose()
    onDone()
  }, [isPaid])
}

const tipsOf = (tips: readonly TipLine[], currency: Parameters<typeof fromMinor>[1]): TipsLine[] =>
  tips.map(({ type, tipsType, minor }) => ({
    typeId: type.id,
    sum: fromMinor(minor, currency),
    tipsTypeId: tipsType?.id ?? null,
  }))

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

/** What one of the guests pays: their own of an order that is split, else a part of what is left. */
function Parts({ sale, rest, onChoose }: { sale: Sale; rest: number; onChoose: (minor: number) => void }) {
  const t = usePayText()
  const { currency } = useTill().session.till
  const ofGuests = guestParts(sale.items, currency).map((minor, index) => ({
    label: t('paying.guest-part', { number: index + 1 }),
    minor,
  }))
  const equal = [2, 3, 4].map((number) => ({
    label: t('paying.parts', { number }),
    minor: Math.floor(rest / number),
  }))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend.
    <div className="pay-likely" role="group" aria-label={t('paying.split')}>
      {(ofGuests.length > 0 ? ofGuests : equal).map(({ label, minor }, index) => (
        <button
          key={label}
          type="button"
          className="button"
          data-action={`part-${index + 1}`}
          onClick={() => onChoose(minor)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

function TipsButton({ form, order }: { form: PaymentFormState; order: PaidOrder }) {
  const t = usePayText()
  const named = useNamed()
  const format = useFormat()
  const { currency } = useTill().session.till
  const offered = tipsTypesFor(form.paying.tipsTypes, order.serviceType, form.type?.id)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const chosen = offered.find(({ id }) => id === chosenId) ?? offered[0] ?? null
  const missing = chosen ? (form.typed === '' ? t('paying.tips-sum') : null) : t('paying.no-tips')
  return (
    <>
      {offered.length > 1 && form.typed !== '' && (
        <Choices
          label={t('paying.tips-type')}
          value={chosen?.id ?? ''}
          onChange={setChosenId}
          options={offered.map((type) => ({ value: type.id, label: named(type) }))}
        />
      )}
      <Button isLarge missing={missing} onClick={() => form.addTips(chosen)} data-action="add-tips">
        {form.typed === ''
          ? t('paying.tips')
          : t('paying.add-tips', { sum: format.money(fromMinor(form.minor, currency)) })}
      </Button>
    </>
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
