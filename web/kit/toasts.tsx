import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { IconButton } from './controls.tsx'
import { Icon } from './icons.tsx'
import { useKitText } from './texts.ts'
import { type ShowToast, ToastContext } from './toast-context.ts'

type Toast = { id: number; text: string; isProblem: boolean }

const shownMs = 4000
const problemMs = 9000
const shownMax = 3

export function Toasts({ children }: { children: ReactNode }) {
  const t = useKitText()
  const [toasts, setToasts] = useState<Toast[]>([])
  const lastId = useRef(0)
  const layer = useRef<HTMLDivElement>(null)
  const remove = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), [])
  const show = useCallback<ShowToast>(
    (text, { isProblem = false } = {}) => {
      lastId.current += 1
      const id = lastId.current
      setToasts((all) =>
        [...all.filter((toast) => toast.text !== text), { id, text, isProblem }].slice(-shownMax),
      )
      setTimeout(() => remove(id), isProblem ? problemMs : shownMs)
    },
    [remove],
  )
  useEffect(() => {
    const element = layer.current
    if (!element?.showPopover) return
    // Shown anew each time, so that it lies above a dialog that was opened meanwhile.
    element.hidePopover()
    if (toasts.length > 0) element.showPopover()
  }, [toasts])
  return (
    <ToastContext value={show}>
      {children}
      <div ref={layer} className="toasts" popover="manual" aria-live="assertive">
        {toasts.map((toast) => (
          <div key={toast.id} className={toast.isProblem ? 'toast toast-problem' : 'toast'}>
            <Icon name={toast.isProblem ? 'alert' : 'check'} />
            <span className="toast-text">{toast.text}</span>
            <IconButton icon="close" label={t('kit.close')} onClick={() => remove(toast.id)} />
          </div>
        ))}
      </div>
    </ToastContext>
  )
}
