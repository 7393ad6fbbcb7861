import { useState } from 'react'
import { useCardReader } from '../../kit/card-reader.ts'
import { Button, Choices, TextField } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { DigitPad, NumberPad } from '../../kit/pads.tsx'
import type { PluginDialog, PluginField } from '../../kit/plugin-types.ts'
import { isGoodInput } from './input-rules.ts'
import { usePluginText } from './texts.ts'

type Props = {
  plugin: string
  dialog: Extract<PluginDialog, { kind: 'input' }>
  onAnswer: (value: unknown) => void
}

/** What a plugin wants to be put in: one way to do so, or several of which the person takes one (front-api §5.2). */
export function PluginInput({ plugin, dialog, onAnswer }: Props) {
  const say = usePluginText()
  const [kind, setKind] = useState(dialog.fields[0]?.kind ?? 'text')
  const [text, setText] = useState(initialOf(dialog.fields[0]))
  const field = dialog.fields.find((one) => one.kind === kind) ?? { kind: 'text' as const }
  const choose = (next: PluginField['kind']): void => {
    setKind(next)
    setText(initialOf(dialog.fields.find((one) => one.kind === next)))
  }
  // A reader is quicker than the choice of a way: what it read is of the way that takes such codes.
  useCardReader((code) => {
    const read = dialog.fields.find((one) => one.kind === (/^[;%]/.test(code) ? 'card' : 'barcode'))
    if (read) onAnswer({ kind: read.kind, value: code.trim() })
  })
  const missing = isGoodInput(field, text) ? null : say('plugins.wrong')
  const enter = (): void => {
    if (missing === null) onAnswer({ kind, value: text.trim() })
  }
  return (
    <Dialog
      title={dialog.title || plugin}
      onClose={() => onAnswer(null)}
      foot={
        <Button look="primary" isLarge missing={missing} onClick={enter} data-answer="ok">
          {say('plugins.enter')}
        </Button>
      }
    >
      <div className="stack">
        {dialog.hint && <p className="plugin-text">{dialog.hint}</p>}
        {dialog.fields.length > 1 && (
          <Choices
            label={dialog.title || plugin}
            value={kind}
            onChange={choose}
            options={dialog.fields.map((one) => ({ value: one.kind, label: say(`plugins.${one.kind}`) }))}
          />
        )}
        <Way field={field} text={text} onType={setText} onEnter={enter} />
      </div>
    </Dialog>
  )
}

type WayProps = { field: PluginField; text: string; onType: (text: string) => void; onEnter: () => void }

/** Keys for what is made of digits, letters for the rest. */
function Way({ field, text, onType, onEnter }: WayProps) {
  const say = usePluginText()
  switch (field.kind) {
    case 'number':
      // The pad has no minus.
      if (field.min !== undefined && Number(field.min) < 0) break
      return (
        <>
          <output className="pay-typed">{text || '0'}</output>
          <NumberPad value={text} decimals={3} onChange={onType} onEnter={onEnter} />
        </>
      )
    case 'phone':
      return (
        <>
          <output className="pay-typed">{text || '—'}</output>
          <DigitPad value={text} max={text.startsWith('+') ? 16 : 15} onChange={onType} onEnter={onEnter} />
        </>
      )
    case 'barcode':
      return <TextField label={say('plugins.scan')} value={text} onChange={onType} maxLength={200} />
    case 'card':
      return <TextField label={say('plugins.swipe')} value={text} onChange={onType} maxLength={200} />
    case 'text':
      return (
        <div className={field.isPassword ? 'plugin-secret' : undefined}>
          <TextField
            label={say('plugins.text')}
            lines={field.isMultiline ? 4 : 1}
            maxLength={field.maxLength ?? 255}
            value={text}
            onChange={onType}
          />
        </div>
      )
  }
  return <TextField label={say('plugins.number')} value={text} onChange={onType} maxLength={26} />
}

const initialOf = (field: PluginField | undefined): string =>
  field && 'initial' in field ? (field.initial ?? '') : ''
