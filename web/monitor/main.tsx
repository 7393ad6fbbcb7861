import '../kit/base.css'
import './monitor.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { applySavedTheme } from '../kit/theme.ts'
import { Toasts } from '../kit/toasts.tsx'
import { MonitorApp } from './app.tsx'

applySavedTheme()
const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <Toasts>
      <MonitorApp />
    </Toasts>
  </StrictMode>,
)
