import { useState } from 'react'
import { Button, Chip, Empty } from '../../kit/controls.tsx'
import { remove } from '../../kit/desk/api.ts'
import { ConfirmButton } from '../../kit/desk/confirm.tsx'
import { useLoaded, useProblemText, WhenLoaded } from '../../kit/desk/loading.tsx'
import { useLanguage } from '../../kit/language.ts'
import { useToast } from '../../kit/toast-context.ts'
import { useName } from '../books.ts'
import { PrinterDialog } from './printer-dialog.tsx'
import type { Printer, PrinterDraft, Printers } from './printer-types.ts'
import { useText } from './texts.ts'

type Open = { id: string | null; draft: PrinterDraft }

const newPrinter = (terminalGroupId: string): PrinterDraft => ({
  ...{ name: '', terminalGroupId, kind: 'network', address: { host: '', port: 9100 } },
  ...{ duties: ['bill', 'receipt', 'report'], cookingPlaceIds: [], sectionIds: [] },
  ...{ width: 48, language: 'ru', opensDrawer: false, header: '', footer: '' },
})

/** Printers of all tills, and what is the matter with them. */
export function PrintersPage() {
  const t = useText()
  const printers = useLoaded<Printers>('/printers')
  const [open, setOpen] = useState<Open | null>(null)
  return (
    <section className="page">
      <header className="page-head">
        <div>
          <h1 className="page-title">{t('printers.title')}</h1>
          <p className="page-hint">{t('printers.hint')}</p>
        </div>
      </header>
      <WhenLoaded of={printers}>
        {(data) => {
          const [first] = data.tills
          return (
            <>
              <div>
                <Button
                  look="primary"
                  icon="plus"
                  missing={first ? null : t('printers.no-tills')}
                  onClick={() => first && setOpen({ id: null, draft: newPrinter(first.id) })}
                >
                  {t('printers.new')}
                </Button>
              </div>
              {data.printers.length === 0 && (
                <Empty title={t('printers.none')}>{t('printers.none-hint')}</Empty>
              )}
              <PrinterList
                data={data}
                onOpen={({ id, waiting: _, trouble: __, ...draft }) => setOpen({ id, draft })}
                onChanged={printers.set}
              />
              {open && (
                <PrinterDialog
                  id={open.id}
                  start={open.draft}
                  data={data}
                  onClose={() => setOpen(null)}
                  onSaved={(saved) => {
                    setOpen(null)
                    printers.set(saved)
                  }}
                />
              )}
            </>
          )
        }}
      </WhenLoaded>
    </section>
  )
}

type ListProps = { data: Printers; onOpen: (printer: Printer) => void; onChanged: (data: Printers) => void }

function PrinterList({ data, onOpen, onChanged }: ListProps) {
  const t = useText()
  const name = useName()
  const language = useLanguage()
  const toast = useToast()
  const problemText = useProblemText()
  const take = (id: string): void => {
    remove<Printers>(`/printers/${id}`).then(onChanged, (error: unknown) =>
      toast(problemText(error), { isProblem: true }),
    )
  }
  return (
    <ul className="rows">
      {data.printers.map((printer) => {
        const till = data.tills.find(({ id }) => id === printer.terminalGroupId)
        const { address, trouble, waiting } = printer
        return (
          <li key={printer.id} className="row" data-printer={printer.name}>
            <span className="row-main">
              <strong>{name({ ...printer, nameEn: printer.nameEn ?? null })}</strong>
              <span className="quiet">
                {[till ? name(till) : '', ...printer.duties.map((duty) => t(`printers.duty.${duty}`))].join(
                  ' · ',
                )}
              </span>
            </span>
            <Chip>{address ? `${address.host}:${address.port}` : t(`printers.kind.${printer.kind}`)}</Chip>
            {trouble && <Chip look="late">{trouble[language]}</Chip>}
            {waiting > 0 && <Chip look="soon">{t('printers.waiting', { count: waiting })}</Chip>}
            <Button onClick={() => onOpen(printer)}>{t('printers.edit')}</Button>
            <ConfirmButton label={t('printers.delete')} isDanger onConfirm={() => take(printer.id)}>
              {t('printers.delete-what', { name: printer.name })}
            </ConfirmButton>
          </li>
        )
      })}
    </ul>
  )
}
