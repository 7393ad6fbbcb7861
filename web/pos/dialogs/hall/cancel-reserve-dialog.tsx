import { useState } from 'react'
import { Button, OptionList } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import type { CancelReason } from '../../../kit/reserve-types.ts'
import { useForbidden, useSend } from '../../../kit/till-context.tsx'
import type { Reserve } from '../../../kit/till-types.ts'
import { useText } from '../../texts.ts'

const reasons: readonly CancelReason[] = ['ClientNotAppeared', 'ClientRefused', 'Other']

/** The guests will not come: why. */
export function CancelReserveDialog({ reserve, onClose }: { reserve: Reserve; onClose: () => void }) {
  const t = useText()
  const forbidden = useForbidden()('reserves.edit')
  const { send, isBusy } = useSend()
  const [reason, setReason] = useState<CancelReason | null>(null)
  const submit = async (): Promise<void> => {
    if (!reason) return
    const command = { kind: 'reserve.cancel' as const, orderId: reserve.id, cancelReason: reason }
    if (await send(command, t('reserve.cancelled'))) onClose()
  }
  return (
    <Dialog
      title={t('reserve.cancel-title', { name: reserve.customerName ?? t('delivery.no-name') })}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('kit.back')}</Button>
          <Button
            look="danger-solid"
            isLarge
            isBusy={isBusy}
            forbidden={forbidden}
            missing={reason ? null : t('reserve.choose-reason')}
            data-action="cancel-reserve"
            onClick={() => void submit()}
          >
            {t('reserve.cancel-submit')}
          </Button>
        </>
      }
    >
      <OptionList
        label={t('reserve.why')}
        value={reason}
        options={reasons.map((id) => ({ id, label: t(`reserve.reason.${id}`) }))}
        onChange={(id) => setReason(reasons.find((each) => each === id) ?? null)}
      />
    </Dialog>
  )
}
