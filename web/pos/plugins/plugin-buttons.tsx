import { useState } from 'react'
import { Button, IconButton } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import type { PluginButton, PluginPlace } from '../../kit/plugin-types.ts'
import { usePlugins } from './plugin-context.ts'
import { usePluginText } from './texts.ts'

type Props = { screen: PluginButton['screen']; place: PluginPlace }
/** So many stand side by side; more of them stand behind one (front-api §5.3). */
const besideMax = { order: 1, payment: 2, plugins: 0 }

/** Buttons that plugins put on a screen. */
export function PluginButtons({ screen, place }: Props) {
  const say = usePluginText()
  const all = usePlugins().buttons.filter((button) => button.screen === screen)
  const [isOpen, setOpen] = useState(false)
  if (all.length === 0) return null
  if (all.length <= besideMax[screen])
    return all.map((button) => <One key={button.id} button={button} place={place} />)
  const opener = {
    ...{ icon: 'plug' as const, 'aria-haspopup': 'dialog' as const, 'data-action': 'plugins' },
    onClick: () => setOpen(true),
  }
  return (
    <>
      {screen === 'plugins' ? (
        <IconButton isFramed label={say('plugins.more')} {...opener} />
      ) : (
        <Button {...opener}>{say('plugins.more')}</Button>
      )}
      {isOpen && (
        <Dialog title={say('plugins.title')} onClose={() => setOpen(false)}>
          <div className="options">
            {all.map((button) => (
              <One key={button.id} button={button} place={place} isWide onPress={() => setOpen(false)} />
            ))}
          </div>
        </Dialog>
      )}
    </>
  )
}

type OneProps = { button: PluginButton; place: PluginPlace; isWide?: boolean; onPress?: () => void }

function One({ button, place, isWide = false, onPress }: OneProps) {
  const say = usePluginText()
  const { press } = usePlugins()
  const [isBusy, setBusy] = useState(false)
  const run = async (): Promise<void> => {
    onPress?.()
    setBusy(true)
    await press(button, place)
    setBusy(false)
  }
  return (
    <Button
      isWide={isWide}
      isBusy={isBusy}
      aria-pressed={button.isChecked || undefined}
      missing={button.isEnabled ? null : say('plugins.off', { caption: button.caption })}
      onClick={() => void run()}
      data-plugin-button={button.caption}
    >
      {button.iconPath && (
        <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d={button.iconPath} />
        </svg>
      )}
      <span className="plugin-caption">{button.caption}</span>
    </Button>
  )
}
