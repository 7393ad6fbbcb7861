import { useRef, useState } from 'react'
import { Button, OptionList } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import {
  type DishChoice,
  type ModifierIndex,
  nameOfDish,
  newItem,
  priceOfOne,
} from '../../../kit/dish-choice.ts'
import { useNamed } from '../../../kit/names.ts'
import type { GoodsReturnType } from '../../../kit/shift-types.ts'
import { newCommandId } from '../../../kit/till-api.ts'
import { useBooks, useFormat, useNameOf, useTill } from '../../../kit/till-context.tsx'
import { useGoOn } from '../../../kit/use-go-on.ts'
import { useConfirmedSend } from '../../model/confirmed-send.tsx'
import { useLoaded } from '../../model/loaded.ts'
import { goTo } from '../../model/route.ts'
import { type PosKey, useText } from '../../texts.ts'
import { missingInRemoval, noRemoval, RemovalForm } from '../removal-form.tsx'

/** Goods on their way back, and what they cost by the menu. */
export type ComingBack = {
  basket: DishChoice[]
  modifiers: ModifierIndex
  sum: number
}
type Props = ComingBack & { onBack: () => void; onClose: () => void }

/** Why goods come back and how their money goes; what they are is corrected a step before. */
export function GoodsMoney({ basket, modifiers, sum, onBack, onClose }: Props) {
  const t = useText()
  const format = useFormat()
  const { api } = useTill()
  const { removalTypes } = useBooks()
  const { thing: types, hasFailed, again } = useLoaded(() => api.goodsReturnTypes(), '')
  const [removal, setRemoval] = useState(noRemoval)
  const [typeId, setTypeId] = useState<string | null>(null)
  const { send, isBusy, unreachable, confirmation } = useConfirmedSend()
  const goOn = useGoOn(goTo)
  // The same goods however often the button is pressed.
  const orderId = useRef(newCommandId())
  // With one way there is nothing to choose.
  const type = types?.find(({ id }) => id === typeId) ?? (types?.length === 1 ? types[0] : undefined)
  const missing: PosKey | null =
    missingInRemoval(removal, removalTypes) ?? (type ? null : 'goods.choose-type')
  const submit = async (): Promise<void> => {
    if (!type) return
    const isDone = await send(
      {
        ...{ kind: 'tableOrder.returnGoods', orderId: orderId.current },
        items: basket.map((line) => newItem(line)),
        paymentTypeId: type.id,
        removalTypeId: removal.typeId ?? '',
        comment: removal.comment.trim() || null,
        userIdForWriteoff: removal.userId,
      },
      t(type.kind === 'External' ? 'return.asked' : 'return.done'),
    )
    if (!isDone) return
    onClose()
    goOn({ screen: 'receipts', id: orderId.current })
  }
  return (
    <Dialog
      title={t('goods.title')}
      size="wide"
      onClose={onClose}
      foot={
        <>
          <Button icon="back" isLarge onClick={onBack} data-action="goods-again">
            {t('goods.back')}
          </Button>
          <span className="card-actions-gap" />
          {missing && <span className="foot-why">{t(missing)}</span>}
          <Button
            look="danger-solid"
            icon="undo"
            isLarge
            isBusy={isBusy}
            forbidden={unreachable}
            missing={missing && t(missing)}
            onClick={() => void submit()}
            data-action="give-back"
          >
            {t('return.submit', { sum: format.money(sum) })}
          </Button>
        </>
      }
    >
      <div className="two-parts">
        <section aria-label={t('return.what')}>
          <span className="field-label">{t('return.what')}</span>
          <GoodsLines basket={basket} modifiers={modifiers} sum={sum} />
        </section>
        <div className="stack">
          <RemovalForm label={t('return.why')} value={removal} onChange={setRemoval} />
          {types && <MoneyWay types={types} value={type?.id ?? null} onChange={setTypeId} />}
          {hasFailed && <Button onClick={again}>{t('kit.retry')}</Button>}
        </div>
      </div>
      {confirmation}
    </Dialog>
  )
}

function GoodsLines({ basket, modifiers, sum }: ComingBack) {
  const t = useText()
  const named = useNamed()
  const format = useFormat()
  return (
    <dl>
      {basket.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
        <div className="total-line" key={index}>
          <dt>
            {nameOfDish(line, named)}
            {line.size && ` · ${named(line.size)}`} × {format.amount(line.amount)}
          </dt>
          <dd>{format.money(line.amount * priceOfOne(line, modifiers))}</dd>
        </div>
      ))}
      <div className="total-line total-sum">
        <dt>{t('return.sum')}</dt>
        <dd>{format.money(sum)}</dd>
      </div>
    </dl>
  )
}

type WayProps = { types: readonly GoodsReturnType[]; value: string | null; onChange: (id: string) => void }

function MoneyWay({ types, value, onChange }: WayProps) {
  const t = useText()
  const nameOf = useNameOf()
  return (
    <div className="field">
      <span className="field-label">{t('return.how')}</span>
      <OptionList
        label={t('return.how')}
        value={value}
        options={types.map(({ id, name }) => ({ id, label: nameOf(name) }))}
        onChange={onChange}
      />
    </div>
  )
}
