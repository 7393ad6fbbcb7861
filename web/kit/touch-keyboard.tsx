import './touch-keyboard.css'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { Icon } from './icons.tsx'
import { editOf, keyRows, markKeys } from './keyboard-layout.ts'
import { type Language, useLanguage } from './language.ts'
import { quietRoot } from './quiet-root.ts'
import { readSetting } from './settings.ts'
import { useKitText } from './texts.ts'

type TextField = HTMLInputElement | HTMLTextAreaElement

const fieldOf = (target: EventTarget | null): TextField | null =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')
    ? target
    : null

/** A phone has a keyboard of its own, which fits its hand; a computer where `keyboard=system` is set has one, too. */
const isLeftToSystem = (): boolean =>
  readSetting('keyboard') === 'system' || window.matchMedia('(max-width: 600px)').matches

/**
 * Letters for screens that have no keyboard: shown while a finger is in a text field. A mouse leaves typing to the computer.
 */
export function TouchKeyboard() {
  const field = useTouchedField()
  if (!field || isLeftToSystem()) return null
  // Inside the dialog of its field: everything outside of an open dialog cannot be pressed.
  return createPortal(<Keys field={field} />, quietRoot(field.closest('dialog') ?? document.body))
}

/** The text field that a finger went into last, as long as the cursor stays there. */
function useTouchedField(): TextField | null {
  const [field, setField] = useState<TextField | null>(null)
  useEffect(() => {
    let isTouch = false
    const touch = (event: PointerEvent): void => {
      isTouch = event.pointerType === 'touch'
      const touched = fieldOf(event.target)
      if (isTouch && touched && !isLeftToSystem()) touched.inputMode = 'none'
      if (isTouch && touched && touched === document.activeElement) setField(touched)
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    // After the tap that moves the cursor is over: a button must not slip away under the finger that presses it.
    const look = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => setField(isTouch ? fieldOf(document.activeElement) : null))
    }
    document.addEventListener('pointerdown', touch, true)
    document.addEventListener('focusin', look)
    document.addEventListener('focusout', look)
    document.addEventListener('close', look, true)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerdown', touch, true)
      document.removeEventListener('focusin', look)
      document.removeEventListener('focusout', look)
      document.removeEventListener('close', look, true)
    }
  }, [])
  useEffect(() => {
    if (!field || isLeftToSystem()) return
    // The rest of the page makes room, and the field is brought into what is left.
    document.documentElement.dataset['keyboard'] = ''
    field.scrollIntoView({ block: 'center' })
    return () => {
      delete document.documentElement.dataset['keyboard']
    }
  }, [field])
  return field
}

function type(field: TextField, key: string): void {
  const edit = editOf(key, field)
  if (!edit) return
  field.setRangeText(edit.text, edit.from, edit.to, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

function Keys({ field }: { field: TextField }) {
  const t = useKitText()
  const own = useLanguage()
  const [language, setLanguage] = useState<Language>(own)
  const [isLarge, setLarge] = useState(false)
  const press = (key: string): void => {
    type(field, key)
    if (key !== 'erase') setLarge(false)
  }
  const other = language === 'ru' ? 'en' : 'ru'
  return (
    <section className="keyboard" aria-label={t('kit.keyboard')} ref={keepFocus}>
      {keyRows(language, isLarge).map((row) => (
        <div className="keyboard-row" key={row.join('')}>
          {row.map((key) => (
            <Key key={key} text={key} onPress={() => press(key)} />
          ))}
        </div>
      ))}
      <div className="keyboard-row">
        <Key text={isLarge ? '⇩' : '⇧'} label={t('kit.shift')} onPress={() => setLarge(!isLarge)} />
        <Key text={other === 'ru' ? 'АБВ' : 'ABC'} onPress={() => setLanguage(other)} />
        <Key text=" " label={t('kit.space')} isWide onPress={() => press(' ')} />
        {markKeys.map((key) => (
          <Key key={key} text={key} onPress={() => press(key)} />
        ))}
        <Key text="" label={t('kit.erase')} icon="erase" onPress={() => press('erase')} />
        <Key text="" label={t('kit.done')} icon="check" onPress={() => field.blur()} />
      </div>
    </section>
  )
}

/** The cursor stays in the field while keys are pressed. */
function keepFocus(keys: HTMLElement | null): void {
  for (const kind of ['pointerdown', 'mousedown'])
    keys?.addEventListener(kind, (event) => event.preventDefault())
}

type KeyProps = {
  text: string
  label?: string
  icon?: 'erase' | 'check'
  isWide?: boolean
  onPress: () => void
}

const Key = ({ text, label, icon, isWide, onPress }: KeyProps) => (
  <button
    type="button"
    tabIndex={-1}
    className={isWide ? 'keyboard-key keyboard-key-wide' : 'keyboard-key'}
    aria-label={label}
    onClick={onPress}
  >
    {icon ? <Icon name={icon} /> : text}
  </button>
)
