import { Button } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { useFormat } from '../../../kit/till-context.tsx'
import type { Table } from '../../../kit/till-types.ts'
import type { HallOrder } from '../../model/hall.ts'
import { goTo } from '../../model/route.ts'
import { numberOf } from '../../screens/sale-number.ts'
import { useText } from '../../texts.ts'

type ChooseOrderDialogProps = { table: Table; orders: readonly HallOrder[]; onClose: () => void }

/** Several orders sit at one table: which of them? */
export function ChooseOrderDialog({ table, orders, onClose }: ChooseOrderDialogProps) {
  const t = useText()
  const format = useFormat()
  return (
    <Dialog title={t('hall.choose-title', { number: table.number })} onClose={onClose}>
      <div className="options">
        {orders.map(({ id, of, sale, name }) => (
          <Button key={id} isWide isLarge onClick={() => goTo({ screen: 'hall-order', of, id })}>
            {[numberOf(sale), name, format.money(sale.sum)].filter(Boolean).join(' · ')}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
