import '../kit/base.css'
import '../kit/desk/desk.css'
import './admin.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { applySavedTheme } from '../kit/theme.ts'
import { Toasts } from '../kit/toasts.tsx'
import { AdminApp } from './app.tsx'

applySavedTheme()
const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <Toasts>
      <AdminApp />
    </Toasts>
  </StrictMode>,
)
