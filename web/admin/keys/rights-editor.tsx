import { useState } from 'react'
import { Button, Choices } from '../../kit/controls.tsx'
import { useProblem } from '../../kit/desk/form.tsx'
import { useBooks } from '../books.ts'
import { useText } from '../texts.ts'
import type { KeyDraft, Right } from '../types.ts'
import { byGroup, isAllowed, withRights } from './rights.ts'

type RightsEditorProps = { draft: KeyDraft; change: (changes: Partial<KeyDraft>) => void }

/** Which operations of the API a key may call: everything but some, or nothing but some. */
export function RightsEditor({ draft, change }: RightsEditorProps) {
  const t = useText()
  const { rights } = useBooks()
  const [isOpen, setOpen] = useState(false)
  const allowedProblem = useProblem('allowedRights')
  const deniedProblem = useProblem('deniedRights')
  const problem = allowedProblem ?? deniedProblem
  const all = rights.map(({ right }) => right)
  const count = all.filter((right) => isAllowed(draft, right)).length
  const setMode = (mode: string): void => {
    const allowed = all.filter((right) => isAllowed(draft, right))
    const denied = all.filter((right) => !isAllowed(draft, right))
    change(
      mode === 'open'
        ? { allowedRights: null, deniedRights: denied }
        : { allowedRights: allowed, deniedRights: [] },
    )
  }
  return (
    <details className="fold" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{t('keys.rights')}</span>
        <span className={count === all.length ? 'quiet' : 'right-count'}>{`${count} / ${all.length}`}</span>
      </summary>
      <div className="rights">
        <p className="field-hint">{t('keys.rights-hint')}</p>
        <div className="rights-mode">
          <Choices
            label={t('keys.rights-mode')}
            value={draft.allowedRights === null ? 'open' : 'closed'}
            options={[
              { value: 'open', label: t('keys.rights-open') },
              { value: 'closed', label: t('keys.rights-closed') },
            ]}
            onChange={setMode}
          />
        </div>
        <div className="right-groups">
          {byGroup(rights).map(([group, own]) => (
            <RightGroup
              key={group}
              group={group}
              rights={own}
              draft={draft}
              onChange={(changed, isOn) => change(withRights(draft, all, changed, isOn))}
            />
          ))}
        </div>
        {problem && <p className="field-problem">{problem}</p>}
      </div>
    </details>
  )
}

type RightGroupProps = {
  group: string
  rights: readonly Right[]
  draft: KeyDraft
  onChange: (rights: string[], isOn: boolean) => void
}

function RightGroup({ group, rights, draft, onChange }: RightGroupProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const names = rights.map(({ right }) => right)
  const on = names.filter((right) => isAllowed(draft, right))
  const isAll = on.length === names.length
  return (
    <details className="right-group" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{group}</span>
        <span className={isAll ? 'quiet' : 'right-count'}>{`${on.length} / ${names.length}`}</span>
      </summary>
      {isOpen && (
        <div className="right-items">
          <Button onClick={() => onChange(names, !isAll)}>
            {t(isAll ? 'keys.take-all' : 'keys.give-all')}
          </Button>
          {rights.map(({ right, summary }) => (
            <label key={right} className="check-item">
              <input
                type="checkbox"
                checked={isAllowed(draft, right)}
                onChange={(event) => onChange([right], event.target.checked)}
              />
              <span>
                <code>{right}</code> <span className="quiet">{summary}</span>
              </span>
            </label>
          ))}
        </div>
      )}
    </details>
  )
}
