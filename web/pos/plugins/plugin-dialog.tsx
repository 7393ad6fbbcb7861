import { Button } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Icon } from '../../kit/icons.tsx'
import type { PluginDialog, ShownDialog } from '../../kit/plugin-types.ts'
import { useKitText } from '../../kit/texts.ts'
import { PluginInput } from './plugin-input.tsx'
import { usePluginText } from './texts.ts'

type Props = { shown: ShownDialog; onAnswer: (value: unknown) => void }
type Of<Kind extends PluginDialog['kind']> = {
  plugin: string
  dialog: Extract<PluginDialog, { kind: Kind }>
  onAnswer: (value: unknown) => void
}

/** A dialog of a plugin as this till shows its own; closing it is to cancel. */
export function PluginDialogView({ shown: { plugin, dialog }, onAnswer }: Props) {
  switch (dialog.kind) {
    case 'message':
      return <Message plugin={plugin} dialog={dialog} onAnswer={onAnswer} />
    case 'question':
      return <Question plugin={plugin} dialog={dialog} onAnswer={onAnswer} />
    case 'choice':
      return <Choice plugin={plugin} dialog={dialog} onAnswer={onAnswer} />
    case 'input':
      return <PluginInput plugin={plugin} dialog={dialog} onAnswer={onAnswer} />
  }
}

function Message({ plugin, dialog, onAnswer }: Of<'message'>) {
  const say = usePluginText()
  const t = useKitText()
  return (
    <Dialog
      title={dialog.title || plugin}
      onClose={() => onAnswer(null)}
      foot={
        <Button look="primary" isLarge onClick={() => onAnswer(true)} data-answer="ok">
          {dialog.okText ?? (dialog.look === 'ok' ? say('plugins.ok') : t('kit.close'))}
        </Button>
      }
    >
      <p className={dialog.look === 'error' ? 'plugin-text plugin-error' : 'plugin-text'}>
        {dialog.look === 'error' && <Icon name="alert" />}
        {dialog.text}
      </p>
    </Dialog>
  )
}

function Question({ plugin, dialog, onAnswer }: Of<'question'>) {
  const say = usePluginText()
  return (
    <Dialog
      title={dialog.title || plugin}
      onClose={() => onAnswer(null)}
      foot={
        <>
          <Button isLarge onClick={() => onAnswer(false)} data-answer="no">
            {dialog.noText ?? say('plugins.no')}
          </Button>
          <Button look="primary" isLarge onClick={() => onAnswer(true)} data-answer="yes">
            {dialog.yesText ?? say('plugins.yes')}
          </Button>
        </>
      }
    >
      <p className="plugin-text">{dialog.text || plugin}</p>
    </Dialog>
  )
}

function Choice({ plugin, dialog, onAnswer }: Of<'choice'>) {
  const columns = Math.min(dialog.columns ?? 2, 4)
  return (
    <Dialog title={dialog.title || plugin} onClose={() => onAnswer(null)} size="wide">
      <div className="plugin-choice" style={{ '--plugin-columns': columns } as React.CSSProperties}>
        {dialog.items.map((item, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place in the list.
            key={index}
            type="button"
            className="button plugin-item"
            aria-pressed={dialog.selected === index}
            onClick={() => onAnswer(index)}
          >
            <span>{item.title}</span>
            {item.hint && <span className="quiet">{item.hint}</span>}
          </button>
        ))}
      </div>
    </Dialog>
  )
}
