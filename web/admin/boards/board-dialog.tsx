import type { ReactNode } from 'react'
import { TextField } from '../../kit/controls.tsx'
import { Check, CheckList, Input, Select, WholeInput } from '../../kit/desk/form.tsx'
import { useName } from '../books.ts'
import { DeviceDialog } from '../devices/device-dialog.tsx'
import type { Opened } from '../devices/device-page.tsx'
import { DevicePlace } from '../devices/device-place.tsx'
import type { BoardDraft, Boards } from './board-types.ts'
import { useText } from './texts.ts'

type DialogProps = {
  opened: Opened<BoardDraft>
  data: Boards
  onSaved: (data: Boards) => void
  onClose: () => void
}

/** Everything that one board is set to. */
export function BoardDialog({ data, ...rest }: DialogProps) {
  const t = useText()
  return (
    <DeviceDialog<Boards, BoardDraft> path="/boards" say={(word) => t(`boards.${word}`)} {...rest}>
      {(draft, set) => (
        <>
          <Head draft={draft} data={data} set={set} />
          <What draft={draft} data={data} set={set} />
          <Numbers draft={draft} set={set} />
          <Calls draft={draft} set={set} />
          <Advertisement draft={draft} set={set} />
        </>
      )}
    </DeviceDialog>
  )
}

type PartProps = { draft: BoardDraft; set: (change: Partial<BoardDraft>) => void }

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset className="board-part">
    <legend>{title}</legend>
    <div className="board-fields">{children}</div>
  </fieldset>
)

function Head({ draft, data, set }: PartProps & { data: Boards }) {
  const t = useText()
  return (
    <div className="board-fields">
      <DevicePlace draft={draft} tills={data.tills} say={(word) => t(`boards.${word}`)} set={set} />
      <Select
        label={t('boards.template')}
        name="template"
        value={draft.template}
        options={data.templates.map((value) => ({ value, label: t(`boards.template.${value}`) }))}
        onChange={(value) => set({ template: chosen(data.templates, value) })}
      />
      <Select
        label={t('boards.skin')}
        name="skin"
        value={draft.skin}
        options={data.skins.map((value) => ({ value, label: t(`boards.skin.${value}`) }))}
        onChange={(value) => set({ skin: chosen(data.skins, value) })}
      />
      <Select
        label={t('boards.language')}
        name="language"
        value={draft.language}
        options={languages.map((value) => ({ value, label: t(`boards.language.${value}`) }))}
        onChange={(value) => set({ language: chosen(languages, value) })}
      />
    </div>
  )
}

const languages = ['both', 'ru', 'en'] as const
const digits = [0, 2, 3, 4] as const
const names = ['none', 'masked', 'whole'] as const
const sounds = ['chime', 'gong', 'off'] as const

/** A value of a list by its text: a list gives texts only. */
function chosen<Value extends string | number>(values: readonly Value[], text: string): Value {
  const value = values.find((one) => String(one) === text) ?? values[0]
  if (value === undefined) throw new Error('nothing to choose from')
  return value
}

function What({ draft, data, set }: PartProps & { data: Boards }) {
  const t = useText()
  const name = useName()
  const halls = data.sections.filter(({ terminalGroupId }) => terminalGroupId === draft.terminalGroupId)
  return (
    <Part title={t('boards.what')}>
      <CheckList
        legend={t('boards.order-types')}
        name="orderTypeIds"
        hint={t('boards.all-if-none')}
        options={data.orderTypes.map((type) => ({ value: type.id, label: name(type) }))}
        value={draft.orderTypeIds}
        onChange={(orderTypeIds) => set({ orderTypeIds })}
      />
      {halls.length > 0 && (
        <CheckList
          legend={t('boards.sections')}
          name="sectionIds"
          hint={t('boards.all-if-none')}
          options={halls.map((hall) => ({ value: hall.id, label: name(hall) }))}
          value={draft.sectionIds}
          onChange={(sectionIds) => set({ sectionIds })}
        />
      )}
      <Check
        label={t('boards.served')}
        value={draft.withServedTables}
        onChange={(withServedTables) => set({ withServedTables })}
      />
      <Check
        label={t('boards.accepted')}
        value={draft.withAccepted}
        onChange={(withAccepted) => set({ withAccepted })}
      />
      <Check
        label={t('boards.packing')}
        value={draft.withPacking}
        onChange={(withPacking) => set({ withPacking })}
      />
      <WholeInput
        label={t('boards.keep-ready')}
        name="keepReadyMinutes"
        value={draft.keepReadyMinutes}
        onChange={(keepReadyMinutes) => set({ keepReadyMinutes })}
      />
      <Input
        label={t('boards.keep-cooking')}
        name="keepCookingMinutes"
        mode="numeric"
        value={draft.keepCookingMinutes === null ? '' : String(draft.keepCookingMinutes)}
        onChange={(text) => set({ keepCookingMinutes: text === '' ? null : Number(text.replace(/\D/g, '')) })}
      />
      <WholeInput
        label={t('boards.max-cooking')}
        name="maxCooking"
        value={draft.maxCooking}
        onChange={(maxCooking) => set({ maxCooking })}
      />
      <WholeInput
        label={t('boards.max-ready')}
        name="maxReady"
        value={draft.maxReady}
        onChange={(maxReady) => set({ maxReady })}
      />
    </Part>
  )
}

