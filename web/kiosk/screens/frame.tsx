import { type ReactNode, useState } from 'react'
import { IconButton } from '../../kit/controls.tsx'
import { Icon, Mark } from '../../kit/icons.tsx'
import { type Language, speak, useLanguage } from '../../kit/language.ts'
import { useText } from '../texts.ts'

const languages: readonly { value: Language; label: string; name: string }[] = [
  { value: 'ru', label: 'Русский', name: 'ru' },
  { value: 'en', label: 'English', name: 'en' },
]

export function Languages() {
  const language = useLanguage()
  return (
    <div className="kiosk-languages">
      {languages.map(({ value, label, name }) => (
        <button
          type="button"
          key={value}
          lang={name}
          className="kiosk-language"
          aria-pressed={value === language}
          onClick={() => void speak(value)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

type FrameProps = {
  title: string
  onBack?: () => void
  foot?: ReactNode
  children: ReactNode
}

/** A page of the kiosk. Whoever sits or is small moves all of it into the lower part of a tall screen. */
export function Frame({ title, onBack, foot, children }: FrameProps) {
  const t = useText()
  const [isLow, setLow] = useState(() => sessionStorage.getItem('kiosk.low') === 'yes')
  const change = (): void => {
    sessionStorage.setItem('kiosk.low', isLow ? 'no' : 'yes')
    setLow(!isLow)
  }
  return (
    <div className={isLow ? 'kiosk kiosk-low' : 'kiosk'}>
      <header className="kiosk-head">
        {onBack ? <IconButton icon="back" label={t('kit.back')} isFramed onClick={onBack} /> : <Mark />}
        <h1 className="kiosk-title">{title}</h1>
        <button type="button" className="button kiosk-reach" aria-pressed={isLow} onClick={change}>
          <Icon name="down" />
          {t(isLow ? 'kiosk.high' : 'kiosk.low')}
        </button>
        <Languages />
      </header>
      <main className="kiosk-main">{children}</main>
      {foot && <footer className="kiosk-foot">{foot}</footer>}
    </div>
  )
}
