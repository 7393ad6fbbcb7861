import { useState } from 'react'
import { unframed, useCardReader } from '../../kit/card-reader.ts'
import { Button, Choices, IconButton, TextField } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useNamed } from '../../kit/names.ts'
import { NumberPad } from '../../kit/pads.tsx'
import type { DiscountType } from '../../kit/paying-types.ts'
import { useBooks, useForbidden, useFormat, useNameOf, useSend, useTill } from '../../kit/till-context.tsx'
import { mayDo, type PaidOrder } from './paid-order.ts'
import { usePayText } from './texts.ts'

type Props = { order: PaidOrder; onClose: () => void }

/** Discounts and surcharges of an order: given by hand, by card, by coupon, and taken off again. */
export function DiscountsDialog({ order, onClose }: Props) {
  const t = usePayText()
  const { discountTypes } = useBooks().paying
  const [asked, setAsked] = useState<DiscountType | null>(null)
  const change = useChange(order)
  useCardReader((card) => void change.discounts({ discountCardTrack: unframed(card) }))
  return (
    <Dialog title={t('discount.title', { number: order.sale.number })} size="wide" onClose={onClose}>
      <div className="two-parts">
        <section className="stack" aria-label={t('discount.by-hand')}>
          <h3 className="quiet">{t('discount.by-hand')}</h3>
          <div className="options discount-types">
            {discountTypes.map((type) => (
              <TypeButton
                key={type.id}
                type={type}
                order={order}
                change={change}
                onAsk={() => setAsked(type)}
              />
            ))}
          </div>
        </section>
        <div className="stack">
          <Applied order={order} change={change} />
          <CardField change={change} />
          <Loyalty order={order} change={change} />
        </div>
      </div>
      {asked && <SumDialog type={asked} order={order} change={change} onClose={() => setAsked(null)} />}
    </Dialog>
  )
}

type Change = ReturnType<typeof useChange>

/** Sends what was changed, unless the person may not or the bill is printed. */
function useChange({ of, orderId, sale, editRight }: PaidOrder) {
  const t = usePayText()
  const { send, isBusy } = useSend()
  const may = useForbidden()
  const billed = sale.whenBillPrinted === null ? null : t('discount.billed')
  return {
    isBusy,
    forbidden: may('orders.discount') ?? billed,
    forbiddenLoyalty: may(editRight) ?? billed,
    discounts: (what: {
      discounts?: { discountTypeId: string; sum?: number; positions?: string[] }[]
      discountCardTrack?: string
      removedTypeIds?: string[]
    }) => send({ kind: `${of}.changeDiscounts`, orderId, ...what }),
    loyalty: (coupon: string | null, manualConditionIds: string[]) =>
      send({ kind: `${of}.changeLoyalty`, orderId, coupon, manualConditionIds }),
  }
}

type TypeButtonProps = { type: DiscountType; order: PaidOrder; change: Change; onAsk: () => void }

/** Gives the discount by one tap, and takes it off by another; a sum, or dishes, are asked for first. */
function TypeButton({ type, order, change, onAsk }: TypeButtonProps) {
  const named = useNamed()
  const side = useSide(type)
  const isOn = order.sale.discounts.some(({ typeId }) => typeId === type.id)
  const press = (): void => {
    if (isOn) void change.discounts({ removedTypeIds: [type.id] })
    else if (type.mode === 'FlexibleSum' || type.isSelective) onAsk()
    else void change.discounts({ discounts: [{ discountTypeId: type.id }] })
  }
  return (
    <Button
      className="option"
      aria-pressed={isOn}
      isBusy={change.isBusy}
      forbidden={change.forbidden}
      onClick={press}
      data-discount={type.id}
    >
      {named(type)}
      {side && <span className="option-side quiet">{side}</span>}
    </Button>
  )
}

function useSide(type: DiscountType): string {
  const t = usePayText()
  const format = useFormat()
  const { mode, percent, sum, minOrderSum, isCategorised } = type
  const size = () => {
    if (isCategorised) return t('discount.by-category')
    if (mode === 'FlexibleSum') return t('discount.any-sum')
    return mode === 'FixedSum' ? format.money(sum) : `${format.amount(Math.abs(percent))} %`
  }
  const from = minOrderSum > 0 ? t('discount.from', { sum: format.money(minOrderSum) }) : ''
  return [size(), from].filter(Boolean).join(', ')
}

function Applied({ order, change }: { order: PaidOrder; change: Change }) {
  const t = usePayText()
  const format = useFormat()
  const nameOf = useNameOf()
  const { discounts, cost, sum } = order.sale
  return (
    <section aria-label={t('discount.applied')} className="pay-sheet">
      <ul>
        {discounts.length === 0 && <li className="quiet">{t('discount.none')}</li>}
        {discounts.map((discount) => (
          <li key={discount.typeId} className="pay-line" data-applied={discount.typeId}>
            <span>{nameOf(discount.name)}</span>
            <strong>{format.money(-discount.sum)}</strong>
            {discount.isFound ? (
              <span className="quiet">{t('discount.by-program')}</span>
            ) : (
              <IconButton
                icon="close"
                label={t('discount.remove', { name: nameOf(discount.name) })}
                onClick={() => void change.discounts({ removedTypeIds: [discount.typeId] })}
              />
            )}
          </li>
        ))}
      </ul>
      <div className="total-line total-sum">
        <span>{cost === sum ? t('bill.total') : `${t('bill.total')} · ${format.money(cost)} →`}</span>
        <span>{format.money(sum)}</span>
      </div>
    </section>
  )
}

