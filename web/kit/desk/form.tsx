import { createContext, type ReactNode, useContext, useId, useState } from 'react'
import { Icon } from '../icons.tsx'
import { useLanguage } from '../language.ts'
import { Refused } from './api.ts'
import { useProblemText } from './loading.tsx'
import { useDeskText } from './texts.ts'
import type { FieldProblem } from './types.ts'

const Problems = createContext<readonly FieldProblem[]>([])

export type Submitting = {
  problems: readonly FieldProblem[]
  /** What went wrong as a whole. */
  failure: string | null
  isBusy: boolean
  /** Does the work; false when it failed, which is then shown. */
  run: (work: () => Promise<void>) => Promise<boolean>
}

/** Sends a form once at a time and keeps what the server said against it. */
export function useSubmit(): Submitting {
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const problemText = useProblemText()
  return {
    problems,
    failure,
    isBusy,
    async run(work) {
      if (isBusy) return false
      setBusy(true)
      setFailure(null)
      setProblems([])
      try {
        await work()
        return true
      } catch (error) {
        if (error instanceof Refused) setProblems(error.fields)
        setFailure(problemText(error))
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}

type FormFrameProps = { of: Submitting; children: ReactNode }

/** Shows each problem at its field, and those of no field on top. */
export function FormFrame({ of, children }: FormFrameProps) {
  return (
    <Problems value={of.problems}>
      {of.failure !== null && (
        <p className="failure" role="alert">
          <Icon name="alert" />
          {of.failure}
        </p>
      )}
      {children}
    </Problems>
  )
}

/** The problem of a field, or of something inside it. */
export function useProblem(name: string | undefined): string | null {
  const problems = useContext(Problems)
  const language = useLanguage()
  if (name === undefined) return null
  const found = problems.find(
    ({ field }) => field === name || field.startsWith(`${name}[`) || field.startsWith(`${name}.`),
  )
  return found ? found.text[language] : null
}

type FieldProps = {
  label: string
  /** Path of the field in the problems of the server. */
  name?: string
  hint?: ReactNode
  children: (attributes: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }) => ReactNode
}

/** A label, what is to be entered, why, and what is wrong with it. */
export function Field({ label, name, hint, children }: FieldProps) {
  const id = useId()
  const problem = useProblem(name)
  const noteId = hint || problem ? `${id}-note` : undefined
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': noteId, 'aria-invalid': problem ? true : undefined })}
      {noteId && (
        <p className={problem ? 'field-problem' : 'field-hint'} id={noteId}>
          {problem ?? hint}
        </p>
      )}
    </div>
  )
}

type InputProps = {
  label: string
  name?: string
  hint?: ReactNode
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'password' | 'date' | 'time' | 'url' | 'email'
  placeholder?: string
  mode?: 'numeric' | 'decimal'
  maxLength?: number
  autoComplete?: string
}

export const Input = ({ label, name, hint, onChange, mode, ...input }: InputProps) => (
  <Field label={label} hint={hint} {...(name === undefined ? {} : { name })}>
    {(attributes) => (
      <input
        className="input"
        autoComplete="off"
        maxLength={500}
        {...input}
        {...attributes}
        inputMode={mode}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
)

type WholeInputProps = Omit<InputProps, 'value' | 'onChange' | 'mode' | 'type'> & {
  value: number
  onChange: (value: number) => void
}

/** A whole number; what is no number is zero, and the server says what is wrong with that. */
export const WholeInput = ({ value, onChange, ...rest }: WholeInputProps) => (
  <Input
    {...rest}
    mode="numeric"
    value={String(value)}
    onChange={(text) => onChange(Number(text.replace(/\D/g, '').slice(0, 7)))}
  />
)

export type Option = { value: string; label: string }
type SelectProps = {
  label: string
  name?: string
  hint?: ReactNode
  value: string
  options: readonly Option[]
  onChange: (value: string) => void
}

export const Select = ({ label, name, hint, value, options, onChange }: SelectProps) => (
  <Field label={label} hint={hint} {...(name === undefined ? {} : { name })}>
    {(attributes) => (
      <select
        className="input select"
        value={value}
        {...attributes}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )}
  </Field>
)

type CheckProps = { label: string; hint?: ReactNode; value: boolean; onChange: (value: boolean) => void }

export function Check({ label, hint, value, onChange }: CheckProps) {
  const id = useId()
  return (
    <div className="check">
      <input
        id={id}
        type="checkbox"
        checked={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p className="field-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}

type CheckListProps<Value> = {
  legend: string
  name?: string
  hint?: ReactNode
  options: readonly { value: Value; label: string; note?: string }[]
  value: readonly Value[]
  onChange: (value: Value[]) => void
}

/** Any number of a few things. */
export function CheckList<Value extends string | number>(props: CheckListProps<Value>) {
  const { legend, name, hint, options, value, onChange } = props
  const t = useDeskText()
  const problem = useProblem(name)
  const toggle = (one: Value, isOn: boolean): void =>
    onChange(isOn ? [...value, one] : value.filter((other) => other !== one))
  return (
    <fieldset className="check-list">
      <legend className="field-label">{legend}</legend>
      {hint && <p className="field-hint">{hint}</p>}
      <div className="check-list-items">
        {options.map((option) => (
          <label key={option.value} className="check-item">
            <input
              type="checkbox"
              checked={value.includes(option.value)}
              onChange={(event) => toggle(option.value, event.target.checked)}
            />
            <span>
              {option.label}
              {option.note && <span className="quiet"> {option.note}</span>}
            </span>
          </label>
        ))}
        {options.length === 0 && <p className="field-hint">{t('desk.none')}</p>}
      </div>
      {problem && <p className="field-problem">{problem}</p>}
    </fieldset>
  )
}
