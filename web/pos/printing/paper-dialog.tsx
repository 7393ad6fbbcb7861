import { useState } from 'react'
import { Button, Empty } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useLanguage } from '../../kit/language.ts'
import type { PaperAsked } from '../../kit/printing-types.ts'
import { newCommandId } from '../../kit/till-api.ts'
import { problemText, useTill } from '../../kit/till-context.tsx'
import { useToast } from '../../kit/toast-context.ts'
import { useLoaded } from '../model/loaded.ts'
import { useText } from '../texts.ts'
import { Paper } from './paper.tsx'
import { usePrintText } from './texts.ts'

type Props = { title: string; asked: PaperAsked; onClose: () => void }

/** A paper as it looks, which may be printed. */
export function PaperDialog({ title, asked, onClose }: Props) {
  const t = usePrintText()
  const kit = useText()
  const { api } = useTill()
  const { thing: sheet, hasFailed, again } = useLoaded(() => api.paper(asked), JSON.stringify(asked))
  const { run, isBusy } = useDeed()
  // Pressed twice it is printed once.
  const [id] = useState(newCommandId)
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button isLarge onClick={onClose}>
            {kit('kit.close')}
          </Button>
          <Button
            look="primary"
            icon="printer"
            isLarge
            isBusy={isBusy}
            onClick={() =>
              void run(() => api.printPaper(id, asked), t('print.sent')).then((isDone) => isDone && onClose())
            }
            data-action="print-paper"
          >
            {t('print.print')}
          </Button>
        </>
      }
    >
      {sheet ? (
        <Paper sheet={sheet} />
      ) : (
        <Empty title={hasFailed ? t('print.failed') : kit('kit.loading')}>
          {hasFailed && <Button onClick={again}>{kit('kit.retry')}</Button>}
        </Empty>
      )}
    </Dialog>
  )
}

/** Does something at the till's printers, and says how it went. */
export function useDeed(): {
  run(deed: () => Promise<void>, done: string): Promise<boolean>
  isBusy: boolean
} {
  const kit = useText()
  const language = useLanguage()
  const toast = useToast()
  const [isBusy, setBusy] = useState(false)
  const run = async (deed: () => Promise<void>, done: string): Promise<boolean> => {
    setBusy(true)
    try {
      await deed()
      toast(done)
      return true
    } catch (error) {
      toast(problemText(error, language, kit), { isProblem: true })
      return false
    } finally {
      setBusy(false)
    }
  }
  return { run, isBusy }
}
