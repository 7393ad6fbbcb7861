import { type ReactNode, useState } from 'react'
import { Button, Choices, Stepper, TextField } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useDuration } from '../../kit/duration.ts'
import { DigitPad } from '../../kit/pads.tsx'
import { newCommandId } from '../../kit/till-api.ts'
import {
  useBoard,
  useBooks,
  useForbidden,
  useFormat,
  useNow,
  useSend,
  useTill,
} from '../../kit/till-context.tsx'
import type { Reserve } from '../../kit/till-types.ts'
import { conflictOf, dayMs, daysLater, startOfDay, stepMs } from './reserve-day.ts'
import { useReserveWords } from './reserve-words.ts'
import { useBookText } from './texts.ts'
import { useGuestName } from './use-guest-name.ts'

const minuteMs = 60_000
/** Two hours for guests, three for a banquet (front-api §2.8). */
const usual = { plain: 120, banquet: 180 } as const
type Kind = keyof typeof usual

/** What is being written down: a table and a time that were tapped, or a reserve as it is. */
export type Draft = { tableIds: string[]; startsAt: number }
type Props = { draft: Draft; reserve: Reserve | null; onClose: () => void }

/** Writes a reserve down, or changes one; says at once who keeps the table already. */
export function ReserveForm({ draft, reserve, onClose }: Props) {
  const t = useBookText()
  const words = useReserveWords()
  const form = useForm(draft, reserve)
  return (
    <Dialog
      title={reserve ? t('book.form-change', { name: words.nameOf(reserve) }) : t('book.form-new')}
      size="wide"
      onClose={onClose}
      foot={<Save form={form} reserve={reserve} onDone={onClose} />}
    >
      <div className="two-parts">
        {reserve ? <Says form={form} /> : <Who form={form} />}
        <div className="stack">
          <When form={form} />
          <Where form={form} />
          {!reserve && <Says form={form} />}
        </div>
      </div>
    </Dialog>
  )
}

type Form = ReturnType<typeof useForm>

function useForm(draft: Draft, reserve: Reserve | null) {
  const [kind, setKind] = useState<Kind>('plain')
  const [phone, setPhone] = useState('')
  const [name, setName] = useState('')
  const [startsAt, setStartsAt] = useState(reserve?.startsAt ?? draft.startsAt)
  const [durationInMinutes, setDuration] = useState<number>(reserve?.durationInMinutes ?? usual.plain)
  const [guests, setGuests] = useState(reserve?.guests ?? 2)
  const [tableIds, setTables] = useState(reserve?.tableIds ?? draft.tableIds)
  const [comment, setComment] = useState(reserve?.comment ?? '')
  const [shouldRemind, setRemind] = useState(reserve?.shouldRemind ?? true)
  useGuestName(phone, (found) => setName((typed) => typed || found))
  return {
    ...{ kind, phone, setPhone, name, setName, startsAt, setStartsAt, durationInMinutes, setDuration },
    ...{ guests, setGuests, tableIds, setTables, comment, setComment, shouldRemind, setRemind },
    isNew: reserve === null,
    /** Guests who sit do not come at another time. */
    isAwaited: reserve?.status !== 'Started',
    chooseKind(next: Kind) {
      setKind(next)
      if (durationInMinutes === usual[kind]) setDuration(usual[next])
    },
  }
}

/** Who reserves: the phone first, by which a guest is known. */
function Who({ form }: { form: Form }) {
  const t = useBookText()
  const { settings } = useBooks()
  return (
    <div className="stack">
      <Choices
        label={t('book.what')}
        value={form.kind}
        onChange={form.chooseKind}
        options={[
          { value: 'plain', label: t('book.plain') },
          { value: 'banquet', label: t('book.banquet') },
        ]}
      />
      <output className="pay-typed" aria-label={t('book.phone')}>
        {form.phone || `+${settings.phone.code}`}
      </output>
      <DigitPad value={form.phone} max={15} onChange={form.setPhone} onEnter={() => undefined} />
      <TextField label={t('book.name')} value={form.name} maxLength={60} onChange={form.setName} />
    </div>
  )
}

