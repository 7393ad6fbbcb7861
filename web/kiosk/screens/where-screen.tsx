import type { KioskState } from '../../kit/device/device-types.ts'
import { Icon } from '../../kit/icons.tsx'
import { useNamed } from '../../kit/names.ts'
import { useText } from '../texts.ts'
import { Frame } from './frame.tsx'

type WhereProps = {
  types: KioskState['orderTypes']
  onChoose: (orderTypeId: string) => void
  onLeave: () => void
}

/** Here or to go: types of orders as the restaurant has them. */
export function WhereScreen({ types, onChoose, onLeave }: WhereProps) {
  const t = useText()
  const named = useNamed()
  return (
    <Frame title={t('kiosk.where')} onBack={onLeave}>
      <div className="where">
        {types.map((type) => (
          <button
            type="button"
            key={type.id}
            className="where-choice"
            data-kiosk={type.isUsual ? 'here' : 'to-go'}
            onClick={() => onChoose(type.id)}
          >
            <Icon name={type.isUsual ? 'table' : 'bag'} />
            {named(type)}
          </button>
        ))}
      </div>
    </Frame>
  )
}
