import '../base.css'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keepShell } from '../offline/shell.ts'
import { quietRoot } from '../quiet-root.ts'
import { applySavedTheme } from '../theme.ts'
import { Toasts } from '../toasts.tsx'

/**
 * Puts the screen of a device on the page; guests have no keyboard and need none. A device that is switched on while its till
 * is out of reach opens all the same, and says so.
 */
export function mountDevice(screen: ReactNode): void {
  applySavedTheme()
  keepShell()
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')
  createRoot(quietRoot(root)).render(
    <StrictMode>
      <Toasts>{screen}</Toasts>
    </StrictMode>,
  )
}
