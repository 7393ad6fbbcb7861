import { Chip } from '../kit/controls.tsx'
import { useText } from './texts.ts'
import type { Delivery } from './types.ts'

/** Where a delivery stands, in a word. */
export function StatusChip({ order }: { order: Delivery }) {
  const t = useText()
  const { creationStatus, status } = order
  const look = creationStatus === 'Error' ? 'late' : creationStatus === 'InProgress' ? 'soon' : lookOf(status)
  const words =
    creationStatus === 'Error'
      ? t('cc.not-taken')
      : creationStatus === 'InProgress' || !status
        ? t('cc.waiting-till')
        : t(`cc.status.${status}`)
  return (
    <span data-status={creationStatus === 'Success' ? status : creationStatus}>
      <Chip look={look}>{words}</Chip>
    </span>
  )
}

function lookOf(status: Delivery['status']): 'soon' | 'accent' | 'info' | 'plain' {
  if (status === 'Unconfirmed') return 'soon'
  if (status === 'OnWay' || status === 'Delivered') return 'accent'
  return status === 'Closed' || status === 'Cancelled' ? 'plain' : 'info'
}
