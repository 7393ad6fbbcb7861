import { useCallback, useMemo, useState } from 'react'
import { Button, Empty } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { addToBasket, type DishChoice, indexModifiers, priceOfOne } from '../../../kit/dish-choice.ts'
import { useFormat, useTill } from '../../../kit/till-context.tsx'
import { useText } from '../../texts.ts'
import { Basket } from '../basket.tsx'
import { MenuPicker } from '../menu-picker.tsx'
import { type ComingBack, GoodsMoney } from './goods-money.tsx'

/** Goods that came back without a receipt: what they are, and then why and by which payment type the money goes. */
export function GoodsReturnDialog({ onClose }: { onClose: () => void }) {
  const { usualMenu: menu } = useTill()
  const t = useText()
  const [basket, setBasket] = useState<DishChoice[]>([])
  const [isChosen, setChosen] = useState(false)
  const modifiers = useMemo(() => (menu ? indexModifiers(menu) : new Map()), [menu])
  const take = useCallback((choice: DishChoice) => setBasket((before) => addToBasket(before, choice)), [])
  const sum = basket.reduce((total, line) => total + line.amount * priceOfOne(line, modifiers), 0)
  const goods = { basket, modifiers, sum }
  if (isChosen && basket.length > 0)
    return <GoodsMoney {...goods} onBack={() => setChosen(false)} onClose={onClose} />
  return (
    <Dialog title={t('goods.title')} size="full" onClose={onClose}>
      {menu ? (
        <div className="adding">
          <MenuPicker menu={menu} modifiers={modifiers} takesStopped onTake={take} />
          <WhatComesBack {...goods} onChange={setBasket} onNext={() => setChosen(true)} />
        </div>
      ) : (
        <Empty title={t('kit.loading')} />
      )}
    </Dialog>
  )
}

type WhatProps = ComingBack & {
  onChange: (change: (lines: DishChoice[]) => DishChoice[]) => void
  onNext: () => void
}

function WhatComesBack({ basket, modifiers, sum, onChange, onNext }: WhatProps) {
  const t = useText()
  const format = useFormat()
  return (
    <section className="basket" aria-label={t('return.what')}>
      <h3 className="basket-title">{t('return.what')}</h3>
      <Basket lines={basket} modifiers={modifiers} onChange={onChange} />
      <Button
        look="primary"
        isLarge
        isWide
        missing={basket.length === 0 ? t('return.choose-lines') : null}
        onClick={onNext}
        data-action="goods-chosen"
      >
        {basket.length > 0 ? t('goods.next-sum', { sum: format.money(sum) }) : t('goods.next')}
      </Button>
    </section>
  )
}
