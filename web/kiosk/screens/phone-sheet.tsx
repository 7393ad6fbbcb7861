import { useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { useDeviceFormat, useDeviceState } from '../../kit/device/device.tsx'
import type { KioskState } from '../../kit/device/device-types.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { DigitPad } from '../../kit/pads.tsx'
import { useText } from '../texts.ts'

type PhoneProps = {
  start: string | null
  onTake: (phone: string | null) => void
  onClose: () => void
}

const anyCountry = { code: '', min: 7, max: 15 }

/** Whose bonuses grow by this order. Nothing is told of the guest: anybody can type a phone here. */
export function PhoneSheet({ start, onTake, onClose }: PhoneProps) {
  const t = useText()
  const format = useDeviceFormat()
  const { code, min, max } = useDeviceState<KioskState>().picture?.phone ?? anyCountry
  const prefix = `+${code}`
  const [digits, setDigits] = useState(start?.slice(prefix.length) ?? '')
  const isWhole = digits.length >= min && digits.length <= max
  const shown = isWhole ? format.phone(`${prefix}${digits}`) : `${prefix} ${digits}`
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
            missing={isWhole ? null : t('kiosk.phone-hint')}
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
        <DigitPad
          value={digits}
          max={max}
          onChange={setDigits}
          onEnter={() => isWhole && onTake(`${prefix}${digits}`)}
        />
      </div>
    </Dialog>
  )
}
