import { Check, CheckList, Input, Select, WholeInput } from '../../kit/desk/form.tsx'
import { useName } from '../books.ts'
import { DeviceDialog } from '../devices/device-dialog.tsx'
import type { Opened } from '../devices/device-page.tsx'
import { DevicePlace } from '../devices/device-place.tsx'
import type { PrinterDraft, Printers } from './printer-types.ts'
import { useText } from './texts.ts'

type DialogProps = {
  opened: Opened<PrinterDraft>
  data: Printers
  onSaved: (data: Printers) => void
  onClose: () => void
}

/** Everything that one printer is set to. */
export function PrinterDialog({ data, ...rest }: DialogProps) {
  const t = useText()
  return (
    <DeviceDialog<Printers, PrinterDraft> path="/printers" say={(word) => t(`printers.${word}`)} {...rest}>
      {(draft, set) => (
        <>
          <Place draft={draft} data={data} set={set} />
          <Duties draft={draft} data={data} set={set} />
          <Looks draft={draft} set={set} />
        </>
      )}
    </DeviceDialog>
  )
}

type PartProps = { draft: PrinterDraft; set: (change: Partial<PrinterDraft>) => void }

const usualPort = 9100

function Place({ draft, data, set }: PartProps & { data: Printers }) {
  const t = useText()
  const { kind, address } = draft
  const connect = (wanted: string): void => {
    const chosen = data.kinds.find((one) => one === wanted) ?? 'preview'
    set({ kind: chosen, address: chosen === 'network' ? (address ?? { host: '', port: usualPort }) : null })
  }
  return (
    <div className="board-fields">
      <DevicePlace draft={draft} tills={data.tills} say={(word) => t(`printers.${word}`)} set={set} />
      <Select
        label={t('printers.kind')}
        name="kind"
        value={kind}
        options={data.kinds.map((value) => ({ value, label: t(`printers.kind.${value}`) }))}
        onChange={connect}
      />
      {address && (
        <>
          <Input
            label={t('printers.host')}
            name="address.host"
            value={address.host}
            onChange={(host) => set({ address: { ...address, host } })}
          />
          <WholeInput
            label={t('printers.port')}
            name="address.port"
            value={address.port}
            onChange={(port) => set({ address: { ...address, port } })}
          />
        </>
      )}
    </div>
  )
}

function Duties({ draft, data, set }: PartProps & { data: Printers }) {
  const t = useText()
  const name = useName()
  const halls = data.sections.filter(({ terminalGroupId }) => terminalGroupId === draft.terminalGroupId)
  return (
    <>
      <CheckList
        legend={t('printers.duties')}
        name="duties"
        options={data.duties.map((value) => ({ value, label: t(`printers.duty.${value}`) }))}
        value={draft.duties}
        onChange={(duties) => set({ duties })}
      />
      {draft.duties.includes('kitchen') && (
        <CheckList
          legend={t('printers.places')}
          name="cookingPlaceIds"
          hint={t('printers.all-if-none')}
          options={data.cookingPlaces.map((place) => ({ value: place.id, label: name(place) }))}
          value={draft.cookingPlaceIds}
          onChange={(cookingPlaceIds) => set({ cookingPlaceIds })}
        />
      )}
      {halls.length > 0 && (
        <CheckList
          legend={t('printers.sections')}
          name="sectionIds"
          hint={t('printers.all-if-none')}
          options={halls.map((hall) => ({ value: hall.id, label: name(hall) }))}
          value={draft.sectionIds}
          onChange={(sectionIds) => set({ sectionIds })}
        />
      )}
      <Check
        label={t('printers.drawer')}
        value={draft.opensDrawer}
        onChange={(opensDrawer) => set({ opensDrawer })}
      />
    </>
  )
}

function Looks({ draft, set }: PartProps) {
  const t = useText()
  return (
    <div className="board-fields">
      <WholeInput
        label={t('printers.width')}
        name="width"
        value={draft.width}
        onChange={(width) => set({ width })}
      />
      <Select
        label={t('printers.language')}
        name="language"
        value={draft.language}
        options={(['ru', 'en'] as const).map((value) => ({ value, label: t(`printers.language.${value}`) }))}
        onChange={(value) => set({ language: value === 'en' ? 'en' : 'ru' })}
      />
      <Input
        label={t('printers.header')}
        name="header"
        value={draft.header}
        hint={t('printers.markup-hint')}
        onChange={(header) => set({ header })}
      />
      <Input
        label={t('printers.footer')}
        name="footer"
        value={draft.footer}
        hint={t('printers.markup-hint')}
        onChange={(footer) => set({ footer })}
      />
    </div>
  )
}
