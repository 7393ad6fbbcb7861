import { useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useNamed } from '../../kit/names.ts'
import { useBooks, useForbidden, useNameOf, useSend } from '../../kit/till-context.tsx'
import { mayDo, type PaidOrder } from './paid-order.ts'
import { usePayText } from './texts.ts'

/** By which prices an order is sold; a tap changes them. Nothing where there is nothing to choose. */
export function PriceCategoryButton({ order }: { order: PaidOrder }) {
  const t = usePayText()
  const nameOf = useNameOf()
  const { priceCategories } = useBooks().paying
  const [isOpen, setIsOpen] = useState(false)
  const { sale } = order
  const isOffered = mayDo(order, 'changePriceCategory') && sale.whenBillPrinted === null
  if (!isOffered || (priceCategories.length === 0 && !sale.priceCategory)) return null
  return (
    <>
      <Button icon="cash" onClick={() => setIsOpen(true)} data-action="price-category">
        {sale.priceCategory ? (
          <span className="order-extra">{nameOf(sale.priceCategory.name)}</span>
        ) : (
          t('price.button')
        )}
      </Button>
      {isOpen && <PriceCategoryDialog order={order} onClose={() => setIsOpen(false)} />}
    </>
  )
}

function PriceCategoryDialog({ order, onClose }: { order: PaidOrder; onClose: () => void }) {
  const t = usePayText()
  const named = useNamed()
  const { priceCategories } = useBooks().paying
  const { send, isBusy } = useSend()
  const forbidden = useForbidden()('orders.price-category')
  const { of, orderId, sale } = order
  const present = sale.priceCategory?.id ?? null
  const choose = async (priceCategoryId: string | null): Promise<void> => {
    const isSame = priceCategoryId === present
    const command = { kind: `${of}.changePriceCategory` as const, orderId, priceCategoryId }
    if (isSame || (await send(command, t('price.changed')))) onClose()
  }
  const options = [
    { id: null, name: t('price.usual') },
    ...priceCategories.map((each) => ({ id: each.id, name: named(each) })),
  ]
  return (
    <Dialog title={t('price.title', { number: sale.number })} onClose={onClose}>
      <div className="stack">
        <div className="options">
          {options.map(({ id, name }) => (
            <Button
              key={id ?? 'usual'}
              className="option"
              aria-pressed={id === present}
              isBusy={isBusy}
              forbidden={forbidden}
              onClick={() => void choose(id)}
              data-price-category={id ?? 'usual'}
            >
              {name}
            </Button>
          ))}
        </div>
        <p className="quiet">{t('price.hint')}</p>
      </div>
    </Dialog>
  )
}
