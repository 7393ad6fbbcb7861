import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { IconButton } from './controls.tsx'
import { Icon } from './icons.tsx'
import { useKitText } from './texts.ts'
import { type ShowToast, ToastContext } from './toast-context.ts'

type Toast = { id: number; text: string; isProblem: boolean }

const shownMs = 4000
const problemMs = 9000
const shownMax = 3

const lookMs = 200

/**
 * Tells the layer where the lowest banner ends, as `--banners-end`, for banners come and go while words are shown: on a phone
 * both lie above.
 */
function useEndOfBanners(layer: RefObject<HTMLElement | null>, isShown: boolean): void {
  useLayoutEffect(() => {
    if (!isShown) return
    const look = (): void => {
      const banners = [...document.querySelectorAll('.banner')]
      const end = Math.max(0, ...banners.map((banner) => banner.getBoundingClientRect().bottom))
      layer.current?.style.setProperty('--banners-end', `${Math.ceil(end)}px`)
    }
    look()
    const timer = setInterval(look, lookMs)
    return () => clearInterval(timer)
  }, [layer, isShown])
}

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
  useEndOfBanners(layer, toasts.length > 0)
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
