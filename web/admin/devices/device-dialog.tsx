import { type ReactNode, useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { post, put } from '../../kit/desk/api.ts'
import { FormFrame, useSubmit } from '../../kit/desk/form.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useToast } from '../../kit/toast-context.ts'
import { useText } from '../texts.ts'
import type { Opened } from './device-page.tsx'

type DialogProps<Data, Draft> = {
  path: string
  opened: Opened<Draft>
  say: (word: 'new' | 'saved') => string
  onSaved: (data: Data) => void
  onClose: () => void
  children: (draft: Draft, set: (change: Partial<Draft>) => void) => ReactNode
}

/** Everything that one of the things at tills is set to; saved as a whole. */
export function DeviceDialog<Data, Draft extends { name: string }>(props: DialogProps<Data, Draft>) {
  const { path, opened, say, onSaved, onClose, children } = props
  const t = useText()
  const toast = useToast()
  const form = useSubmit()
  const [draft, setDraft] = useState(opened.draft)
  const save = (): void => {
    void form.run(async () => {
      const { id } = opened
      const saved = await (id ? put<Data>(`${path}/${id}`, draft) : post<Data>(path, draft))
      toast(say('saved'))
      onSaved(saved)
    })
  }
  return (
    <Dialog
      title={opened.id ? draft.name : say('new')}
      size="wide"
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button look="primary" isBusy={form.isBusy} onClick={save}>
            {t('kit.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <FormFrame of={form}>
          {children(draft, (change) => setDraft((before) => ({ ...before, ...change })))}
        </FormFrame>
      </div>
    </Dialog>
  )
}