function Numbers({ draft, set }: PartProps) {
  const t = useText()
  return (
    <Part title={t('boards.numbers')}>
      <Input
        label={t('boards.prefix')}
        name="prefix"
        value={draft.prefix}
        onChange={(prefix) => set({ prefix })}
      />
      <Select
        label={t('boards.digits')}
        name="digits"
        value={String(draft.digits)}
        options={digits.map((value) => ({
          value: String(value),
          label: value === 0 ? t('boards.digits.0') : String(value),
        }))}
        onChange={(value) => set({ digits: chosen(digits, value) })}
      />
      <Select
        label={t('boards.names')}
        name="names"
        value={draft.names}
        options={names.map((value) => ({ value, label: t(`boards.names.${value}`) }))}
        onChange={(value) => set({ names: chosen(names, value) })}
      />
      <Check
        label={t('boards.external')}
        value={draft.prefersExternalNumber}
        onChange={(prefersExternalNumber) => set({ prefersExternalNumber })}
      />
    </Part>
  )
}

function Calls({ draft, set }: PartProps) {
  const t = useText()
  const { colours } = draft
  return (
    <Part title={t('boards.call')}>
      <Select
        label={t('boards.sound')}
        name="sound"
        value={draft.sound}
        options={sounds.map((value) => ({ value, label: t(`boards.sound.${value}`) }))}
        onChange={(value) => set({ sound: chosen(sounds, value) })}
      />
      <WholeInput
        label={t('boards.blink')}
        name="blinkSeconds"
        value={draft.blinkSeconds}
        onChange={(blinkSeconds) => set({ blinkSeconds })}
      />
      <Check label={t('boards.voice')} value={draft.voice} onChange={(voice) => set({ voice })} />
      <Input
        label={t('boards.colour-cooking')}
        name="colours"
        value={colours.cooking ?? ''}
        onChange={(text) => set({ colours: { ...colours, cooking: text || null } })}
      />
      <Input
        label={t('boards.colour-ready')}
        name="colours"
        value={colours.ready ?? ''}
        onChange={(text) => set({ colours: { ...colours, ready: text || null } })}
      />
    </Part>
  )
}

function Advertisement({ draft, set }: PartProps) {
  const t = useText()
  const { advertisement } = draft
  const change = (more: Partial<BoardDraft['advertisement']>): void =>
    set({ advertisement: { ...advertisement, ...more } })
  return (
    <Part title={t('boards.advertisement')}>
      <TextField
        label={t('boards.lines')}
        lines={3}
        maxLength={1300}
        value={advertisement.lines.join('\n')}
        onChange={(text) => change({ lines: text === '' ? [] : text.split('\n') })}
      />
      <Input
        label={t('boards.image')}
        name="advertisement.image"
        value={advertisement.image ?? ''}
        onChange={(text) => change({ image: text || null })}
      />
      <WholeInput
        label={t('boards.seconds')}
        name="advertisement.seconds"
        value={advertisement.seconds}
        onChange={(seconds) => change({ seconds })}
      />
    </Part>
  )
}
