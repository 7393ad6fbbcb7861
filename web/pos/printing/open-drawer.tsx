import { useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { useLanguage } from '../../kit/language.ts'
import { useKitText } from '../../kit/texts.ts'
import { newCommandId } from '../../kit/till-api.ts'
import { problemText, useForbidden, useTill } from '../../kit/till-context.tsx'
import { useToast } from '../../kit/toast-context.ts'
import { usePrintText } from './texts.ts'

/** Opens the till's cash drawer without a sale; the list of papers says who did it. */
export function OpenDrawer() {
  const t = usePrintText()
  const say = useKitText()
  const { api } = useTill()
  const toast = useToast()
  const language = useLanguage()
  const forbidden = useForbidden()('shift.move-cash')
  const [isBusy, setBusy] = useState(false)
  const open = async (): Promise<void> => {
    setBusy(true)
    try {
      await api.printPaper(newCommandId(), { kind: 'drawer' })
      toast(t('print.drawer-opened'))
    } catch (error) {
      toast(problemText(error, language, say), { isProblem: true })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      isLarge
      isBusy={isBusy}
      forbidden={forbidden}
      onClick={() => void open()}
      data-action="open-drawer"
    >
      {t('print.open-drawer')}
    </Button>
  )
}