function CardField({ change }: { change: Change }) {
  const t = usePayText()
  const [track, setTrack] = useState('')
  const use = async (): Promise<void> => {
    if (await change.discounts({ discountCardTrack: track.trim() })) setTrack('')
  }
  return (
    <div className="field-with-button">
      <TextField
        label={t('discount.card')}
        value={track}
        onChange={setTrack}
        maxLength={100}
        placeholder={t('discount.card-hint')}
      />
      <Button
        icon="card"
        isBusy={change.isBusy}
        forbidden={change.forbidden}
        missing={track.trim() === '' ? t('discount.card-hint') : null}
        onClick={() => void use()}
        data-action="use-card"
      >
        {t('discount.use-card')}
      </Button>
    </div>
  )
}

/** A coupon, and what the cashier says of the guest. */
function Loyalty({ order, change }: { order: PaidOrder; change: Change }) {
  const t = usePayText()
  const named = useNamed()
  const { manualConditions } = useBooks().paying
  const { coupon, manualConditionIds: said } = order.sale
  const [typed, setTyped] = useState('')
  if (!mayDo(order, 'changeLoyalty')) return null
  const toggle = (id: string): void => {
    const next = said.includes(id) ? said.filter((one) => one !== id) : [...said, id]
    void change.loyalty(coupon, next)
  }
  const use = async (): Promise<void> => {
    if (await change.loyalty(coupon ? null : typed.trim(), said)) setTyped('')
  }
  return (
    <>
      <div className="field-with-button">
        <TextField
          label={t('discount.coupon')}
          value={coupon ?? typed}
          onChange={coupon ? () => undefined : setTyped}
          maxLength={60}
        />
        <Button
          icon={coupon ? 'close' : 'check'}
          isBusy={change.isBusy}
          forbidden={change.forbiddenLoyalty}
          missing={coupon || typed.trim() !== '' ? null : t('discount.coupon')}
          onClick={() => void use()}
          data-action="use-coupon"
        >
          {t(coupon ? 'discount.drop-coupon' : 'discount.use-coupon')}
        </Button>
      </div>
      <section className="options" aria-label={t('discount.conditions')}>
        {manualConditions
          .filter(({ isDynamic }) => !isDynamic)
          .map((condition) => (
            <Button
              key={condition.id}
              className="option"
              aria-pressed={said.includes(condition.id)}
              isBusy={change.isBusy}
              forbidden={change.forbiddenLoyalty}
              onClick={() => toggle(condition.id)}
              data-condition={condition.id}
            >
              {named(condition)}
            </Button>
          ))}
      </section>
    </>
  )
}

type SumDialogProps = { type: DiscountType; order: PaidOrder; change: Change; onClose: () => void }

/** Asks for the sum of a discount, and for the dishes that it is on. */
function SumDialog({ type, order, change, onClose }: SumDialogProps) {
  const t = usePayText()
  const named = useNamed()
  const format = useFormat()
  const { currency } = useTill().session.till
  const isSum = type.mode === 'FlexibleSum'
  const [typed, setTyped] = useState('')
  const [on, setOn] = useState<'whole' | 'chosen'>('whole')
  const [positions, setPositions] = useState<string[]>([])
  const sum = Number(typed)
  const apply = async (): Promise<void> => {
    const discount = {
      discountTypeId: type.id,
      ...(isSum ? { sum } : {}),
      ...(on === 'chosen' ? { positions } : {}),
    }
    if (await change.discounts({ discounts: [discount] })) onClose()
  }
  const missing =
    (isSum && !(sum > 0) && t('discount.any-sum')) ||
    (on === 'chosen' && positions.length === 0 && t('discount.chosen')) ||
    null
  return (
    <Dialog
      title={t('discount.sum', { name: named(type) })}
      onClose={onClose}
      foot={
        <Button
          look="primary"
          icon="check"
          isLarge
          isBusy={change.isBusy}
          missing={missing}
          onClick={() => void apply()}
          data-action="apply-discount"
        >
          {t('discount.apply', { sum: isSum && sum > 0 ? format.money(sum) : '' })}
        </Button>
      }
    >
      <div className="stack">
        {type.isSelective && (
          <Choices
            label={t('discount.for')}
            value={on}
            onChange={setOn}
            options={[
              { value: 'whole', label: t('discount.whole') },
              { value: 'chosen', label: t('discount.chosen') },
            ]}
          />
        )}
        {on === 'chosen' && <Dishes order={order} chosen={positions} onChoose={setPositions} />}
        {isSum && (
          <>
            <output className="pay-typed">{format.plainMoney(sum)}</output>
            <NumberPad
              value={typed}
              decimals={currency.scale}
              onChange={setTyped}
              onEnter={() => void (missing ?? apply())}
            />
          </>
        )}
      </div>
    </Dialog>
  )
}

type DishesProps = { order: PaidOrder; chosen: readonly string[]; onChoose: (positions: string[]) => void }

/** Dishes of the order, any of which may be chosen. */
function Dishes({ order, chosen, onChoose }: DishesProps) {
  const format = useFormat()
  const nameOf = useNameOf()
  const toggle = (id: string): void =>
    onChoose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  return (
    <div className="options">
      {order.sale.items
        .filter(({ isDeleted }) => !isDeleted)
        .map(({ positionId, name, sum }) => (
          <button
            key={positionId}
            type="button"
            className="option"
            aria-pressed={chosen.includes(positionId)}
            onClick={() => toggle(positionId)}
          >
            {nameOf(name)}
            <span className="option-side quiet">{format.money(sum)}</span>
          </button>
        ))}
    </div>
  )
}
