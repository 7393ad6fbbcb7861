import '../base.css'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { applySavedTheme } from '../theme.ts'
import { Toasts } from '../toasts.tsx'

/** Puts the screen of a device on the page; guests have no keyboard and need none. */
export function mountDevice(screen: ReactNode): void {
  applySavedTheme()
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')
  createRoot(root).render(
    <StrictMode>
      <Toasts>{screen}</Toasts>
    </StrictMode>,
  )
}
