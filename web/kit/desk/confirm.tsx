import { type ReactNode, useState } from 'react'
import { Button } from '../controls.tsx'
import { Dialog } from '../dialog.tsx'
import { useDeskText } from './texts.ts'

type ConfirmButtonProps = {
  label: string
  /** What will happen, so that nobody is surprised. */
  children: ReactNode
  isDanger?: boolean
  onConfirm: () => void
}

/** Asks before something that cannot be taken back. */
export function ConfirmButton({ label, children, isDanger = false, onConfirm }: ConfirmButtonProps) {
  const t = useDeskText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look={isDanger ? 'danger' : 'plain'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && (
        <Dialog
          title={label}
          onClose={() => setOpen(false)}
          foot={
            <>
              <Button onClick={() => setOpen(false)}>{t('kit.cancel')}</Button>
              <Button
                look={isDanger ? 'danger-solid' : 'primary'}
                onClick={() => {
                  setOpen(false)
                  onConfirm()
                }}
              >
                {label}
              </Button>
            </>
          }
        >
          <p>{children}</p>
        </Dialog>
      )}
    </>
  )
}
