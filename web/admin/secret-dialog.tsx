import { useState } from 'react'
import { Button } from '../kit/controls.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useText } from './texts.ts'

/** A secret that is shown once: who closes the window has it or makes another. */
export type Secret = { title: string; lines: readonly { label: string; value: string }[] }

export function SecretDialog({ title, lines, onClose }: Secret & { onClose: () => void }) {
  const t = useText()
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <Button look="primary" onClick={onClose}>
          {t('admin.secret-saved')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('admin.secret-once')}</p>
        {lines.map(({ label, value }) => (
          <SecretLine key={label} label={label} value={value} />
        ))}
      </div>
    </Dialog>
  )
}

function SecretLine({ label, value }: { label: string; value: string }) {
  const t = useText()
  const [isCopied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
  }
  return (
    <div>
      <p className="field-label">{label}</p>
      <div className="secret">
        <code className="secret-value">{value}</code>
        {navigator.clipboard && (
          <Button onClick={() => void copy()}>{t(isCopied ? 'admin.copied' : 'admin.copy')}</Button>
        )}
      </div>
    </div>
  )
}
