import { useEffect } from 'react'
import { Button } from '../../kit/controls.tsx'
import type { KioskOrder } from '../../kit/device/device-types.ts'
import { useText } from '../texts.ts'

/** The next guest needs the kiosk. */
const shownMs = 20_000

/** The number that is called out and stands on the board. */
export function NumberScreen({ order, onDone }: { order: KioskOrder; onDone: () => void }) {
  const t = useText()
  useEffect(() => {
    const timer = setTimeout(onDone, shownMs)
    return () => clearTimeout(timer)
  }, [onDone])
  return (
    <main className="number" data-order={order.orderId}>
      <h1 className="number-title">{t('kiosk.your-number')}</h1>
      <p className="number-label">{order.label}</p>
      <p className="number-hint">{t('kiosk.wait-on-board')}</p>
      <Button look="primary" isLarge onClick={onDone} data-kiosk="finish">
        {t('kiosk.finish')}
      </Button>
    </main>
  )
}
