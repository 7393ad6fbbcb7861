import { useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useLanguage } from '../../kit/language.ts'
import { PrintersDialog } from './printers-dialog.tsx'
import { usePrintText } from './texts.ts'
import { usePrinting } from './use-printing.ts'

/** Says which printer does not print, and why. */
export function PrinterBanner() {
  const t = usePrintText()
  const language = useLanguage()
  const { printing } = usePrinting()
  const [isOpen, setOpen] = useState(false)
  const stuck = printing?.printers.filter(({ trouble }) => trouble !== null) ?? []
  return (
    <>
      {stuck.length > 0 && (
        <div className="banner banner-lost" role="alert">
          <Icon name="printer" />
          {stuck.map(({ id, trouble, waiting }) => (
            <span key={id}>
              <strong>{trouble?.[language]}</strong> · {t('print.waiting', { count: waiting })}
            </span>
          ))}
          <Button onClick={() => setOpen(true)} aria-haspopup="dialog" data-action="printers">
            {t('print.details')}
          </Button>
        </div>
      )}
      {isOpen && <PrintersDialog onClose={() => setOpen(false)} />}
    </>
  )
}
