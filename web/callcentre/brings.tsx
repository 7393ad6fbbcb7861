import { Chip } from '../kit/controls.tsx'
import { useLanguage } from '../kit/language.ts'
import { useNamed } from '../kit/names.ts'
import { useDesk, useFormatOf } from './desk-context.ts'
import type { StepProps } from './step-props.ts'
import { useText } from './texts.ts'
import type { Allowed, Check, Rejected } from './types.ts'

type Row = Check['unruled'][number]

/** Terminal groups: those that can bring it, best first, and why the others cannot. */
export function Brings({ draft, onDraft, check }: StepProps) {
  const t = useText()
  const { who } = useDesk()
  if (!check) return <p className="quiet">{t('cc.checking')}</p>
  const choose = ({ organizationId, terminalGroupId }: Row): void =>
    onDraft((before) => ({ ...before, target: { organizationId, terminalGroupId, isAuto: false } }))
  const [best] = check.allowed
  const props = (row: Row) => ({
    row,
    isChosen: draft.target?.terminalGroupId === row.terminalGroupId,
    onChoose: () => choose(row),
  })
  return (
    <>
      {!best && (
        <p className="failure" role="status" data-nobody="true">
          {t(check.isUnlocated ? 'cc.unlocated' : 'cc.nobody')}
        </p>
      )}
      <ul className="rows" aria-label={t('cc.who-brings')}>
        {check.allowed.map((row) => (
          <li key={row.terminalGroupId}>
            <Group {...props(row)} isBest={row === best && draft.target?.isAuto === true}>
              <AllowedFacts row={row} isPickup={draft.isPickup} />
            </Group>
          </li>
        ))}
        {check.unruled.map((row) => (
          <li key={row.terminalGroupId}>
            <Group {...props(row)}>
              <span className="quiet">{t('cc.by-hand')}</span>
            </Group>
          </li>
        ))}
        {worded(check.rejected).map((row) => (
          <li key={row.terminalGroupId}>
            <Group {...props(row)} isOff={!who.mayBypass}>
              <Why rows={check.rejected.filter((one) => one.terminalGroupId === row.terminalGroupId)} />
            </Group>
          </li>
        ))}
      </ul>
    </>
  )
}

/** A group may fail by several of its rows. */
const worded = (rejected: readonly Rejected[]): Rejected[] => [
  ...new Map(rejected.map((row) => [row.terminalGroupId, row])).values(),
]

type GroupProps = {
  row: Row
  isChosen: boolean
  isBest?: boolean
  isOff?: boolean
  onChoose: () => void
  children: React.ReactNode
}

function Group({ row, isChosen, isBest = false, isOff = false, onChoose, children }: GroupProps) {
  const t = useText()
  const named = useNamed()
  const names = [row.organization, row.terminalGroup].flatMap((one) => (one ? [named(one)] : []))
  return (
    <button
      type="button"
      className="cc-group"
      aria-pressed={isChosen}
      disabled={isOff}
      data-group={row.terminalGroupId}
      onClick={onChoose}
    >
      <span className="cc-group-name">
        <strong>{[...new Set(names)].join(' · ')}</strong>
        {isBest && <Chip look="info">{t('cc.auto')}</Chip>}
      </span>
      {children}
    </button>
  )
}

function AllowedFacts({ row, isPickup }: { row: Allowed; isPickup: boolean }) {
  const t = useText()
  const format = useFormatOf(row.organizationId)
  const facts = [
    t('cc.minutes', { count: row.minutes }),
    ...(isPickup
      ? []
      : [
          Number(row.minSum) > 0 && t('cc.min-sum', { sum: format.money(row.minSum) }),
          row.charge ? t('cc.charge', { sum: format.money(row.charge.sum) }) : t('cc.charge-none'),
          row.zone !== null && t('cc.zone', { name: row.zone }),
        ]),
  ]
  return <span>{facts.filter(Boolean).join(' · ')}</span>
}

function Why({ rows }: { rows: readonly Rejected[] }) {
  const t = useText()
  const language = useLanguage()
  // Of several zones the one that the address lies in tells the reason.
  const nearest = rows.filter(({ code }) => code !== 'OutOfTerminalZone')
  const words = nearest.length > 0 ? nearest.map(({ why }) => why[language]) : [t('cc.out-of-zones')]
  return <span className="cc-why">{[...new Set(words)].join('; ')}</span>
}
