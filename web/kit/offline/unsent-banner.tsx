import { useState } from 'react'
import { Button } from '../controls.tsx'
import { Icon } from '../icons.tsx'
import { useOutboxState } from '../till-context.tsx'
import { isWaiting } from './action.ts'
import { useOfflineText } from './texts.ts'
import { UnsentDialog } from './unsent-dialog.tsx'

/** What is done here and not with the till: how many wait, how many it refused. Nothing when all is sent. */
export function UnsentBanner() {
  const t = useOfflineText()
  const { actions, isLasting } = useOutboxState()
  const [isOpen, setOpen] = useState(false)
  const waiting = actions.filter(isWaiting).length
  const refused = actions.length - waiting
  const close = (): void => setOpen(false)
  if (waiting + refused === 0) return isOpen ? <UnsentDialog onClose={close} /> : null
  return (
    <>
      <div
        className={refused > 0 ? 'banner banner-lost' : 'banner banner-link'}
        role={refused > 0 ? 'alert' : 'status'}
        data-unsent={waiting}
        data-refused={refused}
      >
        <Icon name={refused > 0 ? 'alert' : 'clock'} />
        {refused > 0 && <strong>{t('offline.refused', { count: refused })}</strong>}
        {waiting > 0 && <span>{t('offline.waiting', { count: waiting })}</span>}
        {!isLasting && <span>{t('offline.memory-only')}</span>}
        <Button data-action="show-unsent" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {t('offline.show')}
        </Button>
      </div>
      {isOpen && <UnsentDialog onClose={close} />}
    </>
  )
}
