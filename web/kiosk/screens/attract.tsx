import type { KioskMenu } from '../../kit/device/device-types.ts'
import { Mark } from '../../kit/icons.tsx'
import { useText } from '../texts.ts'
import { Languages } from './frame.tsx'

/** What calls guests from afar: pictures of the menu and one thing to touch. */
export function Attract({ menu, onBegin }: { menu: KioskMenu; onBegin: () => void }) {
  const t = useText()
  const pictures = menu.products.flatMap(({ id, image }) => (image ? [{ id, image }] : [])).slice(0, 12)
  return (
    <main className="attract">
      <div className="attract-pictures" aria-hidden="true">
        {pictures.map(({ id, image }) => (
          <img key={id} src={image} alt="" />
        ))}
      </div>
      <div className="attract-words">
        <div className="attract-mark">
          <Mark />
          Trapeza
        </div>
        <h1 className="visually-hidden">{t('kiosk.title')}</h1>
        <button type="button" className="attract-begin" onClick={onBegin} data-kiosk="begin">
          {t('kiosk.begin')}
        </button>
        <Languages />
      </div>
    </main>
  )
}
