import { useEffect, useRef, useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { useDevice, useDeviceFormat, useDeviceState } from '../../kit/device/device.tsx'
import type { KioskOrder } from '../../kit/device/device-types.ts'
import { Icon } from '../../kit/icons.tsx'
import { useLanguage } from '../../kit/language.ts'
import { newCommandId } from '../../kit/till-api.ts'
import { problemText } from '../../kit/till-context.tsx'
import { type Basket, orderOf } from '../basket.ts'
import { useText } from '../texts.ts'

type PayProps = {
  basket: Basket
  orderTypeId: string
  phone: string | null
  onPaid: (order: KioskOrder) => void
  onBack: () => void
  onLeave: () => void
}

/** The till waits for the card for 20 seconds before it says that it still waits. */
const cardMsMax = 30_000

/** The till takes the order, the card pays it. Whatever is tried again is the same order, so nobody pays twice. */
export function PayScreen({ basket, orderTypeId, phone, onPaid, onBack, onLeave }: PayProps) {
  const t = useText()
  const language = useLanguage()
  const format = useDeviceFormat()
  const { api } = useDevice()
  const { phase } = useDeviceState()
  const [ids] = useState(() => ({ id: newCommandId(), orderId: newCommandId() }))
  const [order, setOrder] = useState<KioskOrder | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [tries, setTries] = useState(1)
  const isBegun = useRef(0)
  const paid = useRef(onPaid)
  paid.current = onPaid
  useEffect(() => {
    // A development build mounts twice; money moves once.
    if (isBegun.current === tries) return
    isBegun.current = tries
    const run = async (): Promise<void> => {
      const wanted = { id: ids.id, ...orderOf(basket, { orderId: ids.orderId, orderTypeId, phone }) }
      const placed = await api.send<KioskOrder>('/kiosk/orders', wanted)
      setOrder(placed)
      // While the terminal waits for the card, asking again only waits on.
      const pay = () => api.send<{ ok: boolean }>(`/kiosk/orders/${placed.orderId}/pay`, {}, cardMsMax)
      while ((await pay()).ok === false);
      paid.current(placed)
    }
    run().catch(setProblem)
  }, [api, basket, orderTypeId, phone, ids, tries])
  const giveUp = async (then: () => void): Promise<void> => {
    // An order that the till has is ended there. One whose answer got lost may be there too, and nobody waits to know.
    const left = api.send(`/kiosk/orders/${ids.orderId}/leave`, {}).catch(() => null)
    if (order) await left
    then()
  }
  return (
    <main className="pay">
      <h1 className="visually-hidden">{t('kiosk.to-pay')}</h1>
      <Icon name={problem === null ? 'card' : 'alert'} />
      {order && (
        <p className="pay-sum">
          <span className="quiet">{t('kiosk.to-pay')}</span>
          <strong>{format.money(order.sum)}</strong>
          {order.discount > 0 && (
            <span className="quiet">{t('kiosk.discount', { sum: format.money(order.discount) })}</span>
          )}
        </p>
      )}
      <p className="pay-words" role="status">
        {problem === null && t(phase === 'lost' ? 'kiosk.waits' : order ? 'kiosk.card' : 'kiosk.placing')}
        {problem !== null && `${order ? `${t('kiosk.failed')}. ` : ''}${problemText(problem, language, t)}`}
      </p>
      {problem !== null && (
        <div className="pay-foot">
          <Button isLarge onClick={() => void giveUp(onLeave)}>
            {t('kiosk.cancel-order')}
          </Button>
          <Button isLarge onClick={() => void giveUp(onBack)}>
            {t('kit.back')}
          </Button>
          <Button
            look="primary"
            isLarge
            onClick={() => {
              setProblem(null)
              setTries(tries + 1)
            }}
          >
            {t('kiosk.again')}
          </Button>
        </div>
      )}
    </main>
  )
}
