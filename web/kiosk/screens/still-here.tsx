import { Button } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useText } from '../texts.ts'

/** Asks before an abandoned basket is cleared; any touch goes on. */
export function StillHere({ seconds, onLeave }: { seconds: number; onLeave: () => void }) {
  const t = useText()
  return (
    <Dialog
      title={t('kiosk.still-here')}
      onClose={() => {
        // The touch that closed it has been counted.
      }}
      foot={
        <>
          <Button isLarge onClick={onLeave}>
            {t('kiosk.cancel-order')}
          </Button>
          <Button look="primary" isLarge>
            {t('kiosk.go-on')}
          </Button>
        </>
      }
    >
      <p className="still-here">{t('kiosk.still-here-hint', { count: seconds })}</p>
    </Dialog>
  )
}
