import { OptionList, TextField } from '../../kit/controls.tsx'
import { useNamed } from '../../kit/names.ts'
import { useBooks } from '../../kit/till-context.tsx'
import type { RemovalType } from '../../kit/till-types.ts'
import { type PosKey, useText } from '../texts.ts'

export type Removal = { typeId: string | null; comment: string; userId: string | null }
export const noRemoval: Removal = { typeId: null, comment: '', userId: null }

/** What is still missing before a cooked dish may go; null when nothing is. */
export function missingInRemoval(removal: Removal, types: readonly RemovalType[]): PosKey | null {
  const type = types.find(({ id }) => id === removal.typeId)
  if (!type) return 'remove.choose-type'
  if (type.needsComment && removal.comment.trim() === '') return 'remove.needs-comment'
  return type.needsUser && !removal.userId ? 'remove.needs-user' : null
}

type FormProps = { label: string; value: Removal; onChange: (removal: Removal) => void }

/** What becomes of dishes that the kitchen has: kind of removal, why, and who pays. */
export function RemovalForm({ label, value, onChange }: FormProps) {
  const t = useText()
  const named = useNamed()
  const { removalTypes, employees } = useBooks()
  const type = removalTypes.find(({ id }) => id === value.typeId)
  return (
    <>
      <div className="field">
        <span className="field-label">{label}</span>
        <OptionList
          label={label}
          value={value.typeId}
          options={removalTypes.map((each) => ({ id: each.id, label: named(each) }))}
          onChange={(typeId) => onChange({ ...value, typeId })}
        />
      </div>
      {type?.needsUser && (
        <div className="field">
          <span className="field-label">{t('remove.user')}</span>
          <OptionList
            label={t('remove.user')}
            value={value.userId}
            options={employees.map(({ id, name }) => ({ id, label: name }))}
            onChange={(userId) => onChange({ ...value, userId })}
          />
        </div>
      )}
      {type && (
        <TextField
          label={t('remove.comment')}
          value={value.comment}
          onChange={(comment) => onChange({ ...value, comment })}
        />
      )}
    </>
  )
}
