import { useState } from 'react'
import { Button, Chip, Empty } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useLanguage } from '../../kit/language.ts'
import type { Printer, PrintJob } from '../../kit/printing-types.ts'
import { newCommandId } from '../../kit/till-api.ts'
import { useFormat, useNow, useTill } from '../../kit/till-context.tsx'
import { useLoaded } from '../model/loaded.ts'
import { useText } from '../texts.ts'
import { Paper } from './paper.tsx'
import { useDeed } from './paper-dialog.tsx'
import { usePrintText } from './texts.ts'
import { usePrinting } from './use-printing.ts'

/** Opens the till's printers. */
export function PrintersButton() {
  const t = usePrintText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        icon="printer"
        isLarge
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        data-action="printers"
      >
        {t('print.printers')}
      </Button>
      {isOpen && <PrintersDialog onClose={() => setOpen(false)} />}
    </>
  )
}

/** The till's printers, what is the matter with them, and what they printed of late. */
export function PrintersDialog({ onClose }: { onClose: () => void }) {
  const t = usePrintText()
  const kit = useText()
  const { printing, look } = usePrinting()
  const [shown, setShown] = useState<PrintJob | null>(null)
  return (
    <Dialog
      title={t('print.printers')}
      size="wide"
      onClose={onClose}
      foot={
        <Button isLarge onClick={onClose}>
          {kit('kit.close')}
        </Button>
      }
    >
      {!printing && <Empty title={kit('kit.loading')} />}
      {printing?.printers.length === 0 && <Empty title={t('print.no-printers')} />}
      {printing && printing.printers.length > 0 && (
        <div className="printers">
          <ul className="printer-list">
            {printing.printers.map((printer) => (
              <PrinterRow key={printer.id} printer={printer} onDone={look} />
            ))}
          </ul>
          <h3 className="panel-title">{t('print.papers')}</h3>
          {printing.jobs.length === 0 && <p className="quiet">{t('print.nothing')}</p>}
          <ul>
            {printing.jobs.map((job) => (
              <JobRow key={job.id} job={job} onShow={() => setShown(job)} onDone={look} />
            ))}
          </ul>
        </div>
      )}
      {shown && <JobPaper job={shown} onClose={() => setShown(null)} />}
    </Dialog>
  )
}

function PrinterRow({ printer, onDone }: { printer: Printer; onDone: () => void }) {
  const t = usePrintText()
  const language = useLanguage()
  const { name, nameEn, trouble, waiting } = printer
  return (
    <li className="printer">
      <strong>{(language === 'en' ? nameEn : null) ?? name}</strong>
      <Chip look={trouble ? 'late' : 'plain'}>{trouble?.[language] ?? t('print.ready')}</Chip>
      {waiting > 0 && <span className="quiet">{t('print.waiting', { count: waiting })}</span>}
      {printer.kind === 'register' && <RegisterReport onDone={onDone} />}
    </li>
  )
}

/** X of the fiscal register, which tells its sums. */
function RegisterReport({ onDone }: { onDone: () => void }) {
  const t = usePrintText()
  const { api } = useTill()
  const { run, isBusy } = useDeed()
  const ask = (): void => void run(() => api.askRegisterReport(newCommandId()), t('print.sent')).then(onDone)
  return (
    <Button isBusy={isBusy} onClick={ask} data-action="register-x">
      {t('print.register-x')}
    </Button>
  )
}

type JobProps = { job: PrintJob; onShow: () => void; onDone: () => void }

function JobRow({ job, onShow, onDone }: JobProps) {
  const t = usePrintText()
  const format = useFormat()
  const now = useNow(60_000)
  const language = useLanguage()
  const { api } = useTill()
  const { run, isBusy } = useDeed()
  const { state, trouble, isCopy } = job
  const act = (deed: 'again' | 'retry' | 'drop'): void =>
    void run(
      () => api.doWithPrintJob(job.id, deed),
      deed === 'drop' ? t('print.state.dropped') : t('print.sent'),
    ).then(onDone)
  const printer = (language === 'en' ? job.printerEn : null) ?? job.printer
  return (
    <li className="print-job" data-job={job.paper} data-state={state}>
      <span className="print-job-words">
        <strong>
          {[t(`print.paper.${job.paper}`), isCopy && t('print.copy')].filter(Boolean).join(', ')}
        </strong>
        <span className="quiet">
          {[format.moment(job.madeAt, now), printer, trouble?.[language] ?? t(`print.state.${state}`)].join(
            ' · ',
          )}
        </span>
      </span>
      <Button onClick={onShow} data-action="show-job">
        {t('print.show')}
      </Button>
      {(state === 'failed' || state === 'dropped') && (
        <Button look="primary" isBusy={isBusy} onClick={() => act('retry')} data-action="retry">
          {t('print.retry')}
        </Button>
      )}
      {(state === 'failed' || state === 'waiting') && (
        <Button isBusy={isBusy} onClick={() => act('drop')} data-action="drop">
          {t('print.drop')}
        </Button>
      )}
      {state === 'printed' && !job.paper.startsWith('fiscal') && (
        <Button isBusy={isBusy} onClick={() => act('again')} data-action="again">
          {t('print.again')}
        </Button>
      )}
    </li>
  )
}

function JobPaper({ job, onClose }: { job: PrintJob; onClose: () => void }) {
  const t = usePrintText()
  const kit = useText()
  const { api } = useTill()
  const { thing: sheet, hasFailed } = useLoaded(() => api.printJob(job.id), job.id)
  return (
    <Dialog title={t(`print.paper.${job.paper}`)} onClose={onClose}>
      {sheet ? <Paper sheet={sheet} /> : <Empty title={hasFailed ? t('print.failed') : kit('kit.loading')} />}
    </Dialog>
  )
}
