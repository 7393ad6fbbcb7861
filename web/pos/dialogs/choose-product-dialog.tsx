import { useMemo, useState } from 'react'
import { useAfterPaint } from '../../kit/after-paint.ts'
import { Button, Empty } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useGrowing } from '../../kit/growing-list.tsx'
import { Icon } from '../../kit/icons.tsx'
import type { Menu, MenuProduct, Size } from '../../kit/menu-types.ts'
import { useNamed } from '../../kit/names.ts'
import { findProducts } from '../model/find-product.ts'
import { useText } from '../texts.ts'

type ChooseProps = {
  menu: Menu
  onChoose: (product: MenuProduct, size: Size | null) => void
  onClose: () => void
}

/** Finds a dish of the menu, and a size of it where it has sizes. */
export function ChooseProductDialog({ menu, onChoose, onClose }: ChooseProps) {
  const t = useText()
  const named = useNamed()
  const [query, setQuery] = useState('')
  const [product, setProduct] = useState<MenuProduct | null>(null)
  // The letter stands in the field at once; what it finds follows.
  const wanted = useAfterPaint(query)
  const found = useMemo(() => findProducts(menu.products, wanted), [menu, wanted])
  const { shown, end } = useGrowing(found, 'span')
  return (
    <Dialog title={product ? named(product) : t('stops.choose')} onClose={onClose}>
      {product ? (
        <div className="options">
          {[null, ...product.sizes].map((size) => (
            <button
              type="button"
              key={size?.id ?? 'all'}
              className="option"
              onClick={() => onChoose(product, size)}
            >
              {size ? named(size) : t('stops.all-sizes')}
            </button>
          ))}
          <Button icon="back" onClick={() => setProduct(null)}>
            {t('kit.back')}
          </Button>
        </div>
      ) : (
        <div className="stack">
          <search className="search">
            <Icon name="search" />
            <input
              className="search-input"
              type="text"
              autoComplete="off"
              aria-label={t('menu.search')}
              placeholder={t('menu.search')}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          </search>
          {found.length === 0 && <Empty title={t('menu.no-dishes')} />}
          <div className="options">
            {shown.map((each) => (
              <button
                type="button"
                key={each.id}
                className="option"
                data-product={each.code}
                onClick={() => (each.sizes.length > 0 ? setProduct(each) : onChoose(each, null))}
              >
                {named(each)}
              </button>
            ))}
            {end}
          </div>
        </div>
      )}
    </Dialog>
  )
}
