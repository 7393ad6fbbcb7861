import { type ButtonHTMLAttributes, type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { Icon, type IconName } from './icons.tsx'
import { useKitText } from './texts.ts'
import { useToast } from './toast-context.ts'

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
  look?: 'plain' | 'primary' | 'danger' | 'danger-solid' | 'quiet'
  icon?: IconName
  isLarge?: boolean
  isWide?: boolean
  isBusy?: boolean
  /** Why this person may not, or cannot now: shown as locked, and said when it is pressed all the same. */
  forbidden?: string | null
  /** What has to be done first; said when it is pressed before. */
  missing?: string | null | undefined
}

export function Button(props: ButtonProps) {
  const {
    look = 'plain',
    icon,
    isLarge,
    isWide,
    isBusy,
    forbidden,
    missing,
    className,
    children,
    onClick,
    ...rest
  } = props
  const classes = [
    'button',
    look !== 'plain' && `button-${look}`,
    isLarge && 'button-large',
    isWide && 'button-wide',
    className,
  ]
  const toast = useToast()
  const why = forbidden ?? missing
  const isOff = Boolean(why) || isBusy
  // A finger sees no hints: whoever presses a locked button is told why.
  const explain = why ? () => toast(why, { isProblem: true }) : undefined
  return (
    <button
      type="button"
      {...rest}
      className={classes.filter(Boolean).join(' ')}
      aria-disabled={isOff || undefined}
      aria-busy={isBusy || undefined}
      title={why ?? undefined}
      onClick={isOff ? explain : onClick}
    >
      {forbidden ? <Icon name="lock" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

type IconButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  icon: IconName
  label: string
  isFramed?: boolean
}

export const IconButton = ({ icon, label, isFramed, className, ...rest }: IconButtonProps) => (
  <button
    type="button"
    {...rest}
    aria-label={label}
    title={label}
    className={['icon-button', isFramed && 'icon-button-framed', className].filter(Boolean).join(' ')}
  >
    <Icon name={icon} />
  </button>
)

type ChipProps = {
  look?: 'plain' | 'accent' | 'soon' | 'late' | 'info'
  icon?: IconName
  children: ReactNode
}

export const Chip = ({ look = 'plain', icon, children }: ChipProps) => (
  <span className={look === 'plain' ? 'chip' : `chip chip-${look}`}>
    {icon && <Icon name={icon} />}
    {children}
  </span>
)

export type ChoiceOption<Value extends string> = { value: Value; label: string; count?: number }
type ChoicesProps<Value extends string> = {
  label: string
  value: Value
  options: readonly ChoiceOption<Value>[]
  onChange: (value: Value) => void
}

/** One of a few values, all in sight; arrows move between them. */
export function Choices<Value extends string>({ label, value, options, onChange }: ChoicesProps<Value>) {
  const group = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const at = options.findIndex((option) => option.value === value)
    const index = (at + step + options.length) % options.length
    const next = options[index]
    if (!next) return
    onChange(next.value)
    group.current?.querySelectorAll<HTMLElement>('[role=radio]')[index]?.focus()
  }
  return (
    <div className="choices" role="radiogroup" aria-label={label} ref={group} onKeyDown={move}>
      {options.map((option) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio cannot hold a count and be 48 px high.
        <button
          type="button"
          key={option.value}
          className="choice"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChange(option.value)}
        >
          {option.label}
          {option.count !== undefined && <span className="choice-count">{option.count}</span>}
        </button>
      ))}
    </div>
  )
}

type FieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  lines?: number
  maxLength?: number
  placeholder?: string
}

export function TextField({ label, value, onChange, lines = 1, maxLength = 255, placeholder }: FieldProps) {
  const id = useId()
  const shared = {
    id,
    value,
    maxLength,
    placeholder,
    className: 'input',
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {lines > 1 ? <textarea rows={lines} {...shared} /> : <input type="text" {...shared} />}
    </div>
  )
}

type StepperProps = {
  /** What is counted. */
  label: string
  value: number
  min: number
  max: number
  text?: string
  onChange: (value: number) => void
}

export function Stepper({ label, value, min, max, text, onChange }: StepperProps) {
  const t = useKitText()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend.
    <div className="stepper" role="group" aria-label={label}>
      <button
        type="button"
        className="icon-button stepper-less"
        aria-label={`${label}: ${t('kit.less')}`}
        disabled={value <= min}
        onClick={() => onChange(value - 1)}
      />
      <output className="stepper-value">{text ?? value}</output>
      <button
        type="button"
        className="icon-button stepper-more"
        aria-label={`${label}: ${t('kit.more')}`}
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
      />
    </div>
  )
}

export type ListOption = { id: string; label: string; note?: string | null; isOff?: boolean }
type OptionListProps = {
  label: string
  options: readonly ListOption[]
  value: string | null
  onChange: (id: string) => void
}

/** A list to choose one from. */
export const OptionList = ({ label, options, value, onChange }: OptionListProps) => (
  <div className="options" role="radiogroup" aria-label={label}>
    {options.map((option) => (
      // biome-ignore lint/a11y/useSemanticElements: the whole row is what a finger hits.
      <button
        type="button"
        key={option.id}
        role="radio"
        className="option"
        aria-checked={option.id === value}
        disabled={option.isOff ?? false}
        onClick={() => onChange(option.id)}
      >
        {option.label}
        {option.note && <span className="option-side quiet">{option.note}</span>}
      </button>
    ))}
  </div>
)

export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="empty">
    <p className="empty-title">{title}</p>
    {children && <p>{children}</p>}
  </div>
)
