import { Chip } from '../../kit/controls.tsx'
import { useDeviceFormat } from '../../kit/device/device.tsx'
import type { Combo, KioskMenu } from '../../kit/device/device-types.ts'
import type { MenuProduct } from '../../kit/menu-types.ts'
import { useNamed } from '../../kit/names.ts'
import type { Stop } from '../../kit/till-types.ts'
import { isStopped, leftOf } from '../basket.ts'
import { useText } from '../texts.ts'
import { Picture } from './picture.tsx'

type DishTileProps = { product: MenuProduct; stops: readonly Stop[]; onPress: () => void }

/** A dish of the menu; one that has run out says so. */
export function DishTile({ product, stops, onPress }: DishTileProps) {
  const t = useText()
  const named = useNamed()
  const format = useDeviceFormat()
  const isOff = isStopped(stops, product)
  const left = product.sizes.length === 0 ? leftOf(stops, product.id, null) : null
  const least = product.sizes.length > 0 ? Math.min(...product.sizes.map(({ price }) => price)) : null
  const price =
    least === null ? format.money(product.price ?? 0) : t('kiosk.from', { price: format.money(least) })
  return (
    <button type="button" className="tile" disabled={isOff} data-product={product.code} onClick={onPress}>
      <Picture image={product.image} />
      <span className="tile-name">{named(product)}</span>
      <span className="tile-foot">
        <span className="tile-price">{price}</span>
        {isOff && <Chip look="late">{t('kiosk.stopped')}</Chip>}
        {!isOff && left !== null && (
          <Chip look="soon">{t('kiosk.left', { amount: format.amount(left) })}</Chip>
        )}
      </span>
    </button>
  )
}

type ComboTileProps = { combo: Combo; menu: KioskMenu; stops: readonly Stop[]; onPress: () => void }

/** A combo, as long as every group of it has a dish that is left. */
export function ComboTile({ combo, menu, stops, onPress }: ComboTileProps) {
  const t = useText()
  const named = useNamed()
  const format = useDeviceFormat()
  const byId = new Map(menu.products.map((product) => [product.id, product]))
  const isLeft = ({ productId, sizeId }: { productId: string; sizeId: string | null }): boolean =>
    (leftOf(stops, productId, sizeId) ?? 1) > 0
  const isOff = combo.groups.some(({ products }) => !products.some(isLeft))
  const image = combo.groups
    .flatMap(({ products }) => products)
    .map(({ productId }) => byId.get(productId)?.image ?? null)
    .find((one) => one !== null)
  return (
    <button type="button" className="tile" disabled={isOff} data-combo={combo.name} onClick={onPress}>
      <Picture image={image ?? null} />
      <span className="tile-name">{named(combo)}</span>
      <span className="tile-foot">
        <span className="tile-price">{t('kiosk.from', { price: format.money(combo.price) })}</span>
        {isOff && <Chip look="late">{t('kiosk.stopped')}</Chip>}
      </span>
    </button>
  )
}
