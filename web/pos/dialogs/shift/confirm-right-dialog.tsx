import { useState } from 'react'
import { useCardReader } from '../../../kit/card-reader.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { PinPad } from '../../../kit/pads.tsx'
import type { Confirmation } from '../../../kit/till-types.ts'
import { useText } from '../../texts.ts'

type Props = { isBusy: boolean; onShown: (shown: Confirmation) => void; onClose: () => void }

/** Somebody with the right shows their PIN or card for this one action. */
export function ConfirmRightDialog({ isBusy, onShown, onClose }: Props) {
  const t = useText()
  const [pin, setPin] = useState('')
  useCardReader((card) => {
    setPin('')
    onShown({ card })
  })
  const enter = (): void => {
    setPin('')
    onShown({ pin })
  }
  return (
    <Dialog title={t('confirm.title')} onClose={onClose}>
      <div className="confirm-right">
        <p>{t('confirm.hint')}</p>
        <PinPad value={pin} isBusy={isBusy} onChange={setPin} onEnter={enter} />
      </div>
    </Dialog>
  )
}
