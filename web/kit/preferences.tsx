import { type Sound, useSound } from './chime.ts'
import { Choices } from './controls.tsx'
import { changeLanguage, type Language, useLanguage } from './language.ts'
import { useKitText } from './texts.ts'
import { type Theme, themes, useTheme } from './theme.ts'

const languageNames: readonly { value: Language; label: string }[] = [
  { value: 'ru', label: 'Рус' },
  { value: 'en', label: 'Eng' },
]

export function LanguageChoice() {
  const t = useKitText()
  const language = useLanguage()
  return (
    <Choices
      label={t('kit.language')}
      value={language}
      options={languageNames}
      onChange={(next) => void changeLanguage(next)}
    />
  )
}

export function ThemeChoice() {
  const t = useKitText()
  const [theme, setTheme] = useTheme()
  const options = themes.map((value): { value: Theme; label: string } => ({
    value,
    label: t(`kit.theme.${value}`),
  }))
  return <Choices label={t('kit.theme')} value={theme} options={options} onChange={setTheme} />
}

export function SoundChoice() {
  const t = useKitText()
  const [sound, setSound] = useSound()
  const options = (['on', 'off'] as const).map((value): { value: Sound; label: string } => ({
    value,
    label: t(`kit.sound.${value}`),
  }))
  return <Choices label={t('kit.sound')} value={sound} options={options} onChange={setSound} />
}
