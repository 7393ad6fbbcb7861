/** Things to choose from, as large buttons in rows. */
export type PickOption = {
  id: string
  label: string
  note?: string | null
  isOn?: boolean
  isOff?: boolean
  onPick: () => void
}

/** One touch on a thing does it. */
export const Pick = ({ label, options }: { label: string; options: readonly PickOption[] }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend.
  <div className="pick" role="group" aria-label={label}>
    {options.map(({ id, label: name, note, isOn, isOff, onPick }) => (
      <button
        type="button"
        key={id}
        className="option pick-option"
        aria-pressed={isOn ?? false}
        disabled={isOff}
        data-pick={id}
        onClick={onPick}
      >
        <span>{name}</span>
        {note && <span className="quiet">{note}</span>}
      </button>
    ))}
  </div>
)

type PickSeveralProps = {
  label: string
  options: readonly { id: string; label: string; note?: string | null }[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** Several of them; a touch takes one in or out. */
export const PickSeveral = ({ label, options, chosen, onChange }: PickSeveralProps) => (
  <Pick
    label={label}
    options={options.map((option) => {
      const isOn = chosen.includes(option.id)
      return {
        ...option,
        isOn,
        onPick: () => onChange(isOn ? chosen.filter((id) => id !== option.id) : [...chosen, option.id]),
      }
    })}
  />
)
