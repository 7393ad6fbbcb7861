import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { IconButton } from './controls.tsx'
import { useKitText } from './texts.ts'

type DialogProps = {
  title: string
  onClose: () => void
  size?: 'normal' | 'wide' | 'full'
  children: ReactNode
  foot?: ReactNode
}

/** A modal: the browser keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, size = 'normal', children, foot }: DialogProps) {
  const t = useKitText()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={size === 'normal' ? 'dialog' : `dialog dialog-${size}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="dialog-head">
        <h2 className="dialog-title" id={titleId}>
          {title}
        </h2>
        <IconButton icon="close" label={t('kit.close')} onClick={onClose} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className="dialog-body scroll" tabIndex={0}>
        {children}
      </div>
      {foot && <div className="dialog-foot">{foot}</div>}
    </dialog>
  )
}
