import { Button } from '../../kit/controls.tsx'
import { useTill } from '../../kit/till-context.tsx'
import { useLoaded } from '../model/loaded.ts'
import { useDeed } from '../printing/paper-dialog.tsx'
import { useWeighText } from './texts.ts'

/** Takes the weight from the scales by one touch; absent where no scales stand at the till. */
export function WeighButton({ onWeight }: { onWeight: (kilograms: number) => void }) {
  const t = useWeighText()
  const { api } = useTill()
  const { thing: scales } = useLoaded(() => api.scales(), 'scales')
  const { run, isBusy } = useDeed()
  if (!scales?.isInstalled) return null
  const weigh = (): void => void run(async () => onWeight((await api.weight()).weight), t('weigh.done'))
  return (
    <Button look="primary" isLarge isBusy={isBusy} onClick={weigh} data-action="weigh">
      {t('weigh.weigh')}
    </Button>
  )
}
