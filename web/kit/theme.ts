import { useState } from 'react'
import { readSetting, saveSetting } from './settings.ts'

export type Theme = 'system' | 'light' | 'dark'
export const themes: readonly Theme[] = ['system', 'light', 'dark']

const isTheme = (text: string | null): text is Theme => themes.some((theme) => theme === text)

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

function savedTheme(): Theme {
  const saved = readSetting('theme')
  return isTheme(saved) ? saved : 'system'
}

/** Before the first picture, so that nothing flashes. */
export const applySavedTheme = (): void => apply(savedTheme())

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(savedTheme)
  return [
    theme,
    (next) => {
      saveSetting('theme', next)
      apply(next)
      setTheme(next)
    },
  ]
}
