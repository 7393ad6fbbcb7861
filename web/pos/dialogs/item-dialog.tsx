import { useState } from 'react'
import { Button, Choices, Stepper } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import type { CookingStep, Item } from '../../kit/item-types.ts'
import {
  useBooks,
  useForbidden,
  useFormat,
  useNameOf,
  useSend,
  useSendEach,
} from '../../kit/till-context.tsx'
import type { Delivery } from '../../kit/till-types.ts'
import { useRecomposable } from '../model/use-recomposable.ts'
import { useText } from '../texts.ts'
import { RecomposeDialog } from './recompose-dialog.tsx'
import { missingInRemoval, noRemoval, RemovalForm } from './removal-form.tsx'

type ItemDialogProps = { delivery: Delivery; item: Item; onClose: () => void }

/** One dish of an order: how much of it, how far the kitchen is, and taking it out. */
export function ItemDialog({ delivery, item, onClose }: ItemDialogProps) {
  const t = useText()
  const nameOf = useNameOf()
  const [isRemoving, setRemoving] = useState(false)
  const [isComposing, setComposing] = useState(false)
  const isRecomposable = useRecomposable(delivery)
  const forbidden = useForbidden()('deliveries.edit')
  const isFrozen = delivery.whenBillPrinted !== null
  const canCook = item.cookingPlaceId !== null && item.status !== 'Added' && may(delivery, 'setCooking')
  const canRemove = !isFrozen && !item.isAutomatic && may(delivery, 'deleteItems')
  const canChange =
    !isFrozen && !item.isAutomatic && item.comboId === null && may(delivery, 'changeItemAmount')
  const canCompose = !isFrozen && isRecomposable(item) && may(delivery, 'recomposeItem')
  if (isComposing)
    return (
      <RecomposeDialog
        sale={delivery}
        item={item}
        command={(change) => ({ kind: 'delivery.recomposeItem', orderId: delivery.id, ...change })}
        onClose={() => setComposing(false)}
        onDone={onClose}
      />
    )
  if (isRemoving) return <RemoveItem delivery={delivery} item={item} onClose={onClose} />
  return (
    <Dialog title={`${nameOf(item.name)}${item.size ? ` · ${nameOf(item.size)}` : ''}`} onClose={onClose}>
      <div className="stack">
        {canChange && item.status === 'Added' && <Amount delivery={delivery} item={item} />}
        {canChange && item.status !== 'Added' && <p className="quiet">{t('item.printed-amount')}</p>}
        {canCompose && (
          <Button
            icon="check"
            isLarge
            forbidden={forbidden}
            data-action="composition"
            onClick={() => setComposing(true)}
          >
            {t('item.composition')}
          </Button>
        )}
        {canCook && <Kitchen delivery={delivery} item={item} />}
        {canRemove && (
          <Button look="danger" icon="trash" isLarge onClick={() => setRemoving(true)}>
            {t('item.remove')}
          </Button>
        )}
        <Button onClick={onClose}>{t('kit.close')}</Button>
      </div>
    </Dialog>
  )
}

const may = (delivery: Delivery, deed: string): boolean => delivery.allowed.includes(`delivery.${deed}`)

function Amount({ delivery, item }: Omit<ItemDialogProps, 'onClose'>) {
  const t = useText()
  const format = useFormat()
  const forbidden = useForbidden()('deliveries.edit')
  const send = useSendEach()
  const change = (amount: number) =>
    void send({
      kind: 'delivery.changeItemAmount',
      orderId: delivery.id,
      positionId: item.positionId,
      by: amount > item.amount ? 1 : -1,
    })
  return (
    <div className="labelled-row">
      <span>{t('item.change-amount')}</span>
      <Stepper
        label={t('item.change-amount')}
        value={item.amount}
        min={forbidden ? item.amount : 1}
        max={forbidden ? item.amount : 999}
        text={format.amount(item.amount)}
        onChange={change}
      />
    </div>
  )
}

const steps: readonly CookingStep[] = ['PrintedNotCooking', 'CookingStarted', 'CookingCompleted']

function Kitchen({ delivery, item }: Omit<ItemDialogProps, 'onClose'>) {
  const t = useText()
  const forbidden = useForbidden()('kitchen.bump')
  const { send } = useSend()
  const step = steps.find((each) => each === item.status) ?? 'CookingCompleted'
  return (
    <div className="field">
      <span className="field-label">{t('item.kitchen')}</span>
      {forbidden ? (
        <p>
          {t(`item-status.${item.status}`)} <span className="quiet">{`(${forbidden})`}</span>
        </p>
      ) : (
        <Choices
          label={t('item.kitchen')}
          value={step}
          options={steps.map((value) => ({ value, label: t(`item-status.${value}`) }))}
          onChange={(status) =>
            void send({
              kind: 'delivery.setCooking',
              orderId: delivery.id,
              positionIds: [item.positionId],
              status,
              from: step,
            })
          }
        />
      )}
    </div>
  )
}

function RemoveItem({ delivery, item, onClose }: ItemDialogProps) {
  const t = useText()
  const nameOf = useNameOf()
  const { removalTypes } = useBooks()
  const forbidden = useForbidden()('deliveries.edit')
  const { send, isBusy } = useSend()
  const [removal, setRemoval] = useState(noRemoval)
  const isPrinted = item.status !== 'Added'
  const missing = isPrinted ? missingInRemoval(removal, removalTypes) : null
  // A combo goes as a whole.
  const gone = item.comboId
    ? delivery.items.filter((each) => each.comboId === item.comboId && !each.isDeleted)
    : [item]
  const submit = async (): Promise<void> => {
    const isDone = await send(
      {
        kind: 'delivery.deleteItems',
        orderId: delivery.id,
        positionIds: gone.map((each) => each.positionId),
        removalTypeId: isPrinted ? removal.typeId : null,
        comment: removal.comment.trim() || null,
        userIdForWriteoff: isPrinted ? removal.userId : null,
      },
      t('item.removed', { name: nameOf(item.name) }),
    )
    if (isDone) onClose()
  }
  return (
    <Dialog
      title={t('remove.title', { name: gone.map((each) => nameOf(each.name)).join(', ') })}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('kit.back')}</Button>
          <Button
            look="danger-solid"
            isLarge
            isBusy={isBusy}
            forbidden={forbidden}
            missing={missing && t(missing)}
            onClick={() => void submit()}
          >
            {t('remove.submit')}
          </Button>
        </>
      }
    >
      {isPrinted && (
        <div className="stack">
          <RemovalForm label={t('remove.type')} value={removal} onChange={setRemoval} />
        </div>
      )}
    </Dialog>
  )
}
