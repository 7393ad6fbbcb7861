import { useSyncExternalStore } from 'react'
import { Button } from '../controls.tsx'
import { Icon } from '../icons.tsx'
import { newVersion } from './shell.ts'
import { useOfflineText } from './texts.ts'

/** A newer screen is offered: whoever is in the middle of an order takes it when they want. */
export function NewVersion() {
  const t = useOfflineText()
  if (!useSyncExternalStore(newVersion.subscribe, newVersion.isThere)) return null
  return (
    <div className="banner banner-news" role="status">
      <Icon name="check" />
      <span>{t('offline.new-version')}</span>
      <Button data-action="update" onClick={newVersion.take}>
        {t('offline.update')}
      </Button>
    </div>
  )
}
