import { useDeviceState } from '../../kit/device/device.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useLanguage } from '../../kit/language.ts'
import { useText } from '../texts.ts'
import { Languages } from './frame.tsx'

/** Why there is nothing to order now, in words for a guest. */
export function Closed({ why }: { why: 'lost' | 'shift-closed' | 'no-card' | null }) {
  const t = useText()
  const language = useLanguage()
  const { refusal } = useDeviceState()
  if (why === null)
    return (
      <main className="closed">
        <p className="closed-words">{t('kit.loading')}</p>
      </main>
    )
  return (
    <main className="closed">
      <Icon name="alert" />
      <h1 className="closed-title">{t('kiosk.closed')}</h1>
      <p className="closed-words" role="status">
        {refusal && why === 'lost' ? refusal[language] : t(`kiosk.closed.${why}`)}
      </p>
      <Languages />
    </main>
  )
}
