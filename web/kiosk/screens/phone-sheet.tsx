import { useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { useDeviceFormat } from '../../kit/device/device.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { NumberPad } from '../../kit/pads.tsx'
import { useText } from '../texts.ts'

type PhoneProps = {
  start: string | null
  onTake: (phone: string | null) => void
  onClose: () => void
}

/** Countries write ten digits after the seven, the till checks what its own wants. */
const prefix = '+7'
const digitsMax = 10

/** Whose bonuses grow by this order. Nothing is told of the guest: anybody can type a phone here. */
export function PhoneSheet({ start, onTake, onClose }: PhoneProps) {
  const t = useText()
  const format = useDeviceFormat()
  const [digits, setDigits] = useState(start?.slice(prefix.length) ?? '')
  const shown = digits.length === digitsMax ? format.phone(`${prefix}${digits}`) : `${prefix} ${digits}`
  return (
    <Dialog
      title={t('kiosk.phone')}
      onClose={onClose}
      foot={
        <>
          <Button isLarge onClick={() => onTake(null)}>
            {t('kiosk.phone-none')}
          </Button>
          <Button
            look="primary"
            isLarge
            className="kiosk-go"
            missing={digits.length === digitsMax ? null : t('kiosk.phone-hint')}
            onClick={() => onTake(`${prefix}${digits}`)}
            data-kiosk="phone-take"
          >
            {t('kiosk.phone-take')}
          </Button>
        </>
      }
    >
      <div className="field">
        <span className="field-label">{t('kiosk.phone-hint')}</span>
        <output className="phone-typed">{shown}</output>
        <NumberPad value={digits} decimals={0} onChange={(next) => setDigits(next.slice(0, digitsMax))} />
      </div>
    </Dialog>
  )
}
