import { useState } from 'react'
import { Button, IconButton } from '../../kit/controls.tsx'
import { useText } from '../texts.ts'
import type { Point } from '../types.ts'
import { cornersText, readCorners } from './corners.ts'

type CornerListProps = { corners: readonly Point[]; onChange: (corners: Point[]) => void }

/** The corners of an outline as numbers: for the keyboard, and for those who have them from a map elsewhere. */
export function CornerList({ corners, onChange }: CornerListProps) {
  const t = useText()
  const [pasted, setPasted] = useState<string | null>(null)
  if (pasted !== null) {
    const read = readCorners(pasted)
    return (
      <div className="field">
        <label className="field-label" htmlFor="pasted-corners">
          {t('zones.corners-text')}
        </label>
        <textarea
          id="pasted-corners"
          className="input"
          rows={6}
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
        />
        <p className={read ? 'field-hint' : 'field-problem'}>
          {t(read ? 'zones.corners-text-hint' : 'zones.corners-text-bad')}
        </p>
        <div className="buttons">
          <Button onClick={() => setPasted(null)}>{t('kit.cancel')}</Button>
          <Button
            look="primary"
            onClick={() => {
              if (!read) return
              onChange(read)
              setPasted(null)
            }}
          >
            {t('zones.take-corners')}
          </Button>
        </div>
      </div>
    )
  }
  const set = (index: number, changes: Partial<Point>): void =>
    onChange(corners.map((corner, i) => (i === index ? { ...corner, ...changes } : corner)))
  return (
    <fieldset className="check-list">
      <legend className="field-label">{t('zones.corners', { count: corners.length })}</legend>
      <p className="field-hint">{t('zones.corners-hint')}</p>
      <ol className="corners">
        {corners.map((corner, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place in the outline.
          <li key={i} className="corner">
            <span className="quiet">{i + 1}</span>
            <Degrees
              label={t('zones.latitude', { number: i + 1 })}
              value={corner.latitude}
              onChange={(latitude) => set(i, { latitude })}
            />
            <Degrees
              label={t('zones.longitude', { number: i + 1 })}
              value={corner.longitude}
              onChange={(longitude) => set(i, { longitude })}
            />
            <IconButton
              icon="close"
              label={t('zones.remove-corner', { number: i + 1 })}
              onClick={() => onChange(corners.filter((_, other) => other !== i))}
            />
          </li>
        ))}
      </ol>
      <div className="buttons">
        <Button onClick={() => setPasted(cornersText(corners))}>{t('zones.edit-text')}</Button>
      </div>
    </fieldset>
  )
}

type DegreesProps = { label: string; value: number; onChange: (value: number) => void }

/** Typed freely; the number counts when it is one. */
function Degrees({ label, value, onChange }: DegreesProps) {
  const [text, setText] = useState<string | null>(null)
  return (
    <input
      className="input"
      inputMode="decimal"
      aria-label={label}
      value={text ?? String(value)}
      onChange={(event) => {
        const typed = event.target.value
        setText(typed)
        const number = Number(typed.replace(',', '.'))
        if (typed.trim() !== '' && Number.isFinite(number)) onChange(number)
      }}
      onBlur={() => setText(null)}
    />
  )
}
