import './base.css'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Entrance } from './entrance.tsx'
import { keepShell } from './offline/shell.ts'
import { quietRoot } from './quiet-root.ts'
import { applySavedTheme } from './theme.ts'
import { Toasts } from './toasts.tsx'
import { TouchKeyboard } from './touch-keyboard.tsx'

/** Puts a screen of a till on the page, behind the choice of the till and the PIN. */
export function mountTillScreen(screen: ReactNode): void {
  applySavedTheme()
  keepShell()
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')
  createRoot(quietRoot(root)).render(
    <StrictMode>
      <Toasts>
        <Entrance>{screen}</Entrance>
        <TouchKeyboard />
      </Toasts>
    </StrictMode>,
  )
}