function When({ form }: { form: Form }) {
  const t = useBookText()
  const format = useFormat()
  const duration = useDuration()
  const now = useNow(5000)
  const { timeZone } = useTill().session.till
  const { startsAt, durationInMinutes } = form
  const [day, today] = [startOfDay(startsAt, timeZone), startOfDay(now, timeZone)]
  const ahead = Math.round((day - today) / dayMs)
  const quarter = Math.round((startsAt - day) / stepMs)
  return (
    <>
      {form.isAwaited && (
        <>
          <Row label={t('book.day')}>
            <Stepper
              label={t('book.day')}
              value={ahead}
              min={0}
              max={89}
              text={ahead === 0 ? t('book.today') : format.date(startsAt)}
              onChange={(next) => form.setStartsAt(daysLater(today, next, timeZone) + (startsAt - day))}
            />
          </Row>
          <Row label={t('book.time')}>
            <Stepper
              label={t('book.time')}
              value={quarter}
              min={0}
              max={95}
              text={format.time(startsAt)}
              onChange={(next) => form.setStartsAt(startsAt + (next - quarter) * stepMs)}
            />
          </Row>
        </>
      )}
      <Row label={t('book.duration')}>
        <Stepper
          label={t('book.duration')}
          value={durationInMinutes / 30}
          min={0.5}
          max={47}
          text={duration(durationInMinutes * minuteMs)}
          onChange={(next) => form.setDuration(Math.max(15, Math.round(next * 30)))}
        />
      </Row>
      <Row label={t('book.guests')}>
        <Stepper label={t('book.guests')} value={form.guests} min={1} max={1000} onChange={form.setGuests} />
      </Row>
    </>
  )
}

const Row = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="labelled-row">
    <span aria-hidden="true">{label}</span>
    {children}
  </div>
)

/** One table or several that are put together. */
function Where({ form }: { form: Form }) {
  const t = useBookText()
  const { sections } = useBooks()
  const toggle = (id: string): void =>
    form.setTables((chosen) => (chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend.
    <div className="field" role="group" aria-label={t('book.tables')}>
      <span className="field-label">{t('book.tables')}</span>
      <div className="book-tables">
        {sections
          .flatMap(({ tables }) => tables)
          .map(({ id, number }) => (
            <button
              type="button"
              key={id}
              className="option book-table"
              aria-pressed={form.tableIds.includes(id)}
              aria-label={t('book.table', { number })}
              data-choose-table={number}
              onClick={() => toggle(id)}
            >
              {number}
            </button>
          ))}
      </div>
    </div>
  )
}

function Says({ form }: { form: Form }) {
  const t = useBookText()
  return (
    <div className="stack">
      <TextField
        label={t('book.comment')}
        value={form.comment}
        lines={2}
        maxLength={250}
        onChange={form.setComment}
      />
      <button
        type="button"
        className="option"
        aria-pressed={form.shouldRemind}
        onClick={() => form.setRemind(!form.shouldRemind)}
      >
        {t('book.remind')}
      </button>
    </div>
  )
}

type SaveProps = { form: Form; reserve: Reserve | null; onDone: () => void }

function Save({ form, reserve, onDone }: SaveProps) {
  const t = useBookText()
  const forbidden = useForbidden()('reserves.edit')
  const { send, isBusy } = useSend()
  const missing = useMissing(form, reserve)
  // Chosen once: however often the button is pressed, it is one reserve.
  const [orderId] = useState(newCommandId)
  const { tableIds, startsAt, durationInMinutes, guests, shouldRemind } = form
  const save = async (): Promise<void> => {
    const comment = form.comment.trim() || null
    const details = { tableIds, startsAt, durationInMinutes, guests, comment, shouldRemind }
    const isDone = reserve
      ? await send({ kind: 'reserve.change', orderId: reserve.id, ...details }, t('book.changed'))
      : await send(
          {
            ...{ kind: 'reserve.place' as const, orderId, isBanquet: form.kind === 'banquet', ...details },
            guest: { phone: form.phone, name: form.name.trim() || null },
          },
          t('book.made'),
        )
    if (isDone) onDone()
  }
  return (
    <>
      {missing?.isConflict && (
        <p className="fact-alert book-conflict" role="status">
          {missing.text}
        </p>
      )}
      <Button
        look="primary"
        icon="check"
        isLarge
        isBusy={isBusy}
        forbidden={forbidden}
        missing={missing?.text}
        data-action="save-reserve"
        onClick={() => void save()}
      >
        {t('book.save')}
      </Button>
    </>
  )
}

/** What keeps it from being written down, in words. */
function useMissing(form: Form, reserve: Reserve | null): { text: string; isConflict: boolean } | null {
  const t = useBookText()
  const words = useReserveWords()
  const now = useNow(5000)
  const { reserves } = useBoard()
  const { tableIds, startsAt, durationInMinutes } = form
  const taken = conflictOf(reserves, { id: reserve?.id ?? null, tableIds, startsAt, durationInMinutes })
  if (taken) {
    const who = { table: words.numberOf(taken.tableId), name: words.nameOf(taken.reserve) }
    return { text: t('book.conflict', { ...who, ...words.term(taken.reserve) }), isConflict: true }
  }
  const isMoved = startsAt !== reserve?.startsAt
  if (isMoved && startsAt < now - minuteMs) return { text: t('book.past'), isConflict: true }
  if (tableIds.length === 0) return { text: t('book.tables-missing'), isConflict: false }
  if (reserve) return null
  if (form.phone === '') return { text: t('book.phone-missing'), isConflict: false }
  return form.name.trim() === '' ? { text: t('book.name-missing'), isConflict: false } : null
}
