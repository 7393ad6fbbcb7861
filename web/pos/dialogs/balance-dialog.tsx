import { useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { NumberPad } from '../../kit/pads.tsx'
import { useSend } from '../../kit/till-context.tsx'
import type { StopTarget } from '../model/stop-target.ts'
import { useText } from '../texts.ts'

/** How much of a dish is left; nothing typed means none. */
export function BalanceDialog({ target, onClose }: { target: StopTarget; onClose: () => void }) {
  const t = useText()
  const { send, isBusy } = useSend()
  const [typed, setTyped] = useState(target.balance ? String(target.balance) : '')
  const { productId, sizeId, name } = target
  const save = async (): Promise<void> => {
    const balance = Number(typed)
    if (await send({ kind: 'stopList.put', productId, sizeId, balance }, t('stops.put', { name }))) onClose()
  }
  return (
    <Dialog
      title={name}
      onClose={onClose}
      foot={
        <Button look="primary" isLarge isBusy={isBusy} onClick={() => void save()} data-action="put">
          {t('kit.save')}
        </Button>
      }
    >
      <div className="stack">
        <div className="field">
          <span className="field-label">{t('stops.balance')}</span>
          <output className="pay-typed">{typed || '0'}</output>
          <span className="quiet">{t('stops.balance-hint')}</span>
        </div>
        <NumberPad value={typed} decimals={3} onChange={setTyped} onEnter={() => void save()} />
      </div>
    </Dialog>
  )
}
