import { useEffect } from 'react'
import { Icon, type IconName } from './icons.tsx'
import { useKitText } from './texts.ts'
import { typed } from './typed-number.ts'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

type KeyProps = { text: string; onPress: (text: string) => void }
const Key = ({ text, onPress }: KeyProps) => (
  <button type="button" className="pad-key" onClick={() => onPress(text)}>
    {text}
  </button>
)

type SoftKeyProps = { label: string; icon: IconName; isOff?: boolean; onPress: () => void }
const SoftKey = ({ label, icon, isOff = false, onPress }: SoftKeyProps) => (
  <button
    type="button"
    className="pad-key pad-key-soft"
    aria-label={label}
    disabled={isOff}
    onClick={onPress}
  >
    <Icon name={icon} />
  </button>
)

/** Listens to a real keyboard as long as it is shown; keys typed into a field stay there. */
function useKeyboard(onKey: (key: string) => boolean): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const { target } = event
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return
      if (event.ctrlKey || event.altKey || event.metaKey) return
      // Enter on a button presses that button.
      if (event.key === 'Enter' && target instanceof HTMLButtonElement) return
      if (onKey(event.key)) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  })
}

const pinLengthMax = 12

type PinPadProps = {
  value: string
  onChange: (value: string) => void
  onEnter: () => void
  isBusy: boolean
}

export function PinPad({ value, onChange, onEnter, isBusy }: PinPadProps) {
  const t = useKitText()
  const add = (digit: string) => onChange((value + digit).slice(0, pinLengthMax))
  const erase = () => onChange(value.slice(0, -1))
  const isReady = value.length > 0 && !isBusy
  useKeyboard((key) => {
    if (/^\d$/.test(key)) add(key)
    else if (key === 'Backspace') erase()
    else if (key === 'Enter' && isReady) onEnter()
    else return false
    return true
  })
  return (
    <>
      <div className="pin-dots" role="img" aria-label={t('kit.pin-digits', { count: value.length })}>
        {Array.from({ length: Math.max(4, value.length) }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: dots have no identity but their place.
          <span key={index} className={index < value.length ? 'pin-dot pin-dot-filled' : 'pin-dot'} />
        ))}
      </div>
      <div className="pad">
        {digits.map((digit) => (
          <Key key={digit} text={digit} onPress={add} />
        ))}
        <SoftKey label={t('kit.erase')} icon="erase" isOff={value === ''} onPress={erase} />
        <Key text="0" onPress={add} />
        <button
          type="button"
          className="pad-key pad-key-go"
          aria-label={t('kit.enter')}
          disabled={!isReady}
          onClick={onEnter}
        >
          <Icon name="check" />
        </button>
      </div>
    </>
  )
}

type DigitPadProps = { value: string; onChange: (value: string) => void; onEnter: () => void; max: number }

/** For numbers that name something: phones, cards. A zero in front stays. */
export function DigitPad({ value, onChange, onEnter, max }: DigitPadProps) {
  const t = useKitText()
  const add = (digit: string) => onChange((value + digit).slice(0, max))
  const erase = () => onChange(value.slice(0, -1))
  useKeyboard((key) => {
    if (/^\d$/.test(key)) add(key)
    else if (key === 'Backspace') erase()
    else if (key === 'Enter') onEnter()
    else return false
    return true
  })
  return (
    <div className="pad">
      {digits.map((digit) => (
        <Key key={digit} text={digit} onPress={add} />
      ))}
      <SoftKey label={t('kit.clear')} icon="close" onPress={() => onChange('')} />
      <Key text="0" onPress={add} />
      <SoftKey label={t('kit.erase')} icon="erase" isOff={value === ''} onPress={erase} />
    </div>
  )
}

type NumberPadProps = {
  /** Digits with at most one dot. */
  value: string
  onChange: (value: string) => void
  /** Digits after the dot; 0: whole numbers. */
  decimals: number
  onEnter?: () => void
}

export function NumberPad({ value, onChange, decimals, onEnter }: NumberPadProps) {
  const t = useKitText()
  const add = (text: string) => onChange(typed(value, text, decimals))
  const erase = () => onChange(value.slice(0, -1))
  useKeyboard((key) => {
    if (/^\d$/.test(key)) add(key)
    else if (key === '.' || key === ',') add('.')
    else if (key === 'Backspace') erase()
    else if (key === 'Enter' && onEnter) onEnter()
    else return false
    return true
  })
  return (
    <div className="pad">
      {digits.map((digit) => (
        <Key key={digit} text={digit} onPress={add} />
      ))}
      {decimals > 0 ? (
        <button type="button" className="pad-key" aria-label={t('kit.decimal')} onClick={() => add('.')}>
          ,
        </button>
      ) : (
        <SoftKey label={t('kit.clear')} icon="close" onPress={() => onChange('')} />
      )}
      <Key text="0" onPress={add} />
      <SoftKey label={t('kit.erase')} icon="erase" isOff={value === ''} onPress={erase} />
    </div>
  )
}
