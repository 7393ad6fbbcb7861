import { useState } from 'react'
import { Button, OptionList } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import type { CancelReason } from '../../../kit/reserve-types.ts'
import { useForbidden, useFormat, useSend } from '../../../kit/till-context.tsx'
import type { Reserve } from '../../../kit/till-types.ts'
import { usePrepayText } from '../../prepaying/texts.ts'
import { useText } from '../../texts.ts'

const reasons: readonly CancelReason[] = ['ClientNotAppeared', 'ClientRefused', 'Other']

/** The guests will not come: why. */
export function CancelReserveDialog({ reserve, onClose }: { reserve: Reserve; onClose: () => void }) {
  const t = useText()
  const say = usePrepayText()
  const format = useFormat()
  const may = useForbidden()
  const [forbidden, mayClose] = [may('reserves.edit'), may('tables.close')]
  const { send, isBusy } = useSend()
  const [reason, setReason] = useState<CancelReason | null>(null)
  const prepaid = (reserve.banquet?.payments ?? []).filter(({ isPrepaid }) => isPrepaid)
  const sum = format.money(prepaid.reduce((total, payment) => total + payment.sum, 0))
  // A bank gives its part back first; the reserve is cancelled with its answer.
  const isAsync = prepaid.some(({ isByBank }) => isByBank)
  const submit = async (): Promise<void> => {
    if (!reason) return
    const command = {
      ...{ kind: 'reserve.cancel' as const, orderId: reserve.id, cancelReason: reason },
      ...(prepaid.length > 0 ? { returnsPrepayments: true as const } : {}),
    }
    if (await send(command, isAsync ? say('prepay.cancelling') : t('reserve.cancelled'))) onClose()
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
            forbidden={prepaid.length > 0 ? (mayClose ?? forbidden) : forbidden}
            missing={reason ? null : t('reserve.choose-reason')}
            data-action="cancel-reserve"
            onClick={() => void submit()}
          >
            {prepaid.length > 0 ? say('prepay.cancel-submit') : t('reserve.cancel-submit')}
          </Button>
        </>
      }
    >
      {prepaid.length > 0 && (
        <p className="reserve-money-back" role="note">
          {say('prepay.cancel-note', { sum })}
        </p>
      )}
      <OptionList
        label={t('reserve.why')}
        value={reason}
        options={reasons.map((id) => ({ id, label: t(`reserve.reason.${id}`) }))}
        onChange={(id) => setReason(reasons.find((each) => each === id) ?? null)}
      />
    </Dialog>
  )
}
