import { Chip } from '../../kit/controls.tsx'
import { useLanguage } from '../../kit/language.ts'
import { useName } from '../books.ts'
import { DevicePage, type Opened } from '../devices/device-page.tsx'
import { DeviceRow } from '../devices/device-row.tsx'
import { PrinterDialog } from './printer-dialog.tsx'
import type { Printer, PrinterDraft, Printers } from './printer-types.ts'
import { useText } from './texts.ts'

const newPrinter = (terminalGroupId: string): PrinterDraft => ({
  ...{ name: '', terminalGroupId, kind: 'network', address: { host: '', port: 9100 } },
  ...{ duties: ['bill', 'receipt', 'report'], cookingPlaceIds: [], sectionIds: [] },
  ...{ width: 48, language: 'ru', opensDrawer: false, header: '', footer: '' },
})

/** Printers of all tills, and what is the matter with them. */
export function PrintersPage() {
  const t = useText()
  return (
    <DevicePage<Printers, PrinterDraft>
      path="/printers"
      say={(word) => t(`printers.${word}`)}
      countOf={({ printers }) => printers.length}
      blankOf={({ tills: [first] }) => (first ? newPrinter(first.id) : null)}
      list={(data, { open, changed }) => (
        <ul className="rows">
          {data.printers.map((printer) => (
            <PrinterRow key={printer.id} printer={printer} data={data} onOpen={open} onChanged={changed} />
          ))}
        </ul>
      )}
      dialog={(data, opened, { close, saved }) => (
        <PrinterDialog opened={opened} data={data} onClose={close} onSaved={saved} />
      )}
    />
  )
}

type RowProps = {
  printer: Printer
  data: Printers
  onOpen: (one: Opened<PrinterDraft>) => void
  onChanged: (data: Printers) => void
}

function PrinterRow({ printer, data, onOpen, onChanged }: RowProps) {
  const t = useText()
  const name = useName()
  const language = useLanguage()
  const { id, waiting, trouble, ...draft } = printer
  const { address, kind } = draft
  const till = data.tills.find((one) => one.id === draft.terminalGroupId)
  const duties = draft.duties.map((duty) => t(`printers.duty.${duty}`))
  return (
    <DeviceRow<Printers>
      path={`/printers/${id}`}
      thing={printer}
      say={(word) => t(`printers.${word}`, { name: printer.name })}
      about={<span className="quiet">{[till ? name(till) : '', ...duties].join(' · ')}</span>}
      onOpen={() => onOpen({ id, draft })}
      onChanged={onChanged}
    >
      <Chip>{address ? `${address.host}:${address.port}` : t(`printers.kind.${kind}`)}</Chip>
      {trouble && <Chip look="late">{trouble[language]}</Chip>}
      {waiting > 0 && <Chip look="soon">{t('printers.waiting', { count: waiting })}</Chip>}
    </DeviceRow>
  )
}
