import { useState } from 'react'
import type { Delivery } from '../../kit/till-types.ts'
import { ItemDialog } from '../dialogs/item-dialog.tsx'
import { SaleItems } from './sale-items.tsx'

/** The dishes of a delivery, each with what may be done with it. */
export function DeliveryItems({ delivery }: { delivery: Delivery }) {
  const [openId, setOpenId] = useState<string | null>(null)
  const open = delivery.items.find((item) => item.positionId === openId && !item.isDeleted)
  return (
    <SaleItems sale={delivery} onOpen={(item) => setOpenId(item.positionId)}>
      {open && <ItemDialog delivery={delivery} item={open} onClose={() => setOpenId(null)} />}
    </SaleItems>
  )
}
