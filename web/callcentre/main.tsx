import '../kit/base.css'
import '../kit/desk/desk.css'
import './callcentre.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { askAt } from '../kit/desk/api.ts'
import { applySavedTheme } from '../kit/theme.ts'
import { Toasts } from '../kit/toasts.tsx'
import { TouchKeyboard } from '../kit/touch-keyboard.tsx'
import { CallCentreApp } from './app.tsx'

askAt('../callcentre/api')
applySavedTheme()
const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <Toasts>
      <CallCentreApp />
      <TouchKeyboard />
    </Toasts>
  </StrictMode>,
)
