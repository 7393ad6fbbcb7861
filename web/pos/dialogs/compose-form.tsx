import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { Button, Empty } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { addToBasket, type DishChoice, indexModifiers, priceOfOne, type Seat } from '../../kit/dish-choice.ts'
import type { MenuCombo } from '../../kit/menu-types.ts'
import type { NewItem } from '../../kit/new-item-types.ts'
import { useForbidden, useFormat, useSend, useTillState } from '../../kit/till-context.tsx'
import type { Command, Permission, Sale } from '../../kit/till-types.ts'
import { composedLines } from '../model/composed-lines.ts'
import { useMenuOf } from '../model/use-menu.ts'
import { useText } from '../texts.ts'
import { Basket } from './basket.tsx'
import { MenuPicker } from './menu-picker.tsx'

type ComposeFormProps = {
  sale: Pick<Sale, 'id' | 'number' | 'priceCategory'>
  permission: Permission
  command: (items: NewItem[]) => Command
  onClose: () => void
  /** At a table: for whom the next dishes are, how that is chosen, and how it is said. */
  seating?: { seat: Seat; chooser: ReactNode; nameOf: (seat: Seat) => string | null }
  /** Absent: combos are not sold here. */
  onCombo?: (combo: MenuCombo) => void
}

/** Composes what is added to an order; without the till it is written on this device and sent when the till is back. */
export function ComposeForm({ sale, permission, command, onClose, seating, onCombo }: ComposeFormProps) {
  const t = useText()
  const format = useFormat()
  const menu = useMenuOf(sale)
  const { phase } = useTillState()
  const forbidden = useForbidden()(permission, true)
  const { send, isBusy } = useSend()
  const [basket, setBasket] = useState<DishChoice[]>([])
  const modifiers = useMemo(() => (menu ? indexModifiers(menu) : new Map()), [menu])
  const seat = seating?.seat
  // The same one while somebody composes: hundreds of tiles are not drawn again for one line of the basket.
  const take = useCallback(
    (choice: DishChoice) => setBasket((before) => addToBasket(before, seat ? { ...choice, seat } : choice)),
    [seat],
  )
  const sum = basket.reduce((total, line) => total + line.amount * priceOfOne(line, modifiers), 0)
  const submit = async (): Promise<void> => {
    const { items, picture } = composedLines(basket, modifiers)
    if (await send(command(items), t('done.items'), picture)) onClose()
  }
  return (
    <Dialog
      title={sale.number > 0 ? t('menu.title', { number: sale.number }) : t('menu.title-new')}
      size="full"
      onClose={onClose}
    >
      {menu ? (
        <div className="adding">
          <MenuPicker menu={menu} modifiers={modifiers} onCombo={onCombo} onTake={take} />
          <section className="basket" aria-label={t('menu.basket')}>
            <h3 className="basket-title">{t('menu.basket')}</h3>
            {seating?.chooser}
            <Basket lines={basket} modifiers={modifiers} seatName={seating?.nameOf} onChange={setBasket} />
            {phase === 'lost' && <p className="basket-offline">{t('menu.offline')}</p>}
            <Button
              look="primary"
              icon="plus"
              isLarge
              isWide
              isBusy={isBusy}
              forbidden={forbidden}
              missing={basket.length === 0 ? t('menu.basket-empty') : null}
              onClick={() => void submit()}
              data-action="add"
            >
              {basket.length > 0 ? t('menu.add-sum', { sum: format.money(sum) }) : t('menu.add')}
            </Button>
          </section>
        </div>
      ) : (
        <Empty title={t('kit.loading')} />
      )}
    </Dialog>
  )
}
