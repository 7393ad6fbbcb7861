import { Button, Empty } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useBoard, useBooks, useSend } from '../../kit/till-context.tsx'
import { columnOf } from '../model/columns.ts'
import { useText } from '../texts.ts'
import type { DeliveryDialogProps } from './dialog-props.ts'

/** Who carries the order: couriers on shift first, with what each of them has on hand. */
export function CourierDialog({ delivery, onClose }: DeliveryDialogProps) {
  const t = useText()
  const { couriers } = useBooks()
  const { staffOnShift, deliveries } = useBoard()
  const { send, isBusy } = useSend()
  const choose = async (courierId: string | null): Promise<void> => {
    const name = couriers.find(({ id }) => id === courierId)?.name
    const done = name ? t('done.courier', { name }) : t('done.no-courier')
    const command = { kind: 'delivery.changeCourier' as const, orderId: delivery.id, courierId }
    if (await send(command, done)) onClose()
  }
  const loadOf = (id: string): string => {
    const count = deliveries.filter((each) => each.courier?.id === id && columnOf(each) !== null).length
    return count === 0 ? t('courier.free') : t('courier.load', { count })
  }
  const sorted = couriers
    .map((courier) => ({ ...courier, isOnShift: staffOnShift.includes(courier.id) }))
    .sort((a, b) => Number(b.isOnShift) - Number(a.isOnShift))
  const canUnassign =
    delivery.courier !== null && delivery.status !== 'OnWay' && delivery.status !== 'Delivered'
  return (
    <Dialog
      title={t('courier.title')}
      onClose={onClose}
      foot={
        canUnassign && (
          <Button icon="close" isBusy={isBusy} onClick={() => void choose(null)}>
            {t('courier.none')}
          </Button>
        )
      }
    >
      {sorted.length === 0 ? (
        <Empty title={t('courier.nobody')} />
      ) : (
        <div className="options" aria-busy={isBusy}>
          {sorted.map((courier) => (
            <button
              type="button"
              key={courier.id}
              className="option"
              aria-pressed={courier.id === delivery.courier?.id}
              disabled={!courier.isOnShift || isBusy}
              onClick={() => void choose(courier.id)}
            >
              {courier.name}
              <span className="option-side">
                {courier.isOnShift ? loadOf(courier.id) : t('courier.off-shift')}
              </span>
            </button>
          ))}
        </div>
      )}
    </Dialog>
  )
}
