import { useEffect, useState } from 'react'
import type { Action } from './action.ts'
import { openActionStore } from './action-store.ts'
import { useOfflineText } from './texts.ts'

/** Before anybody is logged in: whose work still lies on this device. */
export function UnsentAtLogin({ code }: { code: string }) {
  const t = useOfflineText()
  const [actions, setActions] = useState<readonly Action[]>([])
  useEffect(() => {
    let isGone = false
    void openActionStore(code, globalThis.indexedDB)
      .then((store) => store.list())
      .then((list) => !isGone && setActions(list))
      .catch(() => {
        // Nothing can be read, so nothing is said.
      })
    return () => {
      isGone = true
    }
  }, [code])
  if (actions.length === 0) return null
  const names = [...new Set(actions.map(({ author }) => author.name))].join(', ')
  return (
    <p className="entrance-unsent" role="status">
      {t('offline.at-login', { count: actions.length, names })}
    </p>
  )
}
